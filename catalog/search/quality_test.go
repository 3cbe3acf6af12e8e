package search_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// A querySet is a file of queries and what they should find.
type querySet struct {
	About   string
	Queries []struct {
		Class string
		Q     string
		Want  []string // any of these first is right; none: nothing may be found
		All   []string // every one should be found
	}
}

func TestQuality(t *testing.T) {
	for _, set := range []struct {
		file    string
		first   float64 // the least share of queries with a right entry first
		recall  float64 // the least share of All found
		nothing float64 // the least share of queries about nothing that find nothing
	}{
		{"testdata/queries.json", 66. / 67, 0.97, 1},
		{"testdata/more-queries.json", 0.97, 0.97, 1},
		{"testdata/forms.json", 0.97, 0.97, 0.97},
		{"testdata/missed.json", 1, 1, 1},
	} {
		t.Run(set.file, func(t *testing.T) {
			text, err := os.ReadFile(set.file)
			if err != nil {
				t.Fatal(err)
			}
			var queries querySet
			if err := json.Unmarshal(text, &queries); err != nil {
				t.Fatal(err)
			}
			x := search.New(edition2019(t))
			type tally struct{ right, all int }
			var classes []string
			byClass := make(map[string]*tally)
			var first, nothing, found tally
			var sizes []int // results of queries with one right answer
			for _, q := range queries.Queries {
				if byClass[q.Class] == nil {
					classes = append(classes, q.Class)
					byClass[q.Class] = new(tally)
				}
				var codes []string
				for _, h := range x.Search(search.Query{Text: q.Q}).Hits {
					codes = append(codes, h.Entry.Code)
				}
				of, right := &first, len(codes) > 0 && slices.Contains(q.Want, codes[0])
				if len(q.Want) == 0 {
					of, right = &nothing, len(codes) == 0
				}
				of.all++
				byClass[q.Class].all++
				if right {
					of.right++
					byClass[q.Class].right++
				} else {
					t.Logf("miss: %s %q: want %v, got %v", q.Class, q.Q, q.Want, codes)
				}
				for _, code := range q.All {
					found.all++
					if slices.Contains(codes, code) {
						found.right++
					} else {
						t.Logf("recall: %s %q lacks %s", q.Class, q.Q, code)
					}
				}
				if len(q.Want) == 1 {
					sizes = append(sizes, len(codes))
					if len(codes) > 5 {
						t.Logf("long: %s %q: %d results", q.Class, q.Q, len(codes))
					}
				}
			}
			for _, c := range classes {
				t.Logf("%-11s %3d of %3d", c, byClass[c].right, byClass[c].all)
			}
			slices.Sort(sizes)
			p90 := sizes[(len(sizes)*9+9)/10-1]
			t.Logf("right first %d of %d, nothing %d of %d, recall %d of %d, results at p90 %d, at most %d",
				first.right, first.all, nothing.right, nothing.all, found.right, found.all, p90, sizes[len(sizes)-1])
			if share(first.right, first.all) < set.first {
				t.Errorf("right first: %d of %d", first.right, first.all)
			}
			if share(nothing.right, nothing.all) < set.nothing {
				t.Errorf("nothing: %d of %d", nothing.right, nothing.all)
			}
			if found.all > 0 && share(found.right, found.all) < set.recall {
				t.Errorf("recall: %d of %d", found.right, found.all)
			}
			if p90 > 5 {
				t.Errorf("queries with one right answer: %d results at the 90th percentile", p90)
			}
		})
	}
}

func share(n, of int) float64 { return float64(n) / float64(of) }

// edition2019 returns the 37 entries that the query sets are about.
func edition2019(tb testing.TB) []*catalog.Entry {
	var list []*catalog.Entry
	for _, c := range catalog.Default() {
		if c.ID == "cls-2017" {
			list = slices.Collect(c.EntriesIn("2019-05-15"))
		}
	}
	if len(list) != 37 {
		tb.Fatalf("the edition of 2019-05-15 has %d entries, not 37", len(list))
	}
	return list
}
