package decode_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

// Every documented error must be recognised in its own sample.
func TestSamples(t *testing.T) {
	for _, c := range catalog.Default() {
		if c.ID != "cls-2017" {
			continue
		}
		for i := range c.Entries {
			e := &c.Entries[i]
			t.Run(e.Code, func(t *testing.T) {
				r := decode.Text([]byte(e.Sample()), decode.Options{})
				if len(r.Findings) != 1 {
					t.Fatalf("%d findings\n%s", len(r.Findings), r.JSON())
				}
				f := r.Findings[0]
				if f.Entry == nil || *f.Entry != e.Ref() || f.Status != e.Status ||
					f.Confidence != decode.Certain || f.Product != decode.ProductCLS || f.RequestID == "" {
					t.Errorf("not recognised:\n%s", r.JSON())
				}
				if r.Remainder != nil {
					t.Errorf("not explained: %q", e.Sample()[r.Remainder[0].Start:r.Remainder[0].End])
				}
			})
		}
	}
}

// The codes of API 3.0 come from their own catalog only.
func TestCatalogsByAPI(t *testing.T) {
	catalogs := []*catalog.Catalog{
		{ID: "cls-2017", Entries: []catalog.Entry{{Status: 500, Code: "InternalError", Catalog: "cls-2017"}}},
		{ID: "cls-3.0", Entries: []catalog.Entry{{Status: 200, Code: "InternalError", Catalog: "cls-3.0"}}},
	}
	for input, want := range map[string]catalog.Ref{
		`{"errorcode":"InternalError","errormessage":"x"}`:                                  {Catalog: "cls-2017", Status: 500, Code: "InternalError"},
		`{"Response":{"Error":{"Code":"InternalError","Message":"x"},"RequestId":"a-123"}}`: {Catalog: "cls-3.0", Status: 200, Code: "InternalError"},
	} {
		r := decode.Text([]byte(input), decode.Options{Catalogs: catalogs})
		if len(r.Findings) != 1 || r.Findings[0].Entry == nil || *r.Findings[0].Entry != want {
			t.Errorf("%s:\n%s", input, r.JSON())
		}
	}
}

// A cut anywhere in a response may take knowledge away, but must never name
// another error than the one that was cut.
func TestCutAnywhere(t *testing.T) {
	text := "HTTP/1.1 404 Not Found\nx-cls-requestid: 0f7c1a52-1111-4222-8333-20210304abcd\n\n" +
		`{"errorcode":"TopicNotExist","errormessage":"topic \"a\" not exist"}`
	for n := range len(text) {
		r := decode.Text([]byte(text[:n]), decode.Options{})
		for _, f := range r.Findings {
			if f.Entry != nil && f.Entry.Code != "TopicNotExist" || f.Confidence == decode.Certain {
				t.Errorf("cut at %d, %q:\n%s", n, text[max(0, n-20):n], r.JSON())
			}
		}
	}
}

func TestInputBeyondMaxInput(t *testing.T) {
	body := []byte(`{"errorcode":"TopicNotExist","errormessage":"x"}`)
	input := append(body, bytes.Repeat([]byte("é "), decode.MaxInput/3)...)
	input = append(input, "é AKIDmadeup20190515madeup20190515made"...)
	r := decode.Text(input, decode.Options{})
	if !strings.HasSuffix(r.Shape, ", first 8 MiB") || len(r.Findings) != 1 {
		t.Errorf("shape %q, %d findings", r.Shape, len(r.Findings))
	}
	out := r.Redact(input)
	if len(out) > decode.MaxInput || !utf8.Valid(out) || bytes.Contains(out, []byte("AKID")) {
		t.Errorf("Redact returned %d bytes, valid %v", len(out), utf8.Valid(out))
	}
}

func TestMaxFindings(t *testing.T) {
	var b strings.Builder
	for i := range decode.MaxFindings + 5 {
		fmt.Fprintf(&b, `{"errorcode":"TopicNotExist","errormessage":"topic %d"}`+"\n", i)
	}
	r := decode.Text([]byte(b.String()), decode.Options{})
	if len(r.Findings) != decode.MaxFindings {
		t.Fatalf("%d findings", len(r.Findings))
	}
	if notes := r.Findings[decode.MaxFindings-1].Notes; len(notes) != 1 || notes[0].Kind != decode.NoteTruncated {
		t.Errorf("the last finding has notes %v", notes)
	}
}

