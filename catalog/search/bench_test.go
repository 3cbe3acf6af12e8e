package search_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// manyEntries makes n entries in the image of the catalog: codes of two to four
// words out of several hundred, a message, a meaning and two tags. The first 37
// are the catalog's own.
func manyEntries(tb testing.TB, n int) []*catalog.Entry {
	entries := edition2019(tb)
	r := rand.New(rand.NewPCG(1, 2))
	var syllables, nouns []string
	for _, c := range "bcdfglmnprstv" {
		for _, v := range "aeiou" {
			syllables = append(syllables, string(c)+string(v))
		}
	}
	word := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		return b.String()
	}
	for range 500 {
		nouns = append(nouns, word())
	}
	endings := []string{"NotExist", "Conflict", "Exceed", "NotEmpty", "ReadOnly", "Error", "Expire", "Failure"}
	for len(entries) < n {
		a, b, c := nouns[r.IntN(500)], nouns[r.IntN(500)], nouns[r.IntN(500)]
		code := strings.ToUpper(a[:1]) + a[1:] + strings.ToUpper(b[:1]) + b[1:] + endings[r.IntN(len(endings))]
		entries = append(entries, &catalog.Entry{
			Status:  400 + r.IntN(18),
			Code:    code,
			Message: "The specified " + a + " " + b + " does not exist or exceeds the limit of " + fmt.Sprint(r.IntN(300)),
			Meaning: "The request names a " + c + " that is not there.",
			Tags:    []string{a + " deleted", "wrong " + c},
		})
	}
	return entries[:n]
}

var benchSizes = []int{37, 1_000, 10_000, 100_000}

func BenchmarkNew(b *testing.B) {
	for _, n := range benchSizes {
		entries := manyEntries(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				search.New(entries)
			}
		})
	}
}

// BenchmarkKeystroke answers one query a round, as the page does for each key:
// the first 50 hits, with highlights and facets.
func BenchmarkKeystroke(b *testing.B) {
	queries := []struct{ name, text string }{
		{"code", "TopicNotExist"},
		{"letter", "t"},
		{"prefix", "top"},
		{"joined", "topicnotex"},
		{"words", "topic not exist"},
		{"typo", "topicnotexsit"},
		{"synonym", "duplicate topic"},
		{"status", "404"},
		{"nothing", "kubernetes"},
	}
	for _, n := range benchSizes {
		x := search.New(manyEntries(b, n))
		for _, q := range queries {
			b.Run(fmt.Sprintf("%d/%s", n, q.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					x.Search(search.Query{Text: q.text, Limit: 50})
				}
			})
		}
	}
}
