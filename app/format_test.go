package app

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

var update = flag.Bool("update", false, "write the golden files anew")

const testSite = "https://example.org/tools/cls"

func TestEscapeMarkdown(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"plain words, twice.", "plain words, twice."},
		{"topic_id and _emphasis_", `topic_id and \_emphasis\_`},
		{"a*b `c` [d](e) <f> ~g~ |h| &lt; \\", "a\\*b \\`c\\` \\[d\\](e) \\<f\\> \\~g\\~ \\|h\\| \\&lt; \\\\"},
		{"# no heading", `\# no heading`},
		{"- no item", `\- no item`},
		{"+ no item", `\+ no item`},
		{"1. no item", `1\. no item`},
		{"12) no item", `12\) no item`},
		{"2017-12. A date", "2017-12. A date"},
		{"日志_主题", "日志_主题"},
	} {
		if got := escapeMarkdown(test.in); got != test.want {
			t.Errorf("%q: %q, want %q", test.in, got, test.want)
		}
	}
}

func TestMarkdownCode(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"id", "`id`"},
		{"a*b", "`a*b`"},
		{"a`b", "``a`b``"},
		{"`", "`` ` ``"},
	} {
		if got := markdownCode(test.in); got != test.want {
			t.Errorf("%q: %q, want %q", test.in, got, test.want)
		}
	}
}

func TestEscapeJira(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"plain words, twice.", "plain words, twice."},
		{"topic_id in ap-guangzhou", "topic_id in ap-guangzhou"},
		{"*b* _i_ -d- +u+ ^s^ ~l~ ??c??", `\*b\* \_i\_ \-d\- \+u\+ \^s\^ \~l\~ \?\?c\?\?`},
		{"{code}[x|y]!z!", `\{code\}\[x\|y\]\!z\!`},
		{`C:\\dir`, "C:&#92;&#92;dir"},
		{"&lt; & so", "&amp;lt; & so"},
		{"# no item", `\# no item`},
		{"no (x) picture :) here (yet)", `no \(x) picture \:) here (yet)`},
		{"why? what??", `why? what\?\?`},
	} {
		if got := escapeJira(test.in); got != test.want {
			t.Errorf("%q: %q, want %q", test.in, got, test.want)
		}
	}
}

// hostile is a text that means something in every notation, on several lines.
const hostile = "a `tick` *star* {noformat} [link](x)\n# second | line\n```\n"

func TestMemoKeepsItsShape(t *testing.T) {
	var m memo
	m.add(title, "", hostile)
	m.add(field, "Name", hostile)
	m.add(codeWord, "Id", hostile)
	m.add(step, "", hostile)
	m.add(quote, "", hostile)
	m.add(prose, "", "")
	for _, test := range []struct {
		name  string
		in    *notation
		fence string
	}{{"Markdown", &markdown, "````"}, {"Jira", &jira, "{noformat}"}, {"plain text", &plain, ""}} {
		got := m.in(test.in)
		if got != strings.TrimSpace(got) || strings.Contains(got, "\n\n\n") {
			t.Errorf("%s has stray blanks: %q", test.name, got)
		}
		head, body, _ := strings.Cut(got, "\n\n") // the title is one line, whatever it holds
		if strings.Contains(head, "\n") || strings.Count(body, "\n\n") != 2 {
			t.Errorf("%s has other blocks than the memo: %q", test.name, got)
		}
		if test.fence != "" && strings.Count(got, "\n"+test.fence) != 2 {
			t.Errorf("%s: the quote does not end where it should: %q", test.name, got)
		}
	}
}

