package app

import (
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"cls-error-explorer/catalog"
)

// The views are tested on parsed HTML: go-app prints attributes in random order,
// and texts and roles are what people meet.

// visit renders the address as the exporter would and returns its tree.
func visit(t *testing.T, address string) (*root, *html.Node) {
	t.Helper()
	r := &root{}
	u, err := url.Parse("https://example.org" + address)
	if err != nil {
		t.Fatal(err)
	}
	d := app.NewServerTester(r)
	t.Cleanup(d.Close)
	r.show(parseRoute(u))
	r.Update()
	d.Consume()
	return r, tree(t, r)
}

func tree(t *testing.T, r *root) *html.Node {
	t.Helper()
	node, err := html.Parse(strings.NewReader(app.HTMLString(r)))
	if err != nil {
		t.Fatal(err)
	}
	return node
}

// now returns the tree that r would render now.
func now(t *testing.T, r *root) *html.Node {
	t.Helper()
	node, err := html.Parse(strings.NewReader(app.HTMLString(r.Render())))
	if err != nil {
		t.Fatal(err)
	}
	return node
}

// all returns the elements below node with the tag and, if it is not "", the class.
func all(node *html.Node, tag, class string) []*html.Node {
	var found []*html.Node
	for n := range node.Descendants() {
		if n.Type == html.ElementNode && (tag == "" || n.Data == tag) && (class == "" || hasClass(n, class)) {
			found = append(found, n)
		}
	}
	return found
}

func hasClass(n *html.Node, class string) bool {
	for _, c := range strings.Fields(attribute(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text returns the text below n with blanks folded. Elements count as blanks, but
// for wbr, which may break a word and does not end it.
func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			b.WriteString(strings.Trim(c.Data, "\n")) // go-app prints children on lines of their own
			if !broken(c.NextSibling) {
				b.WriteByte(' ')
			}
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// broken reports whether the next element from n on is a wbr.
func broken(n *html.Node) bool {
	for ; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode || strings.TrimSpace(n.Data) != "" {
			return n.Data == "wbr"
		}
	}
	return false
}

// one returns the only element with the tag and class.
func one(t *testing.T, node *html.Node, tag, class string) *html.Node {
	t.Helper()
	found := all(node, tag, class)
	if len(found) != 1 {
		t.Fatalf("%d elements %s.%s, want 1", len(found), tag, class)
	}
	return found[0]
}

// byID returns the element with the id.
func byID(t *testing.T, node *html.Node, id string) *html.Node {
	t.Helper()
	for _, n := range all(node, "", "") {
		if attribute(n, "id") == id {
			return n
		}
	}
	t.Fatalf("no element with id %q", id)
	return nil
}

func TestEveryPageHasItsSkeleton(t *testing.T) {
	for _, page := range Pages() {
		t.Run(page.Path, func(t *testing.T) {
			_, node := visit(t, page.Path)
			for _, tag := range []string{"header", "main", "h1"} {
				if tag == "header" {
					one(t, node, tag, "header")
					continue
				}
				one(t, node, tag, "")
			}
			ids := map[string]bool{}
			for _, n := range all(node, "", "") {
				if id := attribute(n, "id"); id != "" {
					if ids[id] {
						t.Errorf("id %q stands twice", id)
					}
					ids[id] = true
				}
				if style := attribute(n, "style"); style != "" {
					t.Errorf("inline style %q, which the policy forbids", style)
				}
			}
			for _, id := range []string{idBox, idMain, idHeading} {
				if !ids[id] {
					t.Errorf("no element with id %q", id)
				}
			}
		})
	}
}

func TestLinksLeadToPages(t *testing.T) {
	for _, page := range Pages() {
		_, node := visit(t, page.Path)
		for _, a := range all(node, "a", "") {
			link := attribute(a, "href")
			u, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: link %q: %v", page.Path, link, err)
				continue
			}
			switch {
			case u.Scheme == "https": // the source document
			case strings.HasPrefix(link, "#"), strings.HasPrefix(link, "/data/"), link == licenceTexts:
			case parseRoute(u).page == missingPage:
				t.Errorf("%s: link %q leads nowhere", page.Path, link)
			}
		}
	}
}

func TestExploreShowsTheEdition(t *testing.T) {
	_, node := visit(t, "/")
	if n := len(all(node, "a", "result")); n != 37 {
		t.Errorf("%d results, want 37", n)
	}
	if got := text(one(t, node, "p", "results-summary")); got != "37 codes" {
		t.Errorf("summary %q", got)
	}
	var groups []string
	for _, h := range all(node, "h2", "result-status") {
		groups = append(groups, text(h))
	}
	want := "400 Bad Request 13 codes|401 Unauthorized 1 code|403 Forbidden 7 codes|404 Not Found 8 codes|405 Method Not Allowed 1 code|409 Conflict 6 codes|500 Internal Server Error 1 code"
	if got := strings.Join(groups, "|"); got != want {
		t.Errorf("groups %q", got)
	}
}

func TestExploreFilters(t *testing.T) {
	_, node := visit(t, "/?q=topic&status=404")
	results := all(node, "a", "result")
	if len(results) == 0 {
		t.Fatal("no results")
	}
	for _, a := range results {
		if !strings.Contains(text(a), "404") {
			t.Errorf("result %q is no 404", text(a))
		}
	}
	chip := one(t, node, "a", "chip")
	if got := attribute(chip, "href"); got != "/?q=topic" {
		t.Errorf("the chip leads to %q", got)
	}
	on := byID(t, node, "facet-404")
	if !slices.ContainsFunc(on.Attr, func(a html.Attribute) bool { return a.Key == "aria-current" }) {
		t.Error("the filter that is on does not say so")
	}
	if got := attribute(on, "href"); got != "/?q=topic" {
		t.Errorf("the filter that is on leads to %q", got)
	}
}

func TestExploreOfOtherScopes(t *testing.T) {
	for _, test := range []struct {
		name, address string
		results       int
		first         string
	}{
		{"newest edition", "/?edition=2021-12-21", 60, "InvalidAuthorization"},
		{"oldest edition", "/?edition=2019-02-28", 28, "InvalidAuthorization"},
		{"API 3.0, as many as are shown at first", "/?catalog=cls-3.0", firstResults, "ActionOffline"},
		{"client codes", "/?catalog=cls-clients", 33, "BadRequest"},
		{"bare statuses", "/?catalog=http", 43, "MovedPermanently"},
		{"unknown catalog", "/?catalog=nope&edition=1999-01-01", 37, "InvalidAuthorization"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, node := visit(t, test.address)
			results := all(node, "a", "result")
			if len(results) != test.results {
				t.Fatalf("%d results, want %d", len(results), test.results)
			}
			if got := text(one(t, results[0], "span", "result-code")); got != test.first {
				t.Errorf("the first is %s, want %s", got, test.first)
			}
		})
	}
}

