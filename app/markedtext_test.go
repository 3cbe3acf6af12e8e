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

func TestFill(t *testing.T) {
	at := func(class string, start, end int) mark { return mark{start: start, end: end, class: class} }
	tests := []struct {
		name        string
		over, under []mark
		want        string // class, start and end of each
	}{
		{"apart", nil, []mark{at("a", 0, 2), at("b", 4, 6)}, "a0-2 b4-6"},
		{"same place", nil, []mark{at("a", 0, 2), at("b", 0, 2)}, "a0-2"},
		{"overlap", nil, []mark{at("a", 0, 4), at("b", 2, 6)}, "a0-4 b4-6"},
		{"inside another", nil, []mark{at("a", 0, 9), at("b", 2, 6), at("c", 8, 12)}, "a0-9 c9-12"},
		{"round", []mark{at("a", 3, 5)}, []mark{at("b", 0, 9)}, "b0-3 a3-5 b5-9"},
		{"round two", []mark{at("a", 3, 5), at("a", 6, 7)}, []mark{at("b", 0, 9)}, "b0-3 a3-5 b5-6 a6-7 b7-9"},
		{"covered", []mark{at("a", 0, 9)}, []mark{at("b", 3, 5)}, "a0-9"},
		{"at the start", []mark{at("a", 0, 6)}, []mark{at("b", 0, 9)}, "a0-6 b6-9"},
		{"at the end", []mark{at("a", 6, 9)}, []mark{at("b", 0, 9)}, "b0-6 a6-9"},
		{"behind", []mark{at("a", 6, 9)}, []mark{at("b", 0, 2)}, "b0-2 a6-9"},
		{"nothing under", []mark{at("a", 6, 9)}, nil, "a6-9"},
		{"empty", nil, nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, m := range fill(test.over, test.under) {
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
