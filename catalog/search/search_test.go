package search_test

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// made returns entries that do not depend on the wording of the catalog.
func made() []*catalog.Entry {
	return []*catalog.Entry{
		{Status: 404, Code: "TopicNotExist", Resource: "topic", Who: catalog.Caller, Retry: catalog.Retry{When: catalog.RetryAfterFix}, Message: "The specified log topic does not exist", Meaning: "No log topic has this id.", Tags: []string{"wrong region", "topic deleted"}},
		{Status: 404, Code: "LogsetNotExist", Resource: "logset", Who: catalog.Caller, Retry: catalog.Retry{When: catalog.RetryAfterFix}, Message: "日志集不存在", Meaning: "No logset has this id."},
		{Status: 409, Code: "TopicConflict", Resource: "topic", Who: catalog.Caller, Retry: catalog.Retry{When: catalog.RetryNo}, Message: "日志主题已存在", Meaning: "The name is taken.", Tags: []string{"name in use"}},
		{Status: 401, Code: "AuthFailure.SignatureExpire", Resource: "request", Who: catalog.Caller, Retry: catalog.Retry{When: catalog.RetryAfterFix}, Message: "Signature’s time is over", Tags: []string{"clock skew"}},
		{Status: 500, Code: "InternalError", Resource: "request", Who: catalog.CLS, Retry: catalog.Retry{When: catalog.RetryBackoff}, Message: "Internal error"},
	}
}

// marked writes a field with its spans in brackets.
func marked(text string, spans []search.Span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.Start] + "[" + text[s.Start:s.End] + "]")
		at = s.End
	}
	return b.String() + text[at:]
}

func TestHighlights(t *testing.T) {
	x := search.New(made())
	for _, c := range []struct {
		name, text                  string
		code, message, meaning, tag string
	}{
		{"words of a code", "topic not", "[TopicNot]Exist", "The specified log [topic] does [not] exist", "No log [topic] has this id.", ""},
		{"joined words with a begun one", "topicnote", "[TopicNotE]xist", "The specified log topic does not exist", "No log topic has this id.", ""},
		{"inflection marks the whole word", "topics exists", "[Topic]Not[Exist]", "The specified log [topic] does not [exist]", "No log [topic] has this id.", ""},
		{"prefix marks what was typed", "sig", "AuthFailure.[Sig]natureExpire", "[Sig]nature’s time is over", "", ""},
		{"a word with an apostrophe", "signatures over", "AuthFailure.[Signature]Expire", "[Signature’s] time is [over]", "", ""},
		{"typo marks the word meant", "signatrue", "AuthFailure.[Signature]Expire", "[Signature’s] time is over", "", ""},
		{"typo in a joined code", "topicnotexsit", "[TopicNotExist]", "The specified log topic does not exist", "No log topic has this id.", ""},
		{"initials", "TNE", "[TopicNotExist]", "The specified log topic does not exist", "No log topic has this id.", ""},
		{"middle of a code", "opicnot", "[TopicNot]Exist", "The specified log topic does not exist", "No log topic has this id.", ""},
		{"phrase of a message", "log topic", "[Topic]NotExist", "The specified [log topic] does not exist", "No [log topic] has this id.", ""},
		{"synonym", "duplicate topic", "[Topic][Conflict]", "日志主题已存在", "The name is taken.", ""},
		{"tag only", "skew", "AuthFailure.SignatureExpire", "Signature’s time is over", "", "clock skew"},
		{"tag for one word", "region topic", "[Topic]NotExist", "The specified log [topic] does not exist", "No log [topic] has this id.", "wrong region"},
		{"Chinese inside a message", "主题已存", "[Topic]Conflict", "日志[主题已存]在", "The name is taken.", ""},
		{"Chinese and a status", "409 日志", "TopicConflict", "[日志]主题已存在", "The name is taken.", ""},
		{"full-width letters", "ＴｏｐｉｃＣｏｎ", "[TopicCon]flict", "日志主题已存在", "The name is taken.", ""},
		{"named in a paste", `{"errorcode":"InternalError"`, "[InternalError]", "Internal error", "", ""},
		{"status only", "500", "InternalError", "Internal error", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			hits := x.Search(search.Query{Text: c.text}).Hits
			if len(hits) == 0 {
				t.Fatalf("%q finds nothing", c.text)
			}
			h := hits[0]
			for _, f := range []struct{ name, got, want string }{
				{"code", marked(h.Entry.Code, h.Code), c.code},
				{"message", marked(h.Entry.Message, h.Message), c.message},
				{"meaning", marked(h.Entry.Meaning, h.Meaning), c.meaning},
				{"tag", h.Tag, c.tag},
			} {
				if f.got != f.want {
					t.Errorf("%q, %s: got %q, want %q", c.text, f.name, f.got, f.want)
				}
			}
		})
	}
}

