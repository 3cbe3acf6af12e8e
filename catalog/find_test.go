package catalog_test

import (
	"slices"
	"testing"

	"cls-error-explorer/catalog"
)

func TestFind(t *testing.T) {
	tests := []struct {
		name string
		ref  catalog.Ref
		want bool
	}{
		{"there", catalog.Ref{Catalog: "cls-2017", Status: 404, Code: "TopicNotExist"}, true},
		{"another status", catalog.Ref{Catalog: "cls-2017", Status: 403, Code: "TopicNotExist"}, false},
		{"another case", catalog.Ref{Catalog: "cls-2017", Status: 404, Code: "topicnotexist"}, false},
		{"another catalog", catalog.Ref{Catalog: "cls-1999", Status: 404, Code: "TopicNotExist"}, false},
		{"nothing", catalog.Ref{}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := catalog.Find(catalog.Default(), test.ref)
			if got := e != nil; got != test.want {
				t.Fatalf("found: %v, want %v", got, test.want)
			}
			if e != nil && e.Ref() != test.ref {
				t.Errorf("found %v, want %v", e.Ref(), test.ref)
			}
		})
	}
}

// Whoever changes what Lookup or EntriesIn returns changes the catalog, not a
// copy.
func TestLookupReturnsTheEntryItself(t *testing.T) {
	c := soundCatalog(nil)
	if got, want := c.Lookup("TopicConflict"), &c.Entries[1]; got != want {
		t.Errorf("Lookup returned %p, want %p", got, want)
	}
	if got := c.Lookup("topicconflict"); got != nil {
		t.Errorf("Lookup in another case returned %s", got.Code)
	}
	for e := range c.EntriesIn("2020-01-01") {
		if e != &c.Entries[0] {
			t.Errorf("EntriesIn returned a copy of %s", e.Code)
		}
		break
	}
}

func TestEntriesIn(t *testing.T) {
	c := soundCatalog(nil)
	tests := []struct {
		name, edition string
		want          []string
	}{
		{"before all editions", "2019-12-31", []string{"TopicNotExist", "Gone"}},
		{"day before the withdrawal", "2020-05-31", []string{"TopicNotExist", "Gone"}},
		{"day of the withdrawal", "2020-06-01", []string{"TopicNotExist"}},
		{"day before the addition", "2020-12-31", []string{"TopicNotExist"}},
		{"day of the addition", "2021-01-01", []string{"TopicNotExist", "TopicConflict"}},
		{"later", "2030-01-01", []string{"TopicNotExist", "TopicConflict"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for e := range c.EntriesIn(test.edition) {
				got = append(got, e.Code)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestFallback(t *testing.T) {
	c := catalog.Get("cls-3.0")
	for _, test := range []struct{ code, want string }{
		{"ResourceNotFound.SomethingNew", "ResourceNotFound"},
		{"FailedOperation.SomethingNew.Deeper", "FailedOperation"},
		{"SomethingNew.Deeper", ""},
		{"SomethingNew", ""},
		{".", ""},
	} {
		got := ""
		if e := c.Fallback(test.code); e != nil {
			got = e.Code
		}
		if got != test.want {
			t.Errorf("Fallback(%q) is %q, want %q", test.code, got, test.want)
		}
	}
}

// TestTwins checks that twins are found from both sides, and that words with two
// meanings say so.
func TestTwins(t *testing.T) {
	for _, test := range []struct {
		catalog, code, twin string
		differs             bool
	}{
		{"cls-2017", "TopicNotExist", "ResourceNotFound.TopicNotExist", false},
		{"cls-3.0", "ResourceNotFound.TopicNotExist", "TopicNotExist", false},
		{"cls-2017", "LogsetConflict", "FailedOperation.LogsetConflict", false},
		{"cls-2017", "ResourceNotFound", "ResourceNotFound", true},
		{"cls-3.0", "InvalidParameterValue", "InvalidParameterValue", true},
		{"cls-2017", "LimitExceeded", "LimitExceeded", true},
	} {
		t.Run(test.catalog+"/"+test.code, func(t *testing.T) {
			e := catalog.Get(test.catalog).Lookup(test.code)
			if e == nil {
				t.Fatal("no such entry")
			}
			for _, twin := range catalog.Twins(catalog.Default(), e) {
				if twin.Entry.Code == test.twin && twin.Differs == test.differs && twin.Entry.Catalog != e.Catalog {
					if twin.Differs && twin.Note == "" {
						t.Error("it does not say how the two differ")
					}
					return
				}
			}
			t.Errorf("%s (differs: %v) is none of its twins", test.twin, test.differs)
		})
	}
}