func TestExploreSaysWhereElse(t *testing.T) {
	_, node := visit(t, "/?q=SpeedQuotaExceed")
	empty := one(t, node, "div", "empty")
	for _, want := range []string{"API 2017, edition 2021-12-21: 1 code", "Client codes: 1 code"} {
		if got := text(empty); !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if got := attribute(all(empty, "a", "")[0], "href"); got != "/?edition=2021-12-21&q=SpeedQuotaExceed" {
		t.Errorf("the first link leads to %q", got)
	}
}

func TestEntryShowsItsRelations(t *testing.T) {
	for _, test := range []struct{ name, address, want string }{
		{"twin of API 3.0", "/e/cls-2017/TopicNotExist", "ResourceNotFound.TopicNotExist"},
		{"twin of API 2017", "/e/cls-3.0/ResourceNotFound.TopicNotExist", "API 2017: No log topic has"},
		{"same word", "/e/cls-2017/LimitExceeded", "Same word, other meaning"},
		{"successors", "/e/cls-2017/Unauthorized", "In its place: AuthFailure.SecretIdNotFound"},
		{"predecessor", "/e/cls-2017/AuthFailure.SecretIdNotFound", "Took over from Unauthorized"},
		{"limit with its year", "/e/cls-2017/LogsetExceed", "Documented limit, 2019 20 Edition 2019-02-28 said 10."},
		{"actions", "/e/cls-3.0/LimitExceeded.LogSearch", "SearchLog"},
		{"what a client hides", "/e/cls-clients/SingleValueExceed1M", "AccountArrears"},
		{"which client", "/e/cls-clients/SingleValueExceed1M", "Printed by"},
		{"source of its own", "/e/cls-3.0/ResourceNotFound.TopicNotExist", "As of"},
		{"editions", "/e/cls-2017/SpeedQuotaExceed", "In editions 2020-05-20 to 2021-12-21"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, node := visit(t, test.address)
			if got := text(one(t, node, "main", "")); !strings.Contains(got, test.want) {
				t.Errorf("%q is not in %q", test.want, got)
			}
		})
	}
}

