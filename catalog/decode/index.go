package decode

import (
	"slices"
	"strings"
	"sync"

	"cls-error-explorer/catalog"
)

// Ids of the catalogs that the decoder knows how to use.
const (
	catalog2017    = "cls-2017"
	catalog3       = "cls-3.0"
	catalogClients = "cls-clients"
	catalogHTTP    = "http"
)

// An index answers the questions that the passes ask about the catalogs.
type index struct {
	entries []*catalog.Entry // every one that a mark can name, by its number

	codes    map[string]*catalog.Entry // API 2017, by code
	codes3   map[string]*catalog.Entry // API 3.0, by code
	clients  map[string]*catalog.Entry // codes that clients print, by code
	statuses map[int]*catalog.Entry    // bare statuses
	words    wordTable[int32]          // codes that mean something in prose, as numbers of entries
	actions  map[string]bool           // of API 3.0
	usual    string                    // the edition of API 2017 that is shown first

	phrases wordTable[[]phrase] // documented messages of API 2017, by first word

	// firstWords are those of phrases and of recognisers.
	firstWords wordFilter
}

// A phrase is a documented message as a sequence of lower-case words.
type phrase struct {
	entry int32 // its number
	words []string
	alike int // how many of its words begin the phrase before it as well
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
		codes:    map[string]*catalog.Entry{},
		codes3:   map[string]*catalog.Entry{},
		clients:  map[string]*catalog.Entry{},
		statuses: map[int]*catalog.Entry{},
		actions:  map[string]bool{},
	}
	byCode := map[string]map[string]*catalog.Entry{
		catalog2017: x.codes, catalog3: x.codes3, catalogClients: x.clients,
	}
	for _, c := range catalogs {
		if c.ID == catalog2017 {
			x.usual = c.Opens
		}
		for i := range c.Entries {
			e := &c.Entries[i]
			if c.ID == catalogHTTP {
				x.statuses[e.Status] = e
			} else if codes := byCode[c.ID]; codes != nil {
				codes[e.Code] = e
				x.entries = append(x.entries, e)
			}
			if c.ID == catalog3 {
				for _, name := range e.ReturnedBy() {
					x.actions[name] = true
				}
			}
		}
	}
	// In prose the 2017 API goes first: its codes are words of its own. Those of
	// API 3.0 count where they have a dot, those of clients where they are no
	// words of a sentence and nobody's server sends them.
	for n, e := range x.entries {
		if e.Catalog == catalog2017 {
			x.addPhrase(e.Message, int32(n))
		}
		switch {
		case x.words.get([]byte(e.Code)) != nil,
			e.Catalog == catalog3 && !strings.Contains(e.Code, "."),
			e.Catalog == catalogClients && (!distinctive[e.Code] && !strings.Contains(e.Code, ".") || x.codes3[e.Code] != nil):
		default:
			*x.words.at(e.Code) = int32(n)
		}
	}
	x.firstWords = recognisers.wordFilter
	for first := range x.phrases.all() {
		x.firstWords.add([]byte(first))
	}
	for _, phrases := range x.phrases.all() {
		// The longest of those that begin alike comes first.
		slices.SortStableFunc(phrases, func(a, b phrase) int { return slices.Compare(b.words, a.words) })
		for i := 1; i < len(phrases); i++ {
			phrases[i].alike = alike(phrases[i-1].words, phrases[i].words)
		}
	}
	return x
}

// alike returns how many words begin both a and b.
func alike(a, b []string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// distinctive are the codes of clients that no other program is likely to print.
var distinctive = map[string]bool{
	"WriteQuotaExceed": true, "MissAccessKeyId": true, "MissCredential": true,
	"SingleValueExceed1M": true, "TopicNotExists": true, "ContentIsTooLarge": true,
	"LogRequestError": true, "InvalidLogGroup": true,
}

// server returns the entry of a code as the server of an API sends it, or nil.
// Where api is empty, both are looked up, the older first.
func (x *index) server(api, code string) *catalog.Entry {
	if e := x.codes[code]; e != nil && api != API3 {
		return e
	}
	if api == API2017 {
		return nil
	}
	return x.codes3[code]
}

// client returns the entry of a code that the client, as catalog.Entry.Clients
// names it, prints in the place of the server's, or nil. Where the client is
// not one of the entry's, the code is only taken for a client's if no server of
// CLS sends it.
func (x *index) client(client, code string) *catalog.Entry {
	e := x.clients[code]
	if e == nil || slices.Contains(e.Clients, client) || x.server("", code) == nil {
		return e
	}
	return nil
}

// family returns the entry of API 3.0 that explains the family of a code which
// is not listed, or nil.
func (x *index) family(code string) *catalog.Entry {
	if family, _, split := strings.Cut(code, "."); split && x.codes3[code] == nil {
		return x.codes3[family]
	}
	return nil
}

// addPhrase adds the message of the entry n.
func (x *index) addPhrase(message string, n int32) {
	words := phraseWords(message)
	if len(words) < 2 || len(words) > maxPhraseWords {
		return // one word is no sentence
	}
	same := x.phrases.at(words[0])
	*same = append(*same, phrase{entry: n, words: words})
}

// phraseWords returns the words of a text in lower case, with * as one.
func phraseWords(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return r > 0x7f || r != '*' && !isWord[byte(r)]
	})
	for i, w := range words {
		words[i] = strings.Trim(w, wordEdge)
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// withStatus returns the entries of API 2017 with an HTTP status.
func (x *index) withStatus(status int) []catalog.Ref {
	return x.refs(func(e *catalog.Entry) bool { return e.Status == status })
}

// withPrefix returns the entries that a code cut off at its end may be.
func (x *index) withPrefix(cut string) []catalog.Ref {
	if len(cut) < 3 {
		return nil
	}
	return x.startingWith(catalog2017, cut)
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
		if e.Catalog == catalog2017 && want(e) {
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
