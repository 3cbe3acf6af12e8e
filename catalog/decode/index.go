package decode

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"cls-error-explorer/catalog"
)

// Catalog ids by API.
const (
	catalog2017 = "cls-2017"
	catalog3    = "cls-3.0"
)

// An index answers the questions that the passes ask about the catalogs.
type index struct {
	entries []*catalog.Entry          // API 2017, in the catalog's order
	codes   map[string]*catalog.Entry // API 2017, by code
	codes3  map[string]*catalog.Entry // API 3.0, by code
	phrases map[string][]phrase       // documented messages, by first word
	numbers map[*catalog.Entry]int    // position in entries

	codeWords, phraseWords wordFilter
}

// A phrase is a documented message as a sequence of lower-case words.
type phrase struct {
	entry *catalog.Entry
	words []string
}

var defaultIndex = sync.OnceValue(func() *index { return newIndex(catalog.Default()) })

func indexOf(catalogs []*catalog.Catalog) *index {
	if catalogs == nil {
		return defaultIndex()
	}
	return newIndex(catalogs)
}

func newIndex(catalogs []*catalog.Catalog) *index {
	x := &index{
		codes:   map[string]*catalog.Entry{},
		codes3:  map[string]*catalog.Entry{},
		phrases: map[string][]phrase{},
		numbers: map[*catalog.Entry]int{},
	}
	for _, c := range catalogs {
		for i := range c.Entries {
			e := &c.Entries[i]
			switch c.ID {
			case catalog2017:
				x.numbers[e] = len(x.entries)
				x.entries = append(x.entries, e)
				x.codes[e.Code] = e
				x.codeWords.add(e.Code)
				x.addPhrase(e)
			case catalog3:
				x.codes3[e.Code] = e
			}
		}
	}
	return x
}

func (x *index) addPhrase(e *catalog.Entry) {
	words := strings.FieldsFunc(strings.ToLower(e.Message), func(r rune) bool {
		return r > 0x7f || !isWord[byte(r)]
	})
	for i, w := range words {
		words[i] = strings.Trim(w, wordEdge)
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	if len(words) < 2 {
		return // one word is no sentence
	}
	x.phrases[words[0]] = append(x.phrases[words[0]], phrase{e, words})
	x.phraseWords.add(words[0])
}

// withStatus returns the entries of an HTTP status.
func (x *index) withStatus(status int) []catalog.Ref {
	return x.refs(func(e *catalog.Entry) bool { return e.Status == status })
}

// withPrefix returns the entries that a code cut off at its end may be.
func (x *index) withPrefix(cut string) []catalog.Ref {
	if len(cut) < 3 {
		return nil
	}
	return x.refs(func(e *catalog.Entry) bool { return strings.HasPrefix(e.Code, cut) })
}

// near returns the entries whose code is code with one or two slips of the pen.
func (x *index) near(code string) []catalog.Ref {
	if len(code) < 5 || len(code) > 64 {
		return nil
	}
	folded := strings.ToLower(code)
	for slips := 0; slips <= 2; slips++ {
		found := x.refs(func(e *catalog.Entry) bool {
			return within(strings.ToLower(e.Code), folded, slips)
		})
		if found != nil {
			return found
		}
	}
	return nil
}

func (x *index) refs(want func(*catalog.Entry) bool) []catalog.Ref {
	var found []catalog.Ref
	for _, e := range x.entries {
		if want(e) {
			found = append(found, e.Ref())
		}
	}
	return found
}

// within reports whether at most slips insertions, deletions, replacements or
// swaps of neighbours turn a into b. It takes at most 4^slips * len(a) steps.
func within(a, b string, slips int) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	if len(a)-len(b) > slips || len(b)-len(a) > slips {
		return false
	}
	if a == "" || b == "" {
		return true
	}
	if slips == 0 {
		return false
	}
	return within(a[1:], b[1:], slips-1) ||
		within(a[1:], b, slips-1) ||
		within(a, b[1:], slips-1) ||
		len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && within(a[2:], b[2:], slips-1)
}

// A wordFilter says quickly that a word is not in a set: it knows the lengths
// that occur with each first byte. Most words of a text end here.
type wordFilter [256]uint64

func (f *wordFilter) add(word string) { f[word[0]] |= 1 << min(len(word), 63) }

func (f *wordFilter) maybe(word []byte) bool {
	return f[word[0]]&(1<<min(len(word), 63)) != 0
}

// lower writes word in lower case to buf and returns it; word must fit.
func lower(buf *[64]byte, word []byte) []byte {
	for i, c := range word {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return buf[:len(word)]
}

// hasFold reports whether b starts with prefix, which is in lower case.
func hasFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}