func TestCatalogPageCounts(t *testing.T) {
	_, node := visit(t, "/catalog?from=2020-05-20&to=2020-08-13")
	main := text(one(t, node, "main", ""))
	for _, want := range []string{
		"2019-02-28 28", "2019-05-15 37", "2020-05-20 40", "2020-08-13 49", "2021-08-31 50", "2021-12-21 60",
		"404 Not Found 9", "FailedOperation", "4xx", "Added: 10", "Withdrawn: 1",
	} {
		if !strings.Contains(main, want) {
			t.Errorf("%q is not in %q", want, main)
		}
	}
	_, node = visit(t, "/catalog?from=2019-02-28&to=2019-05-15")
	if got := text(one(t, node, "main", "")); !strings.Contains(got, "TopicExceed : 20 became 10") {
		t.Errorf("the changed limit is not in %q", got)
	}
}

// TestEveryEntryCanBeReached checks that each entry is linked from a page that
// is exported, and that a search for its code leads to it.
func TestEveryEntryCanBeReached(t *testing.T) {
	linked := map[string]bool{}
	_, node := visit(t, "/catalog")
	for _, a := range all(node, "a", "") {
		linked[attribute(a, "href")] = true
	}
	for _, e := range everything() {
		if !linked[entryPath(e)] {
			t.Errorf("%s is not linked", entryPath(e))
		}
		x := explore{scope: scopeOf(e)}
		x.find(e.Code, selection{})
		if len(x.result.Hits) == 0 || x.result.Hits[0].Entry != e {
			t.Errorf("a search for %s among %v does not find it first", e.Code, x.scope)
		}
	}
}

func TestExploreFindsNothing(t *testing.T) {
	for _, test := range []struct {
		name, address string
		says          []string
		leads         string // where one of its links leads
	}{
		{"nowhere", "/?q=zzqqxx", []string{"Nothing for “zzqqxx” in API 2017, edition 2019-05-15.", "No other catalog has it either"}, "/decode"},
		{"behind filters", "/?q=TopicNotExist&status=409&who=cls", []string{"“TopicNotExist”", "Without them: "}, "/?q=TopicNotExist"},
		{"behind filters, without a query", "/?status=401&retry=backoff", []string{"Nothing in API 2017", "Without them: 37 codes"}, "/"},
		{"elsewhere", "/?q=kubernetes", []string{"API 3.0: 1 code"}, "/?catalog=cls-3.0&q=kubernetes"},
		{"a word too many", "/?q=cursor+zzqqxx", []string{"Try instead", "cursor "}, "/?q=cursor"},
		{"nearly spelled so", "/?q=InvxlxdAxthorxzatxon", []string{"Spelled nearly the same", "InvalidAuthorization"}, "/e/cls-2017/InvalidAuthorization"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, node := visit(t, test.address)
			empty := one(t, node, "div", "empty")
			for _, want := range test.says {
				if !strings.Contains(text(empty), want) {
					t.Errorf("%q is not in %q", want, text(empty))
				}
			}
			if !slices.ContainsFunc(all(empty, "a", ""), func(a *html.Node) bool { return attribute(a, "href") == test.leads }) {
				t.Errorf("nothing leads to %s", test.leads)
			}
		})
	}
}

// TestNothingIsClaimedBeforeItIsKnown checks the moment between a keystroke and
// the look at other catalogs.
func TestNothingIsClaimedBeforeItIsKnown(t *testing.T) {
	r, _ := visit(t, "/")
	r.explore.find("kubernetes", selection{})
	if got := text(one(t, now(t, r), "div", "empty")); got != "No code matches Nothing for “kubernetes” in API 2017, edition 2019-05-15. Looking in the other catalogs…" {
		t.Errorf("at once the page says %q", got)
	}
	r.explore.lookAround()
	if got := text(one(t, now(t, r), "div", "empty")); !strings.Contains(got, "API 3.0: 1 code") {
		t.Errorf("later it says %q", got)
	}
}

