package app

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"
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

// text returns the text below n with blanks folded.
func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
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
			case strings.HasPrefix(link, "#"):
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
	on := one(t, node, "a", "facet-on")
	if !slices.ContainsFunc(on.Attr, func(a html.Attribute) bool { return a.Key == "aria-current" }) {
		t.Error("the filter that is on does not say so")
	}
	if got := attribute(on, "href"); got != "/?q=topic" {
		t.Errorf("the filter that is on leads to %q", got)
	}
}

func TestExploreFindsNothing(t *testing.T) {
	_, node := visit(t, "/?q=kubernetes&status=404")
	empty := text(one(t, node, "div", "empty"))
	for _, want := range []string{"“kubernetes”", "without the status filter"} {
		if !strings.Contains(empty, want) {
			t.Errorf("%q is not in %q", want, empty)
		}
	}
}

func TestEntryExplains(t *testing.T) {
	for _, e := range entries() {
		t.Run(e.Code, func(t *testing.T) {
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
	node := paste(t, samples[0].text)
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

func TestDecodeShowsTheContradiction(t *testing.T) {
	node := paste(t, strings.Replace(samples[0].text, "404 Not Found", "500 Internal Server Error", 1))
	finding := text(one(t, node, "article", "finding"))
	if strings.Contains(finding, "Status agrees") {
		t.Error("says that the status agrees")
	}
	one(t, node, "p", "note-status-differs")
}

func TestSamplesDecode(t *testing.T) {
	for _, s := range samples {
		t.Run(s.name, func(t *testing.T) {
			node := paste(t, s.text)
			if len(all(node, "article", "finding")) == 0 {
				t.Error("nothing found")
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
