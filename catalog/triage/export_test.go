package triage

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"math/rand"
	"strings"
	"testing"

	"cls-error-explorer/catalog/decode"
)

// hostile is a log whose texts mean something to tables, pages and terminals.
const hostile = "2021-03-04 08:00:00 {\"errorcode\":\"=HYPERLINK(1)\",\"errormessage\":\"<b>|`x`\\u001b[31m\"} x-cls-requestid: 0f7c1a52-1111-4222-8333-202103040001\n" +
	"2021-03-04 08:00:01 ERROR =1+1 @x token=a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6\n" +
	"2021-03-04 08:00:02 WARN status=404 q-ak=AKIDmadeup20190515madeup20190515made {\"errorcode\":\"TopicNotExist\",\"errormessage\":\"+cmd|' /C calc'!A0\"}\n"

func TestExports(t *testing.T) {
	s := Read("=log.txt", strings.NewReader(hostile), Options{}, nil)
	chart := s.Chart(append(s.Errors, s.Suspicious...), 0, 0)
	files := map[string][]byte{"CSV": s.CSV(), "Markdown": s.Markdown(), "text": s.Text(), "SVG": chart.SVG("<title> & co"), "JSON": []byte(jsonOf(s))}
	for name, content := range files {
		for _, secret := range []string{"AKIDmadeup", "a1b2c3d4e5f6"} {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s holds the secret %s", name, secret)
			}
		}
		if len(content) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(files["CSV"])).ReadAll()
	if rows == nil {
		r := csv.NewReader(bytes.NewReader(files["CSV"]))
		r.FieldsPerRecord = -1
		rows, err = r.ReadAll()
	}
	if err != nil || len(rows) < 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
				t.Errorf("a table takes %q for a formula", cell)
			}
		}
	}
	if bytes.ContainsRune(files["text"], 0x1b) {
		t.Error("the text for a terminal has an escape")
	}
	for d := xml.NewDecoder(bytes.NewReader(files["SVG"])); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the SVG: %v", err)
		}
	}
	if !bytes.Contains(files["Markdown"], []byte("Masked: ")) {
		t.Errorf("no receipt in\n%s", files["Markdown"])
	}
}

