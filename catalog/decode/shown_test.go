package decode

import (
	"math/bits"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// Whatever the decoder recognises is shown by a golden file: every recogniser
// and, of those that are templates, every single one.
func TestEverythingIsShown(t *testing.T) {
	seen := map[*recogniser]bool{}
	for _, list := range recognisers.all() {
		for _, r := range list {
			if _, wrapped := seen[r]; wrapped {
				continue
			}
			seen[r] = false
			read := r.read
			t.Cleanup(func() { r.read = read })
			r.read = func(s *scanner, start, end int) int {
				before := s.findings()
				next := read(s, start, end)
				seen[r] = seen[r] || next > end || s.findings() != before
				return next
			}
		}
	}
	templates := map[string]bool{}
	for _, input := range goldenInputs(t) {
		a := decode(input, Options{})
		s := &scanner{in: a.in, index: a.index}
		lower := strings.ToLower(string(a.in))
		if len(lower) != len(a.in) {
			continue // letters of another length, so that the places differ
		}
		for _, sh := range shapes {
			for i := 0; ; {
				n := strings.Index(lower[i:], sh.anchor)
				if n < 0 {
					break
				}
				i += n + len(sh.anchor)
				if _, n := s.matchShape(sh, i-len(sh.anchor), i); n >= 0 {
					templates[sh.templates[n]] = true
				}
			}
		}
	}
	for r, shown := range seen {
		if !shown {
			t.Errorf("no golden file shows %s: %q", r.name, r.words)
		}
	}
	for _, sh := range shapes {
		for _, text := range sh.templates {
			if !templates[text] {
				t.Errorf("no golden file shows what %s prints: %s", sh.client, text)
			}
		}
	}
}

// findings tells whether the scan noted anything.
func (s *scanner) findings() [5]int {
	explained := 0
	for _, w := range s.explained {
		explained += bits.OnesCount64(w)
	}
	return [5]int{s.marks.n, s.bodies.n, s.secrets.n, explained, s.logclient + len(s.commands) + s.valueKey + s.dataEnd}
}

func goldenInputs(t *testing.T) (inputs [][]byte) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		input := string(archive.Files[0].Data)
		if archive.Files[0].Name == "input.quoted" {
			if input, err = strconv.Unquote(strings.TrimSpace(input)); err != nil {
				t.Fatal(name, err)
			}
		}
		inputs = append(inputs, []byte(input))
	}
	return inputs
}
