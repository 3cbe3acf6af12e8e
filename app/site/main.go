//go:build !js

// Package site is everything that must never reach the browser: the command
// line, the export of the site as a plain folder, and the server for it.
//
// # One pipeline
//
// "make build" compiles the app to web/app.wasm. [Export] renders every page
// with go-app and writes a folder that any static host can serve: the pages,
// the wasm, everything compressed beside it, the service worker that makes all
// of it work offline, and a _headers file for hosts that read one. [NewServer]
// serves such a folder with the right headers. Nothing is rendered at run time
// and there is no backend, so what the tests load is what is shipped.
//
// # Where the workarounds for go-app are
//
// go-app v9.8.0 prints HTML that browsers misread, with a document around it
// that we do not want. goapp.go reads that output for what it means, page.html
// is the document in its place. web/load.js and web/boot.js start the app instead of go-app's
// app.js, and web/sw.js keeps it offline instead of go-app's worker.
package site

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// Exit codes of [Main].
const (
	exitOK     = 0
	exitFailed = 1 // the command could not do its work
	exitUsage  = 2 // bad flags or arguments, or input that cannot be read
)

// A command is one word of the command line and what it does.
type command struct {
	name  string
	usage string // flags and arguments, after the name
	short string // one line
	run   func(args []string, stdin io.Reader, stdout, stderr io.Writer) error
}

var commands = []command{serveCommand, exportCommand, decodeCommand, triageCommand}

// Main runs the command that args names, serve if it names none, and returns
// the exit code of the program. It writes errors to stderr, one line each.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	name := "serve"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		name, args = args[0], args[1:]
	} else if len(args) > 0 && isHelpFlag(args[0]) {
		name, args = "help", nil
	}
	if name == "help" {
		printHelp(stdout)
		return exitOK
	}
	for _, c := range commands {
		if c.name == name {
			return exitCode(c.run(args, stdin, stdout, stderr), c, stdout, stderr)
		}
	}
	fmt.Fprintf(stderr, "unknown command %q; run \"help\" for the list\n", name)
	return exitUsage
}

// A usageError is a mistake in how a command was called.
type usageError struct{ error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

func exitCode(err error, c command, stdout, stderr io.Writer) int {
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(stdout, "%s %s\n\t%s\n", c.name, c.usage, c.short)
		return exitOK
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "%s: %v\n", c.name, err)
		return exitUsage
	default:
		fmt.Fprintf(stderr, "%s: %v\n", c.name, err)
		return exitFailed
	}
}

// parseFlags parses args into flags and returns the arguments after them, of
// which at most max are allowed.
func parseFlags(flags *flag.FlagSet, args []string, max int) ([]string, error) {
	flags.SetOutput(io.Discard) // errors are ours to print, on one line
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil, err
		}
		return nil, usageError{err}
	}
	if flags.NArg() > max {
		return nil, usagef("unexpected argument %q", flags.Arg(max))
	}
	return flags.Args(), nil
}

func isHelpFlag(arg string) bool {
	return arg == "-h" || arg == "-help" || arg == "--help"
}

func printHelp(w io.Writer) {
	fmt.Fprint(w, "CLS Error Explorer: which error of Tencent Cloud Log Service is this?\n\n")
	for _, c := range commands {
		fmt.Fprintf(w, "  %s %s\n\t%s\n", c.name, c.usage, c.short)
	}
	fmt.Fprint(w, "  help\n\tPrint this text.\n\nWithout a command: serve.\n")
}
