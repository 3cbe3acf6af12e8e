package search_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"cls-error-explorer/catalog/search"
)

// camel splits a code at its capitals. It is deliberately not the package's own
// splitter.
func camel(code string) []string {
	var words []string
	for i, r := range code {
		if unicode.IsUpper(r) {
			words = append(words, "")
		}
		words[len(words)-1] += code[i : i+1]
	}
	return words
}

// TestVariants writes every code in every way of a kind and asks for the code
// first, or, where several codes are written the same that way, among the hits.
func TestVariants(t *testing.T) {
	lower := strings.ToLower
	joinWith := func(sep string, change func(string) string) func(string) []string {
		return func(code string) []string { return []string{change(strings.Join(camel(code), sep))} }
	}
	asIs := func(s string) string { return s }
	// edits applies edit at every byte from the second on.
	edits := func(edit func(s string, i int) string) func(string) []string {
		return func(code string) []string {
			var list []string
			for i := 1; i < len(code); i++ {
				if s := edit(code, i); s != code {
					list = append(list, s, lower(s))
				}
			}
			return list
		}
	}
	kinds := []struct {
		name  string
		write func(code string) []string
		first float64 // the least share with the code first
		found float64 // the least share with the code among the hits
	}{
		{"as it is", joinWith("", asIs), 1, 1},
		{"lower case", joinWith("", lower), 1, 1},
		{"upper case", joinWith("", strings.ToUpper), 1, 1},
		{"words", joinWith(" ", lower), 1, 1},
		{"snake", joinWith("_", lower), 1, 1},
		{"screaming snake", joinWith("_", strings.ToUpper), 1, 1},
		{"kebab", joinWith("-", lower), 1, 1},
		{"dots", joinWith(".", asIs), 1, 1},
		{"with product", func(c string) []string { return []string{"CLS." + c, "cls:" + lower(c)} }, 1, 1},
		{"in JSON", func(c string) []string { return []string{`{"errorcode":"` + c + `","errormessage":"x y z"}`} }, 1, 1},
		{"swapped case", func(c string) []string {
			return []string{strings.Map(func(r rune) rune {
				if unicode.IsUpper(r) {
					return unicode.ToLower(r)
				}
				return unicode.ToUpper(r)
			}, c)}
		}, 1, 1},
		{"words backwards", func(c string) []string {
			words := camel(c)
			slices.Reverse(words)
			return []string{lower(strings.Join(words, " "))}
		}, 1, 1},
		{"every prefix from the second word on", func(c string) []string {
			var list []string
			for i := len(camel(c)[0]) + 1; i < len(c); i++ {
				list = append(list, lower(c[:i]))
			}
			return list
		}, 0, 1},
		{"each word's first letters", func(c string) []string {
			var list []string
			for n := 3; n < 6; n++ {
				var words []string
				for _, w := range camel(c) {
					words = append(words, w[:min(n, len(w))])
				}
				list = append(list, lower(strings.Join(words, " ")), strings.Join(words, ""))
			}
			return list
		}, 0.8, 1},
		{"without its first word", func(c string) []string {
			if words := camel(c); len(words) > 2 {
				return []string{lower(strings.Join(words[1:], ""))}
			}
			return nil
		}, 0, 1},
		{"initials", func(c string) []string {
			var s string
			for _, w := range camel(c) {
				s += w[:1]
			}
			if len(s) < 2 {
				return nil
			}
			if len(s) == 2 {
				return []string{s}
			}
			return []string{s, lower(s)}
		}, 0.5, 1},
		{"a letter dropped", edits(func(s string, i int) string { return s[:i] + s[i+1:] }), 0.97, 0.99},
		{"a letter doubled", edits(func(s string, i int) string { return s[:i] + s[i:i+1] + s[i:] }), 0.97, 0.99},
		{"a letter replaced", edits(func(s string, i int) string { return s[:i] + "x" + s[i+1:] }), 0.97, 0.99},
		{"two letters swapped", edits(func(s string, i int) string {
			if i+1 == len(s) {
				return s
			}
			return s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]
		}), 0.97, 0.99},
		{"two letters swapped, words apart", func(c string) []string {
			var list []string
			words := camel(c)
			for n, w := range words {
				for i := 1; i+1 < len(w) && len(w) >= 5; i++ {
					if typo := w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]; typo != w {
						list = append(list, lower(strings.Join(slices.Concat(words[:n], []string{typo}, words[n+1:]), " ")))
					}
				}
			}
			return list
		}, 0.97, 0.99},
	}
	entries := edition2019(t)
	x := search.New(entries)
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			var all, first, found, hits int
			for _, e := range entries {
				for _, text := range kind.write(e.Code) {
					all++
					result := x.Search(search.Query{Text: text})
					hits += result.Total
					at := slices.IndexFunc(result.Hits, func(h search.Hit) bool { return h.Entry == e })
					if at == 0 {
						first++
					}
					if at >= 0 {
						found++
					}
					if at < 0 || at > 0 && kind.first >= 0.9 {
						t.Logf("%q: %s is hit %d of %d", text, e.Code, at+1, result.Total)
					}
				}
			}
			t.Logf("%d queries, first %.3f, found %.3f, %.1f hits each", all, share(first, all), share(found, all), share(hits, all))
			if share(first, all) < kind.first {
				t.Errorf("first: %d of %d", first, all)
			}
			if share(found, all) < kind.found {
				t.Errorf("found: %d of %d", found, all)
			}
		})
	}
}