// TestCountsAreWhatAClickGives follows every filter, edition and catalog that is
// offered and counts the results.
func TestCountsAreWhatAClickGives(t *testing.T) {
	for _, address := range []string{"/", "/?q=topic", "/?q=topic&status=404&status=5xx&who=caller", "/?retry=after-fix&resource=topic", "/?catalog=cls-3.0&q=quota", "/?catalog=cls-clients"} {
		_, node := visit(t, address)
		followed := 0
		for _, a := range append(all(node, "a", "facet"), all(node, "a", "scope")...) {
			link := attribute(a, "href")
			if link == "" {
				if hasClass(a, "facet-none") && text(all(a, "span", "facet-count")[0]) == "0" {
					continue
				}
				t.Fatalf("%s: %q cannot be clicked", address, text(a))
			}
			if hasClass(a, "facet-on") && !strings.HasPrefix(attribute(a, "id"), "edition") {
				continue // a click takes it away
			}
			u, err := url.Parse(link)
			if err != nil {
				t.Fatal(err)
			}
			at := parseRoute(u)
			for f := range filterCount { // a count is that of the value alone in its filter
				if id := attribute(a, "id"); slices.Contains(at.selected[f], strings.TrimPrefix(id, "facet-")) {
					at.selected[f] = []string{strings.TrimPrefix(id, "facet-")}
				}
			}
			x := explore{scope: at.scope}
			x.find(at.query, at.selected)
			counts := append(all(a, "span", "facet-count"), all(a, "span", "scope-count")...)
			if got := text(counts[0]); got != strconv.Itoa(x.result.Total) {
				t.Errorf("%s: %q promises %s and gives %d", address, link, got, x.result.Total)
			}
			followed++
		}
		if followed < 5 {
			t.Errorf("%s: only %d were followed", address, followed)
		}
	}
}

func TestChipsRemoveOneFilterEach(t *testing.T) {
	_, node := visit(t, "/?q=topic&status=404&who=caller&resource=topic")
	var links []string
	for _, a := range append(all(node, "a", "chip"), all(node, "a", "chip-all")...) {
		links = append(links, text(a)+" "+attribute(a, "href"))
	}
	want := []string{
		"404 × /?q=topic&resource=topic&who=caller",
		"Caller × /?q=topic&resource=topic&status=404",
		"Log topic × /?q=topic&status=404&who=caller",
		"Clear all /?q=topic",
	}
	if !slices.Equal(links, want) {
		t.Errorf("chips %q, want %q", links, want)
	}
}

func TestShowMore(t *testing.T) {
	r, node := visit(t, "/?catalog=cls-3.0")
	if got := text(one(t, node, "p", "results-more")); got != "Show 95 more 60 of 155 shown" {
		t.Errorf("it says %q", got)
	}
	r.explore.showMore()
	node = now(t, r)
	if n := len(all(node, "a", "result")); n != 155 {
		t.Errorf("%d results after one more, want 155", n)
	}
	if n := len(all(node, "p", "results-more")); n != 0 {
		t.Error("there is more than everything")
	}
	r.explore.find("topic", selection{})
	if r.explore.limit != firstResults {
		t.Errorf("another query shows %d at first", r.explore.limit)
	}
}

func TestCurrentStandsBeside(t *testing.T) {
	r, node := visit(t, "/?q=topic")
	if got := text(one(t, node, "aside", "beside")); got != "" {
		t.Errorf("the exported page shows %q, although it cannot know how wide the screen is", got)
	}
	r.wide = true
	if got := text(one(t, now(t, r), "h2", "preview-code")); got != r.explore.result.Hits[0].Entry.Code {
		t.Errorf("beside the results of a query stands %q, want the best one", got)
	}
	r.explore.choose("r-TopicConflict")
	if got := text(one(t, now(t, r), "h2", "preview-code")); got != "TopicConflict" {
		t.Errorf("beside the results stands %q, want the chosen one", got)
	}
	if n := len(all(now(t, r), "a", "result-current")); n != 1 {
		t.Errorf("%d results are current", n)
	}
	r.explore.find("", selection{})
	if got := text(one(t, now(t, r), "aside", "beside")); !strings.HasPrefix(got, "Start here") {
		t.Errorf("beside all codes stands %q", got)
	}
}

