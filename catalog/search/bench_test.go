package search_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// manyEntries makes n entries that vary as a large catalog would: no two codes
// are the same, words are out of four thousand, a few of them common and most of
// them rare, and messages have several forms, ids and numbers. The first 37 are
// the catalog's own.
func manyEntries(tb testing.TB, n int) []*catalog.Entry {
	entries := edition2019(tb)
	r := rand.New(rand.NewPCG(1, 2))
	nouns := madeUpNouns(r, 4000)
	zipf := rand.NewZipf(r, 1.1, 20, uint64(len(nouns)-1))
	noun := func() string { return nouns[zipf.Uint64()] }
	title := func(w string) string { return strings.ToUpper(w[:1]) + w[1:] }
	taken := make(map[string]bool)
	for len(entries) < n {
		a, b, c := noun(), noun(), noun()
		code := title(a) + title(b) + anyOf(r, codeEndings)
		switch r.IntN(3) {
		case 0:
			code = anyOf(r, codeFamilies) + code
		case 1:
			code = title(c) + code
		}
		if taken[code] {
			continue
		}
		taken[code] = true
		id := strconv.FormatUint(r.Uint64()>>32, 36)
		fill := strings.NewReplacer("{a}", a, "{b}", b, "{c}", c, "{id}", id, "{n}", strconv.Itoa(r.IntN(3000)))
		entries = append(entries, &catalog.Entry{
			Status:   anyOf(r, statuses),
			Code:     code,
			Message:  fill.Replace(anyOf(r, messages)),
			Meaning:  fill.Replace(anyOf(r, meanings)),
			Tags:     []string{fill.Replace(anyOf(r, tags)), fill.Replace(anyOf(r, tags))},
			Resource: anyOf(r, catalog.Resources),
			Who:      anyOf(r, []catalog.Who{catalog.Caller, catalog.Caller, catalog.AccountAdmin, catalog.CLS}),
			Retry:    catalog.Retry{When: anyOf(r, []catalog.RetryWhen{catalog.RetryNo, catalog.RetryAfterFix, catalog.RetryBackoff})},
		})
	}
	return entries[:n]
}

var (
	statuses     = []int{400, 400, 400, 401, 403, 403, 404, 404, 405, 409, 413, 415, 422, 429, 500, 500, 502, 503, 504}
	codeEndings  = []string{"NotExist", "NotFound", "Conflict", "Exceed", "NotEmpty", "ReadOnly", "Error", "Expire", "Failure", "Timeout", "Malformed", "InUse"}
	codeFamilies = []string{"InvalidParameter.", "LimitExceeded.", "FailedOperation.", "ResourceNotFound.", "AuthFailure.", "Missing", "Invalid", "Unsupported"}
	messages     = []string{
		"The specified {a} {b} does not exist",
		"Number of {a} {b} exceeds the limit of {n}",
		"The {a} is already bound to {b} {id}",
		"Only failed {a} tasks can be restarted; {b} is in another state",
		"{c} of the {a} has expired at {n}",
		"Failed to decompress the {a} sent with {c}",
		"Missing {a} header in the request to {b}",
		"The {b} service answered too slowly, try {c} again",
	}
	meanings = []string{
		"The request names a {c} that is not there.",
		"No more {a} can be created: their number is at the limit.",
		"The {b} was changed by somebody else while the {a} was being read.",
		"The account may not use {a} in this region.",
		"The body of the request is no valid {c}.",
	}
	tags = []string{"{a} deleted", "wrong {c}", "too many {a}", "{b} quota", "duplicate {a}", "{c} expired", "cannot read {b}"}
)

func anyOf[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// madeUpNouns returns words of two to four syllables.
func madeUpNouns(r *rand.Rand, n int) []string {
	const consonants, vowels = "bcdfglmnprstv", "aeiou"
	nouns := make([]string, n)
	for i := range nouns {
		for range 2 + r.IntN(3) {
			nouns[i] += string(consonants[r.IntN(len(consonants))]) + string(vowels[r.IntN(len(vowels))])
		}
		if r.IntN(3) == 0 {
			nouns[i] += string(consonants[r.IntN(len(consonants))])
		}
	}
	return nouns
}

var benchSizes = []int{37, 1_000, 10_000, 100_000}

// BenchmarkNew times until the index answers: of a long list its codes and
// statuses are read then.
func BenchmarkNew(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			entries := manyEntries(b, n)
			b.ReportAllocs()
			var times []time.Duration
			for b.Loop() {
				began := time.Now()
				search.New(entries)
				times = append(times, time.Since(began))
			}
			slices.Sort(times)
			b.ReportMetric(milliseconds(times[len(times)/2]), "ms/median")
		})
	}
}

// BenchmarkReadAll times until all texts are read too, and prints how long the
// longest slice of that takes.
func BenchmarkReadAll(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			entries := manyEntries(b, n)
			var longest time.Duration
			for b.Loop() {
				x := search.New(entries)
				for more := true; more; {
					began := time.Now()
					more = x.ReadOn()
					longest = max(longest, time.Since(began))
				}
			}
			b.ReportMetric(milliseconds(longest), "ms/longest-slice")
		})
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// BenchmarkTyping types queries letter by letter and answers each as the page
// does: the first 50 hits, with highlights and facets. It prints the median, the
// 95th percentile and the longest answer.
func BenchmarkTyping(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			x := readIndex(manyEntries(b, n))
			var times []time.Duration
			for b.Loop() {
				for _, q := range typed {
					for i := range q.text {
						text := q.text[:i+1]
						began := time.Now()
						x.Search(search.Query{Text: text, Limit: 50})
						times = append(times, time.Since(began))
					}
				}
			}
			slices.Sort(times)
			b.ReportMetric(milliseconds(times[len(times)/2]), "ms/median")
			b.ReportMetric(milliseconds(times[len(times)*95/100]), "ms/p95")
			b.ReportMetric(milliseconds(times[len(times)-1]), "ms/longest")
		})
	}
}

// BenchmarkSearch answers one whole query a round.
func BenchmarkSearch(b *testing.B) {
	for _, n := range benchSizes {
		x := readIndex(manyEntries(b, n))
		for _, q := range typed {
			b.Run(strconv.Itoa(n)+"/"+q.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					x.Search(search.Query{Text: q.text, Limit: 50})
				}
			})
		}
	}
}

// readIndex returns an index that has read everything.
func readIndex(entries []*catalog.Entry) *search.Index {
	x := search.New(entries)
	for x.ReadOn() {
	}
	return x
}

var typed = []struct{ name, text string }{
	{"code", "TopicNotExist"},
	{"letter", "t"},
	{"joined", "topicnotex"},
	{"words", "topic not exist"},
	{"common", "not exist"},
	{"message", "does not exist"},
	{"typo", "topicnotexsit"},
	{"synonym", "duplicate topic"},
	{"status", "404"},
	{"status-and-word", "409 logset"},
	{"nothing", "kubernetes"},
	{"two-nothing", "postgres deadlock"},
	{"made-up-code", "LimitExceeded.FadoTuneboConflict"},
	{"sentence", "the signature has expired"},
	{"two-typos", "machinegruop notexsit"},
	{"tag", "too many requests"},
}
