package catalog_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
)

// TestSourceRows compares edition 2019-05-15 of cls-2017 with the rows of the
// document it quotes.
func TestSourceRows(t *testing.T) {
	text, err := os.ReadFile("testdata/cls-error-codes-2019-05-15.txt")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "#") {
			want = append(want, strings.TrimSuffix(line, "\n"))
		}
	}
	if len(want) != 37 {
		t.Fatalf("the document has %d rows, want 37", len(want))
	}
	var got []string
	for e := range embedded(t, "cls-2017").EntriesIn("2019-05-15") {
		got = append(got, fmt.Sprintf("%d %s %s", e.Status, e.Code, e.Message))
	}
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("row %d is missing: %s", i+1, want[i])
		case i >= len(want):
			t.Errorf("row %d is not in the document: %s", i+1, got[i])
		case got[i] != want[i]:
			t.Errorf("row %d:\n got %s\nwant %s", i+1, got[i], want[i])
		}
	}
}

// TestDataLint shows the problems of the embedded data under the entry they are
// in.
func TestDataLint(t *testing.T) {
	for _, c := range catalog.Default() {
		problems := c.Lint()
		for i := range c.Entries {
			label := fmt.Sprintf("%d %s", c.Entries[i].Status, c.Entries[i].Code)
			t.Run(c.ID+"/"+label, func(t *testing.T) {
				for _, p := range problems {
					if rest, ok := strings.CutPrefix(p, label+": "); ok {
						t.Error(rest)
					}
				}
			})
			problems = slices.DeleteFunc(problems, func(p string) bool {
				return strings.HasPrefix(p, label+": ")
			})
		}
		for _, p := range problems {
			t.Errorf("%s: %s", c.ID, p)
		}
	}
}

// TestDataFiles checks that each file of data is embedded, passes Parse and
// gives what Default gives, and that each is named after its catalog.
func TestDataFiles(t *testing.T) {
	paths, err := filepath.Glob("data/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, path := range paths {
		if path == filepath.Join("data", "schema.json") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c, err := catalog.Parse(path, text)
		if err != nil {
			t.Error(err)
			continue
		}
		if want := strings.TrimSuffix(filepath.Base(path), ".json"); c.ID != want {
			t.Errorf("%s: the id is %q, want %q", path, c.ID, want)
		}
		if toJSON(t, c) != toJSON(t, embedded(t, c.ID)) {
			t.Errorf("%s: Default has another text", path)
		}
		ids = append(ids, c.ID)
	}
	for _, c := range catalog.Default() {
		if !slices.Contains(ids, c.ID) {
			t.Errorf("Default has %s, which is no file of data", c.ID)
		}
	}
}

// TestDataIsComplete asks of cls-2017 what the linter leaves to the catalog:
// every entry says why, what to do and how people call it, and rests on the
// document at least once.
func TestDataIsComplete(t *testing.T) {
	for e := range embedded(t, "cls-2017").EntriesIn("2019-05-15") {
		documented := func(p catalog.Point) bool { return p.Basis == catalog.Documented }
		if !slices.ContainsFunc(e.Causes, documented) {
			t.Errorf("%d %s: no documented cause", e.Status, e.Code)
		}
		if len(e.Actions) == 0 {
			t.Errorf("%d %s: no action", e.Status, e.Code)
		}
		if len(e.Tags) == 0 {
			t.Errorf("%d %s: no tag", e.Status, e.Code)
		}
		if e.Message == "" {
			t.Errorf("%d %s: no message, though the document has one for each row", e.Status, e.Code)
		}
	}
}

// embedded returns the embedded catalog with the id.
func embedded(t *testing.T, id string) *catalog.Catalog {
	t.Helper()
	for _, c := range catalog.Default() {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("Default has no catalog %q", id)
	return nil
}