func TestRecentEntries(t *testing.T) {
	topic, logset := entryNamed(t, "cls-2017", "TopicNotExist"), entryNamed(t, "cls-2017", "LogsetConflict")
	list := withRecent(withRecent(withRecent(nil, topic), logset), topic)
	if len(list) != 2 || list[0] != topic || list[1] != logset {
		t.Errorf("the last one is not first, or stands twice: %v", list)
	}
	if got := parseRecent(formatRecent(list)); !slices.Equal(got, list) {
		t.Errorf("what was stored reads %v", got)
	}
	if got := parseRecent("nope/TopicNotExist\ncls-2017/Nope\n<script>\n\ncls-2017/LogsetConflict"); !slices.Equal(got, []*catalog.Entry{logset}) {
		t.Errorf("a damaged list reads %v", got)
	}
	for _, e := range everything() {
		list = withRecent(list, e)
	}
	if len(list) != mostRecent {
		t.Errorf("%d are kept", len(list))
	}

	r, _ := visit(t, "/")
	r.recent = []*catalog.Entry{topic, logset}
	for _, test := range []struct {
		name          string
		wide, boxUsed bool
		query         string
		shown         bool
	}{
		{"wide", true, false, "", true},
		{"narrow", false, false, "", false},
		{"narrow, box used", false, true, "", true},
		{"narrow, searching", false, true, "topic", false},
		{"wide, searching", true, true, "topic", false},
	} {
		r.wide, r.boxUsed = test.wide, test.boxUsed
		r.explore.find(test.query, selection{})
		if got := len(all(now(t, r), "section", "recent")) == 1; got != test.shown {
			t.Errorf("%s: shown %v", test.name, got)
		}
	}
}

func TestEntrySaysWhichStatusWasSeen(t *testing.T) {
	_, node := visit(t, "/e/cls-2017/TopicNotExist?status=500")
	if got := text(one(t, node, "p", "note")); !strings.Contains(got, "status 500; 404 is documented") {
		t.Errorf("the note is %q", got)
	}
	_, node = visit(t, "/e/cls-2017/TopicNotExist?status=404")
	if n := len(all(node, "p", "note")); n != 0 {
		t.Error("the documented status is remarked on")
	}
}

// TestKeysAreListedOnce checks that what switches off is told apart, and that
// nothing uses Ctrl with Alt, which types letters on many keyboards.
func TestKeysAreListed(t *testing.T) {
	_, node := visit(t, "/help")
	sheet := one(t, node, "div", "key-groups")
	if got, want := len(all(sheet, "div", "key-single")), 7; got != want {
		t.Errorf("%d single keys, want %d", got, want)
	}
	listed := text(sheet)
	for _, k := range formatKeys {
		if k != "" && !strings.Contains(listed, " "+k+" copy ") {
			t.Errorf("%q is not in %q", k, listed)
		}
	}
	if strings.Contains(listed, "Alt") {
		t.Errorf("a key with Alt is in %q", listed)
	}
}

func TestEntryExplains(t *testing.T) {
	for _, e := range everything() {
		t.Run(e.Catalog+"/"+e.Code, func(t *testing.T) {
			_, node := visit(t, entryPath(e))
			main := text(one(t, node, "main", ""))
			want := []string{e.Code, e.Message, e.Meaning}
			for _, p := range append(append(want[:0:0], want...), pointTexts(e.Causes, e.Actions)...) {
				if !strings.Contains(main, strings.Join(strings.Fields(p), " ")) {
					t.Errorf("the page does not say %q", p)
				}
			}
		})
	}
}

func TestMissingNamesTheNearest(t *testing.T) {
	_, node := visit(t, "/e/TopicNotExits")
	if got := text(one(t, node, "main", "")); !strings.Contains(got, "TopicNotExits") || !strings.Contains(got, "TopicNotExist ") {
		t.Errorf("page says %q", got)
	}
}

