package app

import (
	"slices"
	"strings"

	"cls-error-explorer/catalog/decode"
)

// decoder is the state of the decode page. The paste lives here and in the box
// on the page, nowhere else: not in the address, the history or any storage.
type decoder struct {
	input  string
	report decode.Report
	reads  int // how often something was read

	// unmasked holds the placeholders of the secrets that are to be shown after
	// all, in the marked text and in what is copied of it.
	unmasked map[string]bool

	// What the page shows, kept because every event renders again.
	marks []mark
	lines []textLine
	line  map[int]int // 1-based line of each start of evidence
}

// read decodes input.
func (d *decoder) read(input string) {
	*d = decoder{input: input, reads: d.reads + 1}
	if strings.TrimSpace(input) == "" {
		return
	}
	d.report = decode.Text([]byte(input), decode.Options{})
	d.unmasked = map[string]bool{}
	d.line = numberLines(input, d.report)
	d.mark()
}

// mark works out what the marked text shows.
func (d *decoder) mark() {
	masked := d.report
	masked.Redactions = d.masked()
	d.marks = marksOf(masked)
	d.lines = linesOf(d.input, d.marks)
}

// masked returns the redactions but for those that were taken back.
func (d *decoder) masked() []decode.Redaction {
	return slices.DeleteFunc(slices.Clone(d.report.Redactions), func(x decode.Redaction) bool {
		return d.unmasked[x.Placeholder]
	})
}

// unmask shows or hides the secret with the placeholder.
func (d *decoder) unmask(placeholder string) {
	d.unmasked[placeholder] = !d.unmasked[placeholder]
	d.mark()
}

// redacted returns the paste with the secrets masked.
func (d *decoder) redacted() string {
	return string(decode.Report{Redactions: d.masked()}.Redact([]byte(d.input)))
}

// numberLines returns the line of each start of evidence, in one pass.
func numberLines(input string, report decode.Report) map[int]int {
	var offsets []int
	for _, f := range report.Findings {
		for _, ev := range f.Evidence {
			offsets = append(offsets, ev.Start)
		}
	}
	slices.Sort(offsets)
	line := make(map[int]int, len(offsets))
	number, at := 1, 0
	for _, offset := range offsets {
		number += strings.Count(input[at:offset], "\n")
		at = offset
		line[offset] = number
	}
	return line
}

// empty tells whether there is nothing to decode.
func (d *decoder) empty() bool { return d.report.Verdict == "" }

// summary says in one sentence what was found.
func (d *decoder) summary() string {
	if d.empty() {
		return ""
	}
	switch d.report.Verdict {
	case decode.Succeeded:
		return say("A response without an error.")
	case decode.Unknown:
		return say("Nothing recognised in this text.")
	}
	f := &d.report.Findings[0]
	first := sayf("%s, %s.", findingTitle(f), say(confidenceNames[f.Confidence]))
	if n := len(d.report.Findings); n > 1 {
		return sayf("%d findings. First: %s", n, first)
	}
	return first
}

// looksLikeResponse tells whether text that is pasted into the search box is
// something to decode: more than one line, JSON, or the start of a response.
func looksLikeResponse(text string) bool {
	text = strings.TrimSpace(text)
	if strings.ContainsAny(text, "\n\r{}") || len(text) > 300 {
		return true
	}
	lower := strings.ToLower(text)
	for _, sign := range []string{"http/", "curl:", "curl ", "< http", "errorcode", "errormessage"} {
		if strings.HasPrefix(lower, sign) || strings.HasPrefix(strings.TrimLeft(lower, `"'`), sign) {
			return true
		}
	}
	return false
}