// golden compares text with a file of testdata.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", "copied", name)
	if *update {
		if err := os.WriteFile(path, []byte(text+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text+"\n" != string(want) {
		t.Errorf("%s differs:\n%s", path, text)
	}
}

func entryNamed(t *testing.T, id, code string) *catalog.Entry {
	t.Helper()
	e := catalog.Get(id).Lookup(code)
	if e == nil {
		t.Fatalf("no entry %s in %s", code, id)
	}
	return e
}

func TestEntryCopies(t *testing.T) {
	e := entryNamed(t, "cls-2017", "TopicNotExist")
	for format, name := range map[format]string{
		asCode: "entry-code.txt", asLink: "entry-link.txt", asLine: "entry-line.txt",
		asMarkdown: "entry.md", asJira: "entry.jira", asPlain: "entry.txt", asJSON: "entry.json",
	} {
		golden(t, name, entryText(e, format, testSite))
	}
}

// TestEveryEntryCopies checks what holds for all: no stray blank lines, one line
// where one is promised, and JSON that is the entry.
func TestEveryEntryCopies(t *testing.T) {
	for _, e := range everything() {
		for f := asCode; f <= asJSON; f++ {
			text := entryText(e, f, testSite)
			if text == "" || text != strings.TrimSpace(text) || strings.Contains(text, "\n\n\n") {
				t.Errorf("%s as %s: stray blanks in %q", e.Code, formatNames[f], text)
			}
			if strings.Contains(text, "\n") && f <= asLine {
				t.Errorf("%s as %s has several lines", e.Code, formatNames[f])
			}
			if !strings.Contains(text, e.Code) && f != asLink {
				t.Errorf("%s as %s does not name the code", e.Code, formatNames[f])
			}
		}
		var read struct {
			Catalog string
			Code    string
			Actions []catalog.Point
		}
		if err := json.Unmarshal([]byte(entryText(e, asJSON, testSite)), &read); err != nil {
			t.Errorf("%s: %v", e.Code, err)
		}
		if read.Catalog != e.Catalog || read.Code != e.Code || len(read.Actions) != len(e.Actions) {
			t.Errorf("%s: the JSON holds %+v", e.Code, read)
		}
	}
}

func TestShareLink(t *testing.T) {
	ref := catalog.Ref{Catalog: "cls-2017", Status: 404, Code: "TopicNotExist"}
	for seen, want := range map[int]string{
		0:   testSite + "/e/cls-2017/TopicNotExist",
		404: testSite + "/e/cls-2017/TopicNotExist",
		500: testSite + "/e/cls-2017/TopicNotExist?status=500",
	} {
		if got := shareLink(testSite, ref, seen); got != want {
			t.Errorf("with status %d: %s, want %s", seen, got, want)
		}
	}
}

func TestTicketPack(t *testing.T) {
	d := &decoder{}
	d.read(strings.Replace(samples()[0].text, "< Content-Length: 63", "< Date: Wed, 15 May 2019 20:56:08 +0800", 1))
	pack := d.pack(0, testSite)
	golden(t, "ticket.md", pack.text(asMarkdown))
	golden(t, "ticket.jira", pack.text(asJira))
	golden(t, "ticket.txt", pack.text(asPlain))
	golden(t, "reply.txt", pack.reply().in(&plain))
}

// TestTicketPackRespectsTheReceipt checks that a pack masks what the page masks,
// and only that.
func TestTicketPackRespectsTheReceipt(t *testing.T) {
	d := &decoder{}
	// The path is evidence, and a secret stands on its line.
	d.read("GET /topic?topic_id=3f1c8f0a-aaaa-4bbb-8ccc-000000000001&sign=q-sign-algorithm%3Dsha1%26q-ak%3DAKIDexampleexampleexample0000000000%26q-signature%3D0123456789abcdef0123456789abcdef01234567 HTTP/1.1\nHost: ap-guangzhou.cls.tencentcs.com\n\n" + samples()[2].text)
	if len(d.report.Redactions) == 0 || len(d.report.Findings) == 0 {
		t.Fatalf("%d findings, %d secrets", len(d.report.Findings), len(d.report.Redactions))
	}
	secret := d.report.Redactions[0]
	value := d.input[secret.Start:secret.End]
	for _, f := range []format{asMarkdown, asJira, asPlain, asLink} {
		for _, x := range d.report.Redactions {
			if strings.Contains(d.pack(0, testSite).text(f), d.input[x.Start:x.End]) {
				t.Errorf("as %s, the secret %s is there", formatNames[f], x.Placeholder)
			}
		}
	}
	if !strings.Contains(d.pack(0, testSite).text(asPlain), secret.Placeholder) {
		t.Fatalf("no line with a secret in\n%s", d.pack(0, testSite).text(asPlain))
	}
	d.unmask(secret.Placeholder)
	if got := d.pack(0, testSite).lines; !strings.Contains(got, value) {
		t.Errorf("%s was taken back and is still masked in\n%s", secret.Placeholder, got)
	}
	if got := d.pack(0, testSite).text(asLink); strings.Contains(got, value) {
		t.Error("the link holds a part of the paste")
	}
}

func TestMaskedPart(t *testing.T) {
	input := "one SECRET two OTHER three"
	secrets := []decode.Redaction{{Placeholder: "<a>", Start: 4, End: 10}, {Placeholder: "<b>", Start: 15, End: 20}}
	for _, test := range []struct {
		start, end int
		want       string
	}{
		{0, len(input), "one <a> two <b> three"},
		{0, 4, "one "},
		{0, 6, "one <a>"},      // cut in the secret: masked whole
		{6, 12, "<a> t"},       // begins in it
		{11, 14, "two"},        // none
		{7, 17, "<a> two <b>"}, // both cut
		{20, 26, " three"},     // behind it
		{5, 8, "<a>"},          // within it
	} {
		if got := maskedPart(input, test.start, test.end, secrets); got != test.want {
			t.Errorf("%d to %d: %q, want %q", test.start, test.end, got, test.want)
		}
	}
}

func TestUTC(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		"2019-05-15T20:56:08+08:00": "2019-05-15 12:56:08 UTC",
		"2019-05-15T12:56:08.25Z":   "2019-05-15 12:56:08 UTC",
		"2019-05-15 20:56:08":       "2019-05-15 20:56:08 (time zone not given)",
	} {
		if got := utc(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestEvidenceLinesAreBounded(t *testing.T) {
	d := &decoder{}
	d.read(strings.Repeat("x", 5000) + ` {"errorcode":"TopicNotExist","errormessage":"topic not exist"} ` + strings.Repeat("日", 5000))
	lines := d.evidenceLines(&d.report.Findings[0])
	if len(lines) > maxEvidenceLine+20 || !strings.Contains(lines, "TopicNotExist") || !strings.HasPrefix(lines, "… ") || !strings.HasSuffix(lines, " …") {
		t.Errorf("%d bytes: %s", len(lines), lines)
	}
}