func TestNormal(t *testing.T) {
	for in, want := range map[string]string{
		"topic 3f1c8f0a-aaaa-4bbb-8ccc-000000000001 not exist": "topic <uuid> not exist",
		"took 120 ms, 1.5 MB at 2021-03-04 08:00:00Z":          "took <n> ms, <n> MB at <time>",
		"dial tcp 10.0.0.1:8080: connection refused":           "dial tcp <host>: connection refused",
		"lookup ap-guangzhou.cls.tencentcs.com: no such host":  "lookup <host>: no such host",
		`topic "my topic" of 'me' not exist`:                   "topic <name> of <name> not exist",
		"id deadbeef01 is  bad\n":                              "id <hex> is bad",
		"don't, it's SingleValueExceed1M":                      "don't, it's SingleValueExceed<n>M",
		"java.lang.Thread":                                     "java.lang.Thread", "": "",
	} {
		if got := Normal(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Records with one template are told the same: what the template leaves out
// never changes the group.
func TestTemplate(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	lines := strings.Split(mixed, "\n")
	same := 0
	for range 3000 {
		line := []byte(lines[r.Intn(len(lines))])
		other := bytes.Clone(line)
		for range 1 + r.Intn(3) {
			if i := r.Intn(len(other) + 1); i < len(other) && digit(other[i]) {
				other[i] = byte('0' + r.Intn(10))
			}
		}
		if bytes.Equal(line, other) || !bytes.Equal(template(nil, line), template(nil, other)) {
			continue
		}
		same++
		groups := func(text []byte) (keys string) {
			for _, f := range decode.Text(text, decode.Options{}).Findings {
				keys += (&Group{Product: f.Product, Status: f.Status, Code: f.Code, ClientCode: f.ClientCode, Message: Normal(f.Message)}).key() + "\n"
			}
			return keys
		}
		if a, b := groups(line), groups(other); a != b {
			t.Fatalf("%q and %q have the template %q, and differ:\n%q\n%q", line, other, template(nil, line), a, b)
		}
	}
	if same < 100 {
		t.Errorf("only %d pairs with one template", same)
	}
}

func TestCompare(t *testing.T) {
	line := func(code string, n int) string {
		return strings.Repeat("2021-03-04 08:00:00 {\"errorcode\":\""+code+"\",\"errormessage\":\"x\"}\n", n)
	}
	before := Read("a", strings.NewReader(line("TopicNotExist", 3)+line("TopicExceed", 5)+line("InternalError", 2)+line("LogSizeExceed", 1)), Options{}, nil)
	after := Read("b", strings.NewReader(line("TopicNotExist", 9)+line("TopicExceed", 1)+line("InternalError", 2)+line("LogsetConflict", 3)), Options{}, nil)
	got := map[string]ChangeKind{}
	for _, x := range Compare(before, after) {
		got[x.Title] = x.Kind
	}
	want := map[string]ChangeKind{"TopicNotExist": ChangeMore, "TopicExceed": ChangeFewer, "InternalError": ChangeSame, "LogSizeExceed": ChangeGone, "LogsetConflict": ChangeNew}
	for title, kind := range want {
		if got[title] != kind {
			t.Errorf("%s: %q, want %q", title, got[title], kind)
		}
	}
}

// Parts that arrive in any order come to the same view.
func TestCollector(t *testing.T) {
	text := manyLines(120 << 10)
	borders, _, err := parts(bytes.NewReader(text), int64(len(text)), 20<<10)
	if err != nil {
		t.Fatal(err)
	}
	part := func(i int) *Summary {
		s := ReadPart("x", bytes.NewReader(text), borders[i], borders[i+1], int64(len(text)), Options{}, nil)
		var over Summary // as it travels
		if err := json.Unmarshal([]byte(jsonOf(s)), &over); err != nil {
			t.Fatal(err)
		}
		return &over
	}
	n := len(borders) - 1
	var want string
	for _, order := range [][]int{nil, rand.New(rand.NewSource(1)).Perm(n), rand.New(rand.NewSource(2)).Perm(n)} {
		c := NewCollector(Options{})
		for i := range n {
			at := i
			if order != nil {
				at = order[i]
			}
			c.Take(0, at, n, true, part(at))
			c.View(Query{Rows: 5})
		}
		_, _, content := c.Export("json", Query{})
		if want == "" {
			want = string(content)
		} else if string(content) != want {
			t.Errorf("in the order %v: %s", order, diff(string(content), want))
		}
	}
	whole := Read("x", bytes.NewReader(text), Options{}, nil)
	var got Summary
	if err := json.Unmarshal([]byte(want), &got); err != nil || got.Lines != whole.Lines || got.ErrorCount() != whole.ErrorCount() {
		t.Errorf("%+v, want %+v", got.Lines, whole.Lines)
	}
}

// A view counts in its range, and charts what is asked for.
func TestView(t *testing.T) {
	c := NewCollector(Options{})
	c.Take(0, 0, 1, true, Read("x", strings.NewReader("2021-03-04 08:00:00Z TopicNotExist\n2021-03-04 08:00:40Z TopicNotExist\n2021-03-04 08:01:00Z TopicExceed\n2021-03-04 08:01:30Z ERROR odd\n"), Options{}, nil))
	v := c.View(Query{Rows: 9})
	if v.Errors != 3 || v.Suspicious != 1 || len(v.Rows) != 2 || len(v.Suspects) != 1 || v.Chart.Bars != 91 || len(v.Chart.Series) != 2 || v.Begin != "2021-03-04 08:00:00 UTC" {
		t.Errorf("%+v", v)
	}
	at := v.Chart.Start
	if v := c.View(Query{Rows: 9, From: at + 30, To: at + 70}); v.Errors != 2 || v.Rows[0].Count != 1 || v.Chart.Bars != 40 {
		t.Errorf("in a range: %+v", v)
	}
	if v := c.View(Query{Rows: 1, Only: v.Suspects[0].ID}); len(v.Chart.Series) != 1 || v.Chart.Series[0].Total != 1 || v.More != 1 {
		t.Errorf("one alone: %+v", v)
	}
	if v := c.View(Query{Rows: 9, Flipped: []string{v.Rows[0].ID}}); len(v.Chart.Series) != 1 || v.Rows[0].Charted {
		t.Errorf("without one: %+v", v)
	}
}
