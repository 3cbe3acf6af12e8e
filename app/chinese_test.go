package app

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"cls-error-explorer/catalog"
)

// names are the words that are the same in Chinese: of products, formats,
// protocols, keys, and the languages themselves.
var names = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`
		CLS Error Explorer English API HTTP HTTPS HTML JSON HAR CSV SVG gz zip SDK URL UTC ID COS Kafka SQL Jira Markdown Schema Appender
		SecretId SecretKey Token Authorization Cookie Ctrl Esc Enter Home End Mac MiB FILE curl decode errorcode
		MB ISO Unix TLS CORS CAM CDN GBK SCF SLS BLS LTS Envoy Brotli Producer Response cast AND OR NOT
		Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec x-cls-requestid topic_not_exist TopicNotExist TNE payload too large Unauthorized json schema`) {
		m[name] = true
	}
	return m
}()

// reasons are the words of the reason phrases of HTTP, which are names too.
var reasons = func() map[string]bool {
	m := map[string]bool{}
	for status := 100; status < 600; status++ {
		for _, word := range latinWord.FindAllString(catalog.StatusText(status), -1) {
			m[word] = true
		}
	}
	return m
}()

var latinWord = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_'-]+`)

// named is what a sentence may name: codes with a dot, placeholders, classes of
// statuses, ids, dates, files, quotations, words of SQL, and other products.
var named = regexp.MustCompile(`[A-Z]\w+\.[A-Z]\w+|<[a-z-]+-\d+>|[1-5]xx|\S+\.json|[0-9a-f]{8}-[0-9a-f-]{27}|\d\d-[A-Z][a-z]{2}-\d{4}|小写的 and、or、not|Tencent Cloud \(\w+\)|“[^”]*”|《[^》]*》|来源可能是：.*`)

// quoting are the classes of elements that hold codes, ids and quotations, which
// are no words of any language.
var quoting = []string{"result-code", "entry-code", "finding-code", "text-body", "mark", "badge-number", "code-index", "fact-text", "copied-text"}

// englishTexts returns the texts of a Chinese page, and what it says aloud, that
// are in English and do not say so.
func englishTexts(node *html.Node) []string {
	var found []string
	judge := func(text string) {
		for _, word := range latinWord.FindAllString(named.ReplaceAllString(text, ""), -1) {
			if !names[word] && !reasons[word] && resolveCode("", word) == nil {
				found = append(found, text)
				return
			}
		}
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			judge(n.Data)
		}
		if n.Type == html.ElementNode {
			if attribute(n, "lang") == "en" || strings.Contains(" code kbd pre textarea ", " "+n.Data+" ") {
				return
			}
			for _, name := range []string{"aria-label", "placeholder", "title", "alt"} {
				judge(attribute(n, name))
			}
			for _, class := range quoting {
				if hasClass(n, class) {
					return
				}
			}
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
	}
	walk(node)
	return found
}

// TestChinesePagesAreChinese reads every page in Chinese: what is English there
// has to say so, for those who hear the page, and for the fonts.
func TestChinesePagesAreChinese(t *testing.T) {
	inChinese(t)
	addresses := []string{
		"/?q=topic", "/?q=topic&status=404&status=4xx", "/?q=SpeedQuotaExceed", "/?q=topic&status=500", "/?q=zzzzzzzz",
		"/?catalog=cls-3.0", "/?catalog=cls-clients", "/?catalog=http", "/?edition=2021-12-21",
		"/catalog?from=2019-02-28&to=2021-12-21", "/e/TopicNotExits",
	}
	for _, page := range Pages() {
		addresses = append(addresses, page.Path)
	}
	for _, address := range addresses {
		_, node := visit(t, address)
		for _, text := range englishTexts(node) {
			t.Errorf("%s: English in the Chinese page: %q", address, text)
		}
	}
}

func TestChineseReportsAreChinese(t *testing.T) {
	inChinese(t)
	paths, err := filepath.Glob("../catalog/decode/testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range englishTexts(paste(t, string(archive.Files[0].Data))) {
			t.Errorf("%s: English in the Chinese page: %q", filepath.Base(path), text)
		}
	}
}