func TestChineseNeedsTheWholeRun(t *testing.T) {
	if r := search.New(made()).Search(search.Query{Text: "题日"}); r.Total != 0 {
		t.Errorf("characters that do not stand together: %d hits", r.Total)
	}
}

func TestFacets(t *testing.T) {
	x := search.New(made())
	want := func(name string, facets []search.Facet, list ...search.Facet) {
		t.Helper()
		if !slices.Equal(facets, list) {
			t.Errorf("%s:\ngot  %v\nwant %v", name, facets, list)
		}
	}
	r := x.Search(search.Query{Text: "topic", Statuses: []string{"404"}})
	want("status", r.Facets.Status,
		search.Facet{Value: "4xx", Count: 2},
		search.Facet{Value: "401", Count: 0},
		search.Facet{Value: "404", Count: 1, Selected: true},
		search.Facet{Value: "409", Count: 1},
		search.Facet{Value: "5xx", Count: 0},
		search.Facet{Value: "500", Count: 0})
	want("resource, under a status", r.Facets.Resource,
		search.Facet{Value: "request", Count: 0},
		search.Facet{Value: "logset", Count: 0},
		search.Facet{Value: "topic", Count: 1})
	if r.Total != 1 || r.Hits[0].Entry.Code != "TopicNotExist" {
		t.Errorf("filtered by 404: %d hits", r.Total)
	}
	r = x.Search(search.Query{Statuses: []string{"4xx"}, Resources: []string{"topic", "logset"}, Who: []string{"caller"}})
	want("status of several selections", r.Facets.Status,
		search.Facet{Value: "4xx", Count: 3, Selected: true},
		search.Facet{Value: "401", Count: 0},
		search.Facet{Value: "404", Count: 2},
		search.Facet{Value: "409", Count: 1},
		search.Facet{Value: "5xx", Count: 0},
		search.Facet{Value: "500", Count: 0})
	want("resource of several selections", r.Facets.Resource,
		search.Facet{Value: "request", Count: 1},
		search.Facet{Value: "logset", Count: 1, Selected: true},
		search.Facet{Value: "topic", Count: 2, Selected: true})
	want("who", r.Facets.Who,
		search.Facet{Value: "caller", Count: 3, Selected: true},
		search.Facet{Value: "cls", Count: 0})
	want("retry", r.Facets.Retry,
		search.Facet{Value: "no", Count: 1},
		search.Facet{Value: "after-fix", Count: 2},
		search.Facet{Value: "backoff", Count: 0})
	for _, c := range []struct {
		name     string
		query    search.Query
		total, n int
	}{
		{"nothing selected", search.Query{}, 5, 5},
		{"class", search.Query{Statuses: []string{"4xx"}}, 4, 4},
		{"or", search.Query{Statuses: []string{"401", "5xx"}}, 2, 2},
		{"class and a status in it", search.Query{Statuses: []string{"4xx", "404"}}, 4, 4},
		{"a status nobody has", search.Query{Statuses: []string{"418"}}, 0, 0},
		{"and", search.Query{Resources: []string{"topic"}, Retry: []string{"no"}}, 1, 1},
		{"a resource nobody has", search.Query{Resources: []string{"alarm"}}, 0, 0},
		{"limit", search.Query{Statuses: []string{"4xx"}, Limit: 3}, 4, 3},
	} {
		if r := x.Search(c.query); r.Total != c.total || len(r.Hits) != c.n {
			t.Errorf("%s: total %d, hits %d; want %d, %d", c.name, r.Total, len(r.Hits), c.total, c.n)
		}
	}
}

// TestTyping checks what is seen between the keys: no word may have to be
// finished before it finds anything.
func TestTyping(t *testing.T) {
	x := search.New(made())
	for _, text := range []string{"404", "TopicNotExist", "topic not exist", "internal error", "4xx", "日志主题", "404 topic"} {
		for i := range text {
			if begun := text[:i]; x.Search(search.Query{Text: begun}).Total == 0 {
				t.Errorf("%q on the way to %q finds nothing", begun, text)
			}
		}
	}
}

func TestEmptyIndex(t *testing.T) {
	r := search.New(nil).Search(search.Query{Text: "topic"})
	if r.Total != 0 || len(r.Facets.Status) != 0 || len(r.Facets.Who) != 0 {
		t.Errorf("got %+v", r)
	}
}

