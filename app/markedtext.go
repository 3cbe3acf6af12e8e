package app

import (
	"sort"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog/decode"
)

// The marked text shows the paste with the evidence marked, secrets masked and
// what nothing explains underlined. Long pastes are folded: a line is shown if
// it or a neighbour holds evidence, or while the text is short.

const (
	shortLines   = 40  // a paste up to this many lines is shown whole
	headLines    = 5   // of a longer one, the first lines always are
	contextLines = 2   // lines shown around a line with evidence
	maxLines     = 400 // lines shown at most
	maxLineBytes = 600 // bytes shown of one line at most, around its first mark
)

// A mark is a range of the input with what it is. The zero kind is evidence.
type mark struct {
	start, end int
	id         string // of evidence
	class      string
	title      string
	text       string // shown instead of the input, for secrets
}

func evidenceID(finding, evidence int) string {
	return "ev-" + strconv.Itoa(finding) + "-" + strconv.Itoa(evidence)
}

// marksOf returns what to mark in the input of report, ascending, without overlaps:
// secrets win over evidence, and evidence over the unexplained.
func marksOf(report decode.Report) []mark {
	var secrets, evidence, rest []mark
	for _, x := range report.Redactions {
		secrets = append(secrets, mark{start: x.Start, end: x.End, class: "mark-secret", title: sayf("Secret: %s", say(secretWords[x.Kind])), text: x.Placeholder})
	}
	for i, f := range report.Findings {
		for j, ev := range f.Evidence {
			evidence = append(evidence, mark{
				start: ev.Start, end: ev.End, id: evidenceID(i, j),
				class: "mark-" + ev.Field, title: say(evidenceNames[ev.Field]),
			})
		}
	}
	for _, s := range report.Remainder {
		rest = append(rest, mark{start: s.Start, end: s.End, class: "mark-rest"})
	}
	return fill(fill(fill(nil, secrets), evidence), rest)
}

// fill adds to the marks over, which ascend and do not overlap, the parts of the
// marks under that over leaves free. Where two of under overlap, the one that
// starts first wins. A mark in several parts has its id on the first.
func fill(over, under []mark) []mark {
	// Not slices.SortFunc: each type it sorts adds 8 kB to the wasm.
	sort.SliceStable(under, func(a, b int) bool { return under[a].start < under[b].start })
	var all []mark
	at := 0 // everything before is settled
	for _, m := range under {
		m.start = max(m.start, at)
		for len(over) > 0 && over[0].start < m.end {
			if m.start < over[0].start {
				part := m
				part.end = over[0].start
				all = append(all, part)
				m.id = ""
			}
			all = append(all, over[0])
			m.start = max(m.start, over[0].end)
			over = over[1:]
		}
		if m.start < m.end {
			all = append(all, m)
		}
		at = max(m.start, m.end)
	}
	return append(all, over...)
}

// A textLine is one shown line, or a fold of hidden ones.
type textLine struct {
	number     int // 1-based; of a fold, the first hidden line
	start, end int // bytes of the input, without the line end
	folded     int // of a fold, how many lines it hides
}

// linesOf returns the lines to show. It works on ranges of lines round the
// evidence, not on lines, so that eight million empty lines cost no memory.
func linesOf(input string, marks []mark) []textLine {
	input = strings.TrimSuffix(input, "\n") // what follows the last line end is no line
	var ranges []mark                       // start and end of whole lines, ascending, apart
	if strings.Count(input, "\n") < shortLines {
		ranges = append(ranges, mark{end: len(input)})
	} else {
		ranges = append(ranges, mark{end: lineEnd(input, 0, headLines)})
		for _, m := range marks {
			last := &ranges[len(ranges)-1]
			if m.class == "mark-rest" || m.end <= last.end {
				continue
			}
			start, end := lineStart(input, last.end, m.start, contextLines), lineEnd(input, m.end, 1+contextLines)
			if start <= last.end+1 {
				last.end = end
			} else {
				ranges = append(ranges, mark{start: start, end: end})
			}
		}
	}

	var lines []textLine
	number, at, shown := 1, 0, 0
	fold := func(to int) { // hide the lines from at up to, not including, the one at to
		if n := strings.Count(input[at:to], "\n"); n > 0 {
			lines = append(lines, textLine{number: number, start: at, end: to - 1, folded: n})
			number, at = number+n, to
		}
	}
	for _, r := range ranges {
		fold(r.start)
		for at <= r.end && shown < maxLines {
			end := lineEnd(input, at, 1)
			lines = append(lines, textLine{number: number, start: at, end: end})
			number, at, shown = number+1, end+1, shown+1
		}
	}
	if at <= len(input) && len(input) > 0 {
		n := strings.Count(input[at:], "\n") + 1
		lines = append(lines, textLine{number: number, start: at, end: len(input), folded: n})
	}
	return lines
}

