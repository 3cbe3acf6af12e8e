//go:build !js

package site

import (
	"flag"
	"fmt"
	"io"
)

var exportCommand = command{
	name:  "export",
	usage: "[-out dist] [-prefix /] [-origin URL]",
	short: "Write the site as a folder of plain files. Run it in the project's folder, after make build.",
	run:   runExport,
}

func runExport(args []string, _ io.Reader, stdout, _ io.Writer) error {
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	out := flags.String("out", "dist", "")
	prefix := flags.String("prefix", "/", "")
	origin := flags.String("origin", "", "")
	if _, err := parseFlags(flags, args, 0); err != nil {
		return err
	}
	o := Options{Source: ".", Origin: *origin}
	var err error
	if o.Prefix, err = parsePrefix(*prefix); err != nil {
		return usageError{err}
	}
	if err := checkOrigin(o.Origin); err != nil {
		return usageError{err}
	}
	folder, err := Export(o)
	if err != nil {
		return err
	}
	if err := folder.write(*out); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d files in %s\n", len(folder), *out)
	return nil
}