func TestBlankTextFindsAllInOrder(t *testing.T) {
	entries := made()
	for _, text := range []string{"", "  \t\n"} {
		hits := search.New(entries).Search(search.Query{Text: text}).Hits
		if len(hits) != len(entries) {
			t.Fatalf("%q: %d hits", text, len(hits))
		}
		for i, h := range hits {
			if h.Entry != entries[i] {
				t.Errorf("%q: hit %d is %s", text, i, h.Entry.Code)
			}
		}
	}
}

func TestPastes(t *testing.T) {
	x := search.New(made())
	long := strings.Repeat("2019-05-15 10:00:00 upload ok, nothing to see\n", 1000)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"body", `{"errorcode":"TopicNotExist","errormessage":"whatever it says"}`, []string{"TopicNotExist"}},
		{"body in capitals and blanks", `{ "ERRORCODE" : "TOPICNOTEXIST" }`, []string{"TopicNotExist"}},
		{"cut off", `{"errorcode":"TopicConflict","errorm`, []string{"TopicConflict"}},
		{"dotted code", `"Code":"AuthFailure.SignatureExpire"`, []string{"AuthFailure.SignatureExpire"}},
		{"code behind a product", "raise CLS.TopicConflict: taken", []string{"TopicConflict"}},
		{"code at the end of a sentence", "server: TopicConflict.", []string{"TopicConflict"}},
		{"long log", long + "TopicNotExist\n", []string{"TopicNotExist"}},
		{"two codes", "a: TopicConflict\nb: TopicNotExist\n", []string{"TopicConflict", "TopicNotExist"}},
		{"response without a code", "> GET /topic HTTP/1.1\n< HTTP/1.1 409 Conflict\n< x: y\n", []string{"TopicConflict"}},
		{"status line", "HTTP/2 500", []string{"InternalError"}},
		{"status that no entry has", "HTTP/1.1 418 I'm a teapot", nil},
		{"status behind another", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 409 Conflict\r\nServer: x\r\n", []string{"TopicConflict"}},
		{"status in a line of a client", "curl: (22) The requested URL returned error: 409", []string{"TopicConflict"}},
		{"status in a long log", long + "upload failed: status 500\n", []string{"InternalError"}},
		{"status of an access log", `10.0.0.1 - - "POST /structuredlog HTTP/1.1" 409 52 "-"`, []string{"TopicConflict"}},
		{"number that is no status", "took: 409 ms", nil},
		{"message and an id", "put logs: The specified log topic does not exist [id 7f3a]", []string{"TopicNotExist"}},
		{"message cut off", "put logs: The specified log topic does not [id 7f3a]", nil},
		{"end of a message", `relation "users" does not exist`, nil},
		{"beyond the bound", strings.Repeat("x\n", 40<<10) + "TopicNotExist", nil},
		{"many words", strings.Repeat("topic not exist ", 100), nil},
		{"one huge word", strings.Repeat("topicnotexist", 1<<16), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, h := range x.Search(search.Query{Text: c.text}).Hits {
				got = append(got, h.Entry.Code)
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestNearest(t *testing.T) {
	entries := edition2019(t)
	for _, c := range []struct {
		code string
		n    int
		want []string
	}{
		{"TopicNotExist", 1, []string{"TopicNotExist"}},
		{"topic-not-exists", 1, []string{"TopicNotExist"}},
		{"TopicNotFound", 1, []string{"TopicNotExist"}},
		{"Unautorised", 3, []string{"Unauthorized"}},
		{"MissingAgentVersoin", 2, []string{"MissingAgentVersion", "MissingAgentIp"}},
		{"kubernetes", 3, nil},
		{"", 3, nil},
		{"!?", 3, nil},
		{"TopicNotExist", 0, nil},
		{"TopicNotExist", -1, nil},
		{strings.Repeat("Topic", 1<<20), 3, nil},
	} {
		var got []string
		for _, e := range search.Nearest(entries, c.code, c.n) {
			got = append(got, e.Code)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%.40q: got %v, want %v", c.code, got, c.want)
		}
	}
}

// FuzzSearch states what holds for every text and every selection: it does not
// panic; spans lie inside their fields, ascend and keep whole runes; a selection
// leaves the hits that show it, in their order; a facet counts what selecting it
// gives; white space around the text means nothing; and a text of lower-case ASCII
// finds the same entries in upper case, except that capitals may be initials and
// so find more.
func FuzzSearch(f *testing.F) {
	for i, text := range []string{"", "TopicNotExist", "topicnotexsit", "TNE", "404 topic", "4xx", "主题", "日志topic", "HTTP/1.1 404 Not Found",
		`{"errorcode":"TopicConflict"`, "signature’s", "\xff\xfe", "İstanbul", "5mb", "x-cls-agent-ip", "duplicate topic", "log set", "tOPIC", "is not", "ﬁle", "duplicate tc", "duplicate consumption"} {
		f.Add(text, uint64(i)*0x9E3779B97F4A7C15)
	}
	x := search.New(append(edition2019(f), made()...))
	f.Fuzz(func(t *testing.T, text string, selected uint64) {
		r := x.Search(search.Query{Text: text})
		if r.Total != len(r.Hits) {
			t.Fatalf("total %d, hits %d", r.Total, len(r.Hits))
		}
		for _, h := range r.Hits {
			checkSpans(t, h.Entry.Code, h.Code)
			checkSpans(t, h.Entry.Message, h.Message)
			checkSpans(t, h.Entry.Meaning, h.Meaning)
			if h.Tag != "" && !slices.Contains(h.Entry.Tags, h.Tag) {
				t.Errorf("%s has no tag %q", h.Entry.Code, h.Tag)
			}
		}
		checkSelection(t, r, r, search.Query{})
		q := search.Query{Text: text, Limit: 10}
		for i, facets := range [][]search.Facet{r.Facets.Status, r.Facets.Resource, r.Facets.Who, r.Facets.Retry} {
			selection := []*[]string{&q.Statuses, &q.Resources, &q.Who, &q.Retry}[i]
			// Of each filter nothing, one value or two.
			for bits := selected >> (16 * i) & 0xFFFF; bits&1 != 0 && len(*selection) < 2; bits >>= 8 {
				*selection = append(*selection, facets[int(bits>>1&0x7F)%len(facets)].Value)
			}
		}
		checkSelection(t, r, x.Search(q), q)
		if n := x.Search(search.Query{Text: " " + text + "\n", Limit: 1}).Total; n != r.Total {
			t.Errorf("with white space around it: %d hits, not %d", n, r.Total)
		}
		// In capitals a short word may be the initials of a code, which is a
		// narrower match.
		short := func(word string) bool { return len(word) <= 6 }
		words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
		if ascii(text) && text == strings.ToLower(text) && !slices.ContainsFunc(words, short) {
			upper := codes(x.Search(search.Query{Text: strings.ToUpper(text)}))
			for _, code := range codes(r) {
				if !slices.Contains(upper, code) {
					t.Errorf("%q finds %s, but not in upper case", text, code)
				}
			}
		}
	})
}

// checkSelection compares got, the answer to q, with all, the answer to the same
// text when nothing is selected.
func checkSelection(t *testing.T, all, got search.Result, q search.Query) {
	t.Helper()
	selections := [][]string{q.Statuses, q.Resources, q.Who, q.Retry}
	shows := func(e *catalog.Entry, filter int, value string) bool {
		return value == []string{strconv.Itoa(e.Status), e.Resource, string(e.Who), string(e.Retry.When)}[filter] ||
			filter == 0 && value == catalog.StatusClass(e.Status)
	}
	// passes reports whether e shows the selections, value in place of those of
	// a filter.
	passes := func(e *catalog.Entry, filter int, value string) bool {
		for f, selection := range selections {
			if f == filter {
				selection = []string{value}
			}
			if len(selection) > 0 && !slices.ContainsFunc(selection, func(v string) bool { return shows(e, f, v) }) {
				return false
			}
		}
		return true
	}
	var want []*catalog.Entry
	for _, h := range all.Hits {
		if passes(h.Entry, -1, "") {
			want = append(want, h.Entry)
		}
	}
	if got.Total != len(want) || len(got.Hits) > len(want) || q.Limit > 0 && len(got.Hits) != min(q.Limit, len(want)) {
		t.Fatalf("%v: total %d, hits %d, not %d", selections, got.Total, len(got.Hits), len(want))
	}
	for i, h := range got.Hits {
		if h.Entry != want[i] {
			t.Errorf("%v: hit %d is %s, not %s", selections, i, h.Entry.Code, want[i].Code)
		}
	}
	for f, facets := range [][]search.Facet{got.Facets.Status, got.Facets.Resource, got.Facets.Who, got.Facets.Retry} {
		for _, facet := range facets {
			n := 0
			for _, h := range all.Hits {
				if passes(h.Entry, f, facet.Value) {
					n++
				}
			}
			if n != facet.Count {
				t.Errorf("%v: facet %s counts %d, selecting it gives %d", selections, facet.Value, facet.Count, n)
			}
		}
	}
}

func checkSpans(t *testing.T, text string, spans []search.Span) {
	t.Helper()
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("%v in %q", spans, text)
		}
		if piece := text[s.Start:s.End]; !startsRune(text, s.Start) || !startsRune(text, s.End) {
			t.Fatalf("%q of %q cuts a rune", piece, text)
		}
		at = s.End
	}
}

func startsRune(s string, i int) bool { return i == len(s) || s[i]&0xC0 != 0x80 }

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

func codes(r search.Result) []string {
	var list []string
	for _, h := range r.Hits {
		list = append(list, h.Entry.Code)
	}
	return list
}

func TestSuggest(t *testing.T) {
	x := search.New(edition2019(t))
	for _, c := range []struct {
		text string
		want []string
	}{
		{"500 topic", []string{"500", "topic"}},
		{"418 topic", []string{"topic"}},
		{"kubernetes logset", []string{"logset"}},
		{"consumption kubernetes conflict", []string{"consumption conflict", "consumption", "conflict"}},
		{"athorisetoin", []string{"authorization"}},
		{"kubernetes", nil},
		{"", nil},
		{"!?", nil},
		{strings.Repeat("topic 418 ", 1000), nil},
	} {
		got := x.Suggest(c.text)
		if !slices.Equal(got, c.want) {
			t.Errorf("%.40q: got %q, want %q", c.text, got, c.want)
		}
		for _, s := range got {
			if x.Search(search.Query{Text: s}).Total == 0 {
				t.Errorf("%.40q: %q finds nothing", c.text, s)
			}
		}
	}
}

// TestReadOn checks that of a long list the codes are found at once, the texts
// when they are asked for, and both together once all is read.
func TestReadOn(t *testing.T) {
	entries := manyEntries(t, 5000)
	first := search.New(entries)
	for _, text := range []string{"TopicNotExist", "topicnotex", "logset conflict"} {
		if first.Search(search.Query{Text: text}).Total == 0 {
			t.Errorf("%q finds nothing before the texts are read", text)
		}
	}
	n := 1
	for first.ReadOn() {
		n++
	}
	if n < 2 {
		t.Errorf("the texts were read in %d slice", n)
	}
	asked := search.New(entries)
	if asked.Search(search.Query{Text: "decompression failed"}).Total == 0 {
		t.Error("words of a message do not have the texts read")
	}
	for _, q := range typed {
		a, b := first.Search(search.Query{Text: q.text, Limit: 20}), asked.Search(search.Query{Text: q.text, Limit: 20})
		if a.Total != b.Total || strings.Join(codes(a), " ") != strings.Join(codes(b), " ") {
			t.Errorf("%q: %d hits %v if read on, %d hits %v if asked", q.text, a.Total, codes(a), b.Total, codes(b))
		}
	}
}

// TestWordsOfTextsOnly checks that a search that has the texts read finds what it
// would have found after that, inflected words of texts too.
func TestWordsOfTextsOnly(t *testing.T) {
	entries := manyEntries(t, 5000)
	entries[4321].Meaning = "A quagga was stampeding."
	want := search.Query{Text: "quaggas stampedes"}
	if r := search.New(entries).Search(want); r.Total != 1 || r.Hits[0].Entry != entries[4321] {
		t.Errorf("%d hits", r.Total)
	}
}

// TestLimit compares the best few, which are picked, with all, which are sorted.
func TestLimit(t *testing.T) {
	x := search.New(manyEntries(t, 2000))
	for _, q := range typed {
		all := codes(x.Search(search.Query{Text: q.text}))
		for _, n := range []int{1, 7, 50, 600} {
			few := codes(x.Search(search.Query{Text: q.text, Limit: n}))
			if !slices.Equal(few, all[:min(n, len(all))]) {
				t.Errorf("%q: the best %d are not the first of all", q.text, n)
			}
		}
	}
}

// TestTogether searches from several goroutines at once.
func TestTogether(t *testing.T) {
	x := search.New(edition2019(t))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 20 {
				for _, q := range typed {
					if a, b := x.Search(search.Query{Text: q.text}), x.Search(search.Query{Text: q.text}); !slices.Equal(codes(a), codes(b)) {
						t.Errorf("%q: %v, then %v", q.text, codes(a), codes(b))
					}
				}
			}
		})
	}
	group.Wait()
}
