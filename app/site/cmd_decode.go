//go:build !js

package site

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

var decodeCommand = command{
	name:  "decode",
	usage: "[-json] [FILE]",
	short: "Say which errors FILE holds, or standard input without FILE or with -.",
	run:   runDecode,
}

func runDecode(args []string, stdin io.Reader, stdout, _ io.Writer) error {
	flags := flag.NewFlagSet("decode", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "")
	rest, err := parseFlags(flags, args, 1)
	if err != nil {
		return err
	}
	source := stdin
	if len(rest) == 1 && rest[0] != "-" {
		file, err := os.Open(rest[0])
		if err != nil {
			return usageError{err}
		}
		defer file.Close()
		source = file
	}
	input, err := io.ReadAll(io.LimitReader(source, decode.MaxInput+1))
	if err != nil {
		return usageError{err}
	}
	if len(input) > decode.MaxInput {
		return usagef("the input is larger than %d MiB; cut out the part around the error", decode.MaxInput>>20)
	}

	report := decode.Text(input, decode.Options{})
	answer := report.JSON()
	if !*asJSON {
		answer = readable(report)
	}
	_, err = stdout.Write(answer)
	return err
}

// readable returns report as text for a terminal. The report holds no secrets,
// so neither does the text.
func readable(report decode.Report) []byte {
	var b bytes.Buffer
	if len(report.Findings) == 0 {
		fmt.Fprintf(&b, "%s (%s)\n", report.Verdict, report.Shape)
	}
	for i := range report.Findings {
		if i > 0 {
			b.WriteByte('\n')
		}
		writeFinding(&b, &report.Findings[i])
	}
	writeRedactions(&b, report.Redactions)
	return b.Bytes()
}

func writeFinding(b *bytes.Buffer, f *decode.Finding) {
	if f.Status != 0 {
		fmt.Fprintf(b, "%d ", f.Status)
	}
	switch {
	case f.Code != "":
		b.WriteString(printable(f.Code))
	case f.ClientCode != "":
		b.WriteString(printable(f.ClientCode))
	default:
		b.WriteString("no code")
	}
	fmt.Fprintf(b, " (%s)", f.Confidence)
	if f.ProductName != "" {
		fmt.Fprintf(b, ", %s", f.ProductName)
	}
	if f.Count > 1 {
		fmt.Fprintf(b, ", %d times", f.Count)
	}
	b.WriteByte('\n')

	if f.Entry != nil {
		if e := catalog.Find(catalog.Default(), *f.Entry); e != nil {
			line(b, "entry", fmt.Sprintf("%d %s in %s", e.Status, e.Code, e.Catalog))
			line(b, "meaning", e.Meaning)
			for i, action := range e.Actions {
				if i == maxActions {
					break
				}
				line(b, fmt.Sprintf("do %d", i+1), fmt.Sprintf("%s (%s)", action.Text, action.Basis))
			}
		}
	}
	for i, ref := range f.Candidates {
		if i == maxCandidates {
			line(b, "perhaps", fmt.Sprintf("and %d more", len(f.Candidates)-i))
			break
		}
		line(b, "perhaps", fmt.Sprintf("%d %s (%s)", ref.Status, ref.Code, ref.Catalog))
	}
	for _, note := range f.Notes {
		line(b, "note", note.Text)
	}
	line(b, "request", f.RequestID)
}

// How much of an entry the readable report shows.
const (
	maxActions    = 3
	maxCandidates = 5
)

// line writes "  label  text", or nothing if there is no text.
func line(b *bytes.Buffer, label, text string) {
	if text != "" {
		fmt.Fprintf(b, "  %-8s %s\n", label, printable(text))
	}
}

func writeRedactions(b *bytes.Buffer, redactions []decode.Redaction) {
	for i, r := range redactions {
		separator := ", "
		if i == 0 {
			separator = "\nleft out: "
		}
		fmt.Fprintf(b, "%s%s", separator, r.Placeholder)
	}
	if len(redactions) > 0 {
		b.WriteByte('\n')
	}
}

// printable returns s without control characters: a pasted response must not
// be able to drive the terminal.
func printable(s string) string {
	clean := make([]rune, 0, len(s))
	for _, r := range s {
		if r < ' ' || r == 0x7f || (0x80 <= r && r < 0xa0) {
			r = ' '
		}
		clean = append(clean, r)
	}
	return string(clean)
}