func TestRedact(t *testing.T) {
	const id = "AKIDmadeup20190515madeup20190515made"
	for _, c := range []struct{ name, input, want string }{
		{"none", "nothing here", "nothing here"},
		{"secret id", "key " + id + ".", "key <secret-id-1>."},
		{"same twice", id + " " + id, "<secret-id-1> <secret-id-1>"},
		{"header", "Authorization: Basic bWFkZTp1cA==\nnext", "Authorization: <authorization-1>\nnext"},
		{"header in JSON", `{"authorization":"Basic bWFkZTp1cA==","a":1}`, `{"authorization":"<authorization-1>","a":1}`},
		{"header in escaped JSON", `"{\"Cookie\":\"a=b; c=d\"}"`, `"{\"Cookie\":\"<cookie-1>\"}"`},
		{"header in a command", `-H 'x-cls-token: madeup' -H 'Cookie: a=b'`, `-H 'x-cls-token: <token-1>' -H 'Cookie: <cookie-1>'`},
		{"outer wins", "Cookie: id=" + id, "Cookie: <cookie-1>"},
		{"signature form", "Authorization: q-sign-algorithm=sha1&q-ak=" + id + "&q-sign-time=1;2&q-signature=0123abcd", "Authorization: q-sign-algorithm=sha1&q-ak=<secret-id-1>&q-sign-time=1;2&q-signature=<signature-1>"},
		{"signature in a URL", "/topics?q-ak%3D" + id + "%26x", "/topics?q-ak%3D<secret-id-1>"},
		{"key and value", "secretKey = 'madeUpKey2019'", "secretKey = '<secret-key-1>'"},
		{"environment", "export CLS_SECRET_KEY=madeUpKey2019", "export CLS_SECRET_KEY=<secret-key-1>"},
		{"repeated in prose", "x-cls-token: madeUpToken20190515\nis madeUpToken20190515 wrong?", "x-cls-token: <token-1>\nis <token-1> wrong?"},
		{"the word token", "a token: short", "a token: short"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := []byte(c.input)
			if got := string(decode.Text(in, decode.Options{}).Redact(in)); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestJSONOfEmptyReport(t *testing.T) {
	want := "{\n  \"shape\": \"\",\n  \"verdict\": \"\",\n  \"findings\": [],\n  \"redactions\": []\n}\n"
	if got := string(decode.Report{}.JSON()); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// FuzzText holds for any input: no panic, the same report twice, every offset
// inside the input and at no valid rune's middle, lists sorted, no marked
// secret in the report.
func FuzzText(f *testing.F) {
	for _, file := range goldenFiles(f) {
		_, input := readGolden(f, file)
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		r := decode.Text(input, decode.Options{})
		text := r.JSON()
		if !json.Valid(text) || !bytes.Equal(text, decode.Text(input, decode.Options{}).JSON()) {
			t.Fatal("not JSON, or not the same twice")
		}
		inside := func(what string, start, end int) {
			t.Helper()
			if start < 0 || start >= end || end > len(input) || inRune(input, start) || inRune(input, end) {
				t.Errorf("%s: bad span %d to %d of %d", what, start, end, len(input))
			}
		}
		for _, f := range r.Findings {
			for _, e := range f.Evidence {
				inside(e.Field, e.Start, e.End)
			}
			if !slices.IsSortedFunc(f.Evidence, func(a, b decode.Evidence) int { return a.Start - b.Start }) {
				t.Error("evidence is not sorted")
			}
			if f.Count < 1 || f.Entry != nil && len(f.Candidates) > 0 {
				t.Errorf("bad finding %+v", f)
			}
		}
		pos := 0
		for _, x := range r.Redactions {
			inside(x.Kind, x.Start, x.End)
			if x.Start < pos {
				t.Error("redactions overlap or are not sorted")
			}
			pos = x.End
		}
		pos = 0
		for _, x := range r.Remainder {
			inside("remainder", x.Start, x.End)
			if x.Start < pos {
				t.Error("the remainder overlaps or is not sorted")
			}
			pos = x.End
		}
		for _, x := range r.Redactions {
			if secret := input[x.Start:x.End]; len(secret) >= 24 && bytes.ContainsAny(secret, "0123456789") && bytes.Contains(text, secret) {
				t.Errorf("the report holds the secret %q", secret)
			}
		}
	})
}

// inRune reports whether offset i is inside a valid rune of b.
func inRune(b []byte, i int) bool {
	for start := max(0, i-utf8.UTFMax+1); start < i; start++ {
		if r, n := utf8.DecodeRune(b[start:]); r != utf8.RuneError && start+n > i && n > 1 {
			return true
		}
	}
	return false
}
