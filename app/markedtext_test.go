package app

import (
	"strconv"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
)

func pointTexts(lists ...[]catalog.Point) []string {
	var texts []string
	for _, list := range lists {
		for _, p := range list {
			texts = append(texts, p.Text)
		}
	}
	return texts
}

func TestFlatten(t *testing.T) {
	tests := []struct {
		name  string
		marks []mark
		want  string // class, start and end of each
	}{
		{"apart", []mark{{start: 0, end: 2, class: "a"}, {start: 4, end: 6, class: "b"}}, "a0-2 b4-6"},
		{"same place", []mark{{start: 0, end: 2, class: "a"}, {start: 0, end: 2, class: "b"}}, "a0-2"},
		{"overlap", []mark{{start: 0, end: 4, class: "a"}, {start: 2, end: 6, class: "b"}}, "a0-4 b4-6"},
		{"unexplained round evidence", []mark{{start: 3, end: 5, class: "a"}, {start: 0, end: 9, class: "mark-rest"}}, "mark-rest0-3 a3-5 mark-rest5-9"},
		{"secret in evidence", []mark{{start: 4, end: 6, class: "mark-secret"}, {start: 0, end: 9, class: "a"}}, "a0-4 mark-secret4-6"},
		{"secret at the start of evidence", []mark{{start: 0, end: 6, class: "mark-secret"}, {start: 0, end: 9, class: "a"}}, "mark-secret0-6 a6-9"},
		{"empty", nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, m := range flatten(test.marks) {
				got = append(got, m.class+itoa(m.start)+"-"+itoa(m.end))
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("got %s, want %s", s, test.want)
			}
		})
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

func TestLinesOfFolds(t *testing.T) {
	input := strings.Repeat("nothing\n", 100) + "evidence\n" + strings.Repeat("nothing\n", 100)
	at := strings.Index(input, "evidence")
	lines := linesOf(input, []mark{{start: at, end: at + 8, class: "mark-code"}})
	total := 0
	for _, l := range lines {
		total += max(1, l.folded)
	}
	if total != 201 {
		t.Errorf("%d lines shown or folded, want 201", total)
	}
	if len(lines) > 15 {
		t.Errorf("%d lines shown", len(lines))
	}
}

// FuzzMarkedText holds the view of a paste to its promises: marks ascend and do
// not overlap, lines cover the input, and a secret that the decoder found is in
// no text that is shown.
func FuzzMarkedText(f *testing.F) {
	for _, s := range samples() {
		f.Add(s.text)
	}
	f.Fuzz(func(t *testing.T, input string) {
		d := &decoder{}
		d.read(input)
		marks := d.marks
		for i, m := range marks {
			if m.start >= m.end || m.end > len(input) || (i > 0 && m.start < marks[i-1].end) {
				t.Fatalf("mark %d of %+v", i, marks)
			}
		}
		next := 0
		for _, l := range d.lines {
			if l.start != next || l.end < l.start || l.end > len(input) {
				t.Fatalf("line %+v after byte %d", l, next)
			}
			next = l.end + 1
			if l.folded == 0 {
				lineParts(input, l, marks)
			}
		}
		if rest := strings.TrimSuffix(input, "\n"); !d.empty() && next != len(rest)+1 {
			t.Fatalf("lines end at %d of %d", next, len(rest))
		}
	})
}