// paste shows the decode page with a report on input.
func paste(t *testing.T, input string) *html.Node {
	t.Helper()
	r := &root{}
	d := app.NewClientTester(r)
	t.Cleanup(d.Close)
	r.show(route{page: decodePage, path: "/decode"})
	r.decoder.read(input)
	r.Update()
	d.Consume()
	return tree(t, r)
}

func TestDecodeShowsTheFinding(t *testing.T) {
	node := paste(t, samples()[0].text)
	finding := text(one(t, node, "article", "finding"))
	for _, want := range []string{"404 Not Found", "TopicNotExist", "certain", "Status agrees", "0f7c1a52-1111-4222-8333-abcdefabcdef"} {
		if !strings.Contains(finding, want) {
			t.Errorf("%q is not in %q", want, finding)
		}
	}
	all := text(node)
	for _, secret := range []string{"AKIDexample", "0123456789abcdef0123456789abcdef01234567"} {
		if strings.Contains(all, secret) {
			t.Errorf("the page shows the secret %q", secret)
		}
	}
}

func TestReceiptTakesBack(t *testing.T) {
	d := &decoder{}
	d.read(samples()[0].text)
	if len(d.report.Redactions) == 0 {
		t.Fatal("no secret found")
	}
	secret := d.report.Redactions[0]
	value := d.input[secret.Start:secret.End]
	if strings.Contains(d.redacted(), value) {
		t.Errorf("%q is not masked", value)
	}
	d.unmask(secret.Placeholder)
	if got := d.redacted(); !strings.Contains(got, value) || strings.Contains(got, secret.Placeholder) {
		t.Errorf("%q is still masked in %q", value, got)
	}
	d.unmask(secret.Placeholder)
	if strings.Contains(d.redacted(), value) {
		t.Errorf("%q is not masked again", value)
	}
}

func TestDecodeShowsTheContradiction(t *testing.T) {
	node := paste(t, strings.Replace(samples()[0].text, "404 Not Found", "500 Internal Server Error", 1))
	finding := text(one(t, node, "article", "finding"))
	if strings.Contains(finding, "Status agrees") {
		t.Error("says that the status agrees")
	}
	one(t, node, "p", "note-status-differs")
}

func TestSamplesDecode(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			node := paste(t, s.text)
			if len(all(node, "article", "finding")) == 0 {
				t.Error("nothing found")
			}
		})
	}
}

// TestEveryGoldenCanBeShown puts every text that the decoder is tested with on
// the page: each has its findings, and no word of the report is without a name.
func TestEveryGoldenCanBeShown(t *testing.T) {
	paths, err := filepath.Glob("../catalog/decode/testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			input := string(archive.Files[0].Data)
			d := &decoder{}
			d.read(input)
			if name, _, _ := strings.Cut(d.report.Shape, ", "); shapeWords[name] != name {
				t.Errorf("shape %q is not among the words", name)
			}
			for _, f := range d.report.Findings {
				for _, ev := range f.Evidence {
					if evidenceNames[ev.Field] == "" {
						t.Errorf("evidence %q has no name", ev.Field)
					}
				}
				if confidenceWords[f.Confidence] == "" {
					t.Errorf("confidence %q has no words", f.Confidence)
				}
			}
			for _, x := range d.report.Redactions {
				if secretWords[x.Kind] == "" {
					t.Errorf("secret %q has no name", x.Kind)
				}
			}
			if got, want := len(all(paste(t, input), "article", "finding")), min(50, len(d.report.Findings)); got != want {
				t.Errorf("%d findings are shown, want %d", got, want)
			}
		})
	}
}

func TestHostilePasteIsText(t *testing.T) {
	hostile := `<img src=x onerror="alert(1)">`
	node := paste(t, `HTTP/1.1 404 Not Found

{"errorcode":"`+strings.ReplaceAll(hostile, `"`, `\"`)+`","errormessage":"</pre><script>alert(2)</script>"}`)
	for _, tag := range []string{"script", "iframe"} {
		if n := len(all(node, tag, "")); n != 0 {
			t.Errorf("%d <%s> in the page", n, tag)
		}
	}
	for _, img := range all(node, "img", "") {
		if attribute(img, "onerror") != "" || attribute(img, "src") == "x" {
			t.Error("the pasted image is an element of the page")
		}
	}
	if !strings.Contains(text(node), "<img src=x") {
		t.Error("the pasted code is not shown")
	}
}