// lineEnd returns the end of the nth line from i on, the line of i being the
// first, without its line end.
func lineEnd(s string, i, nth int) int {
	for i = min(i, len(s)); ; i++ {
		next := strings.IndexByte(s[i:], '\n')
		if next < 0 {
			return len(s)
		}
		if i += next; nth == 1 {
			return i
		}
		nth--
	}
}

// lineStart returns the start of the line that is n lines before the one of i,
// or floor if that comes first.
func lineStart(s string, floor, i, n int) int {
	for i = min(i, len(s)); i > floor; n-- {
		i = floor + strings.LastIndexByte(s[floor:i], '\n')
		if i < floor {
			return floor
		}
		if n == 0 {
			return i + 1
		}
	}
	return floor
}

// markedText shows the paste of d with its marks.
func markedText(d *decoder) app.UI {
	if d.empty() {
		return nil
	}
	marks := d.marks
	var lines []app.UI
	next := 0
	for _, line := range d.lines {
		if line.folded > 0 {
			lines = append(lines, txt("div.text-fold", sayn(line.folded, "%d line folded", "%d lines folded")))
			continue
		}
		for next < len(marks) && marks[next].end <= line.start {
			next++
		}
		lines = append(lines, el("div.text-line",
			el("span.text-number").Aria("hidden", "true").Text(strconv.Itoa(line.number)),
			el("span.text-body", lineParts(d.input, line, marks[next:])...),
		))
	}

	rest := 0
	for _, s := range d.report.Remainder {
		rest += s.End - s.Start
	}
	legend := say("Everything in the text is explained.")
	if rest > 0 {
		legend = sayf("%d of %d bytes are not explained by a finding (dotted).", rest, len(d.input))
	}
	return el("section.marked").Aria("labelledby", "h-marked").Body(
		el("h2").ID("h-marked").Text(say("Evidence in the text")),
		txt("p.hint", legend),
		el("div.text").TabIndex(0).Attr("role", "group").Aria("label", say("The paste with its evidence marked")).Body(lines...),
	)
}

// lineParts returns a line's text, cut at its marks. marks starts with the
// first one that can touch the line.
func lineParts(input string, line textLine, marks []mark) []app.UI {
	start, end := line.start, line.end
	var parts []app.UI
	if end-start > maxLineBytes {
		if len(marks) > 0 && marks[0].start < end && marks[0].start > start+maxLineBytes/2 {
			start = runeStart(input, marks[0].start-maxLineBytes/4)
			parts = append(parts, txt("span.text-cut", "… "))
		}
		end = runeStart(input, min(end, start+maxLineBytes))
	}
	at := start
	for _, m := range marks {
		from, to := max(m.start, at), min(m.end, end)
		if m.start >= end {
			break
		}
		if from >= to {
			continue
		}
		if from > at {
			parts = append(parts, app.Text(visible(input[at:from])))
		}
		text := visible(input[from:to])
		if m.text != "" {
			text = m.text
		}
		span := el("span").Class("mark", m.class).Text(text)
		if m.id != "" {
			span.ID(m.id).TabIndex(-1).Title(m.title)
		}
		parts = append(parts, span)
		at = to
	}
	if at < end {
		parts = append(parts, app.Text(visible(input[at:end])))
	}
	if end < line.end {
		parts = append(parts, txt("span.text-cut", " … "+sayn(line.end-end, "%d byte more", "%d bytes more")))
	}
	return parts
}

// runeStart returns the last rune border at or before i.
func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && s[i]&0xC0 == 0x80 {
		i--
	}
	return i
}

// visible replaces control characters, which would be invisible or worse, by
// their pictures.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case r == '\r':
			return -1
		case r < ' ':
			return 0x2400 + r
		case r == 0x7f:
			return 0x2421
		case r == 0x202a || r == 0x202b || r == 0x202c || r == 0x202d || r == 0x202e || (r >= 0x2066 && r <= 0x2069):
			return 0xfffd // direction overrides would show the text in another order
		}
		return r
	}, s)
}
