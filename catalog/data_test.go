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

// TestEditionRows checks the number of rows of each edition against what the
// editions of the page had.
func TestEditionRows(t *testing.T) {
	tests := []struct {
		edition string
		rows    int
	}{
		{"2019-02-28", 28}, {"2019-05-15", 37}, {"2020-05-20", 40},
		{"2020-08-13", 49}, {"2021-08-31", 50}, {"2021-12-21", 60},
	}
	c := embedded(t, "cls-2017")
	if len(c.Editions) != len(tests) {
		t.Errorf("%d editions, want %d", len(c.Editions), len(tests))
	}
	for _, test := range tests {
		rows := 0
		for range c.EntriesIn(test.edition) {
			rows++
		}
		if rows != test.rows {
			t.Errorf("edition %s has %d rows, want %d", test.edition, rows, test.rows)
		}
	}
}

// TestProductCodes checks the size of the catalog of API 3.0: the codes of CLS,
// those of every product, and those that left the SDK.
func TestProductCodes(t *testing.T) {
	count := map[string]int{}
	for _, e := range embedded(t, "cls-3.0").Entries {
		if e.Until != "" {
			count["withdrawn"]++
		} else {
			count[string(e.Group)]++
		}
	}
	for group, want := range map[string]int{"product": 121, "common": 26, "withdrawn": 8} {
		if count[group] != want {
			t.Errorf("%d codes %s, want %d", count[group], group, want)
		}
	}
}

// TestReferences checks that what one catalog says of another is there.
func TestReferences(t *testing.T) {
	for _, problem := range catalog.LintReferences(catalog.Default()) {
		t.Error(problem)
	}
}

// TestNothingPublishedDisappears holds the catalogs to the codes that once had a
// page. Addresses stand in tickets, so a code is withdrawn (until), never
// removed. New codes are added to the file when the test asks for them.
func TestNothingPublishedDisappears(t *testing.T) {
	text, err := os.ReadFile("testdata/published.txt")
	if err != nil {
		t.Fatal(err)
	}
	published := strings.Fields(string(text))
	var present []string
	for _, c := range catalog.Default() {
		for i := range c.Entries {
			present = append(present, c.ID+"/"+c.Entries[i].Code)
		}
	}
	for _, address := range published {
		if !slices.Contains(present, address) {
			t.Errorf("%s had a page and is gone", address)
		}
	}
	for _, address := range present {
		if !slices.Contains(published, address) {
			t.Errorf("%s is new: add it to testdata/published.txt", address)
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
