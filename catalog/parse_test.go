package catalog_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
)

func TestParse(t *testing.T) {
	want := soundCatalog(nil)
	got, err := catalog.Parse("test.json", []byte(toJSON(t, want)))
	if err != nil {
		t.Fatal(err)
	}
	if toJSON(t, got) != toJSON(t, want) {
		t.Errorf("got %s\nwant %s", toJSON(t, got), toJSON(t, want))
	}
	for _, e := range got.Entries {
		if e.Catalog != want.ID {
			t.Errorf("%d %s: Catalog is %q, want %q", e.Status, e.Code, e.Catalog, want.ID)
		}
	}
}

// TestParseErrors expects the name of the file and, where there is one, the
// entry and the field at fault in the error.
func TestParseErrors(t *testing.T) {
	sound := toJSON(t, soundCatalog(nil))
	replace := func(old, new string) string {
		if !strings.Contains(sound, old) {
			t.Fatalf("the fixture has no %s", old)
		}
		return strings.Replace(sound, old, new, 1)
	}
	tests := []struct {
		name string
		text string
		want string
	}{
		{"nothing", "", "test.json: EOF"},
		{"not JSON", "id: cls-2017", "test.json: invalid character 'i'"},
		{"cut off", sound[:len(sound)/2], "test.json: unexpected EOF"},
		{"another type", "[]", "test.json: json: cannot unmarshal array"},
		{"null", "null", `test.json: id: "" is not`},
		{"text after it", sound + "{}", "test.json: text after the catalog"},
		{"second catalog", sound + sound, "test.json: text after the catalog"},
		{"unknown field", replace(`"name":`, `"nmae":`), `test.json: json: unknown field "nmae"`},
		{"unknown field of an entry", replace(`"meaning":`, `"meanign":`),
			`test.json: entries[0] (404 "TopicNotExist"): json: unknown field "meanign"`},
		{"unknown field of a point", replace(`"basis":`, `"base":`),
			`test.json: entries[0] (404 "TopicNotExist"): json: unknown field "base"`},
		{"status as text", replace(`"status":409`, `"status":"409"`),
			`test.json: entries[1] (0 "TopicConflict"): json: cannot unmarshal string into Go struct field Entry.status`},
		{"field twice", replace(`"name":`, `"name":"x","name":`), "test.json: name: stands twice"},
		{"field of an entry twice", replace(`"status":409`, `"status":409,"status":404`),
			"test.json: entries[1].status: stands twice"},
		{"field of a point twice in another case", replace(`"basis":`, `"Basis":"inferred","basis":`),
			"test.json: entries[0].causes[0].basis: stands twice"},
		{"bad status", replace(`"status":409`, `"status":109`),
			"test.json: 109 TopicConflict: status: 109 is not within 200 to 599"},
		{"dangling see", replace(`"see":["TopicConflict"]`, `"see":["TopicClosed"]`),
			`test.json: 404 TopicNotExist: see[0]: "TopicClosed" is no code of this catalog`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := catalog.Parse("test.json", []byte(test.text))
			if err == nil {
				t.Fatal("no error")
			}
			if c != nil {
				t.Error("a catalog besides the error")
			}
			if first, _, _ := strings.Cut(err.Error(), "\n"); !strings.HasPrefix(first, test.want) {
				t.Errorf("the error starts with %q, want %q", first, test.want)
			}
		})
	}
}

// A catalog that breaks many rules gets an error that a person can still read.
func TestParseErrorIsBounded(t *testing.T) {
	c := soundCatalog(nil)
	for i := range 1000 {
		c.Entries = append(c.Entries, catalog.Entry{Code: fmt.Sprintf("Code%d", i)})
	}
	_, err := catalog.Parse("test.json", []byte(toJSON(t, c)))
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 21 {
		t.Errorf("the error has %d lines, want 20 problems and a count", len(lines))
	}
	for _, line := range lines {
		if !strings.HasPrefix(line, "test.json: ") {
			t.Errorf("a line without the name of the file: %s", line)
		}
	}
	if last := lines[len(lines)-1]; !strings.HasSuffix(last, " problems more") {
		t.Errorf("the last line does not count the rest: %s", last)
	}
}

// FuzzParse checks that no text makes Parse panic, and that what it accepts is
// without problems and survives being written and read again.
func FuzzParse(f *testing.F) {
	sound := toJSON(f, soundCatalog(nil))
	f.Add([]byte(sound))
	f.Add([]byte(sound[:len(sound)/2]))
	f.Add([]byte(strings.Replace(sound, "topic", "\xff\\ud800\\u0000", 1)))
	f.Add([]byte(`{"entries":[{"causes":[{"text":"a"},null]},null,{}],"Entries":null}`))
	f.Add([]byte(strings.Repeat("[", 20000)))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := catalog.Parse("fuzz.json", text)
		if err != nil {
			return
		}
		for _, p := range c.Lint() {
			t.Errorf("accepted with a problem: %s", p)
		}
		written, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		again, err := catalog.Parse("again.json", written)
		if err != nil {
			t.Fatalf("not accepted again: %v\n%s", err, written)
		}
		if toJSON(t, again) != string(written) {
			t.Errorf("read again as %s\nwant %s", toJSON(t, again), written)
		}
	})
}
