//go:build !js

package site

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"

	"cls-error-explorer/catalog/triage"
)

var triageCommand = command{
	name:  "triage",
	usage: "[-json] [-csv] [-markdown] [FILE…]",
	short: "Count the errors in logs and HARs of any size, packed ones too; standard input without FILE or with -.",
	run:   runTriage,
}

func runTriage(args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("triage", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "")
	asCSV := flags.Bool("csv", false, "")
	asMarkdown := flags.Bool("markdown", false, "")
	files, err := parseFlags(flags, args, len(args))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		files = []string{"-"}
	}
	total := triage.NewSummary(triage.Options{})
	for _, path := range files {
		var s *triage.Summary
		if path == "-" {
			s = triage.Read("standard input", stdin, triage.Options{}, nil)
		} else if s, err = triage.ReadFile(path, triage.Options{}); err != nil {
			total.Failed(path, err.Error())
			continue
		}
		total.Add(s)
	}
	total.Sort()

	failed := 0
	for _, f := range total.Files {
		if f.Problem != "" {
			fmt.Fprintf(stderr, "triage: %s: %s\n", printable(f.Name), printable(f.Problem))
			failed++
		}
	}
	var out []byte
	switch {
	case *asJSON:
		if out, err = json.MarshalIndent(total, "", "  "); err != nil {
			return err
		}
		out = append(out, '\n')
	case *asCSV:
		out = total.CSV()
	case *asMarkdown:
		out = total.Markdown()
	default:
		out = total.Text()
	}
	if _, err := stdout.Write(out); err != nil {
		return err
	}
	switch {
	case failed > 0 && failed == len(total.Files):
		return usageError{errors.New("no file could be read to its end")}
	case failed > 0:
		return fmt.Errorf("%d of %d files could not be read to their end", failed, len(total.Files))
	}
	return nil
}
