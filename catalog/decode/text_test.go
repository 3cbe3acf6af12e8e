package decode_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

// Every documented error must be recognised in its own sample.
func TestSamples(t *testing.T) {
	for _, c := range catalog.Default() {
		if c.ID == "cls-clients" {
			continue // no server sends those
		}
		for i := range c.Entries {
			e := &c.Entries[i]
			t.Run(c.ID+"/"+e.Code, func(t *testing.T) {
				r := decode.Text([]byte(e.Sample()), decode.Options{})
				if len(r.Findings) != 1 {
					t.Fatalf("%d findings\n%s", len(r.Findings), r.JSON())
				}
				f := r.Findings[0]
				if f.Entry == nil || *f.Entry != e.Ref() || f.Status != e.Status {
					t.Errorf("not recognised:\n%s", r.JSON())
				}
				switch c.ID {
				case "cls-2017":
					if f.Confidence != decode.Certain || f.Product != decode.ProductCLS || f.API != decode.API2017 || f.RequestID == "" {
						t.Errorf("not CLS for certain:\n%s", r.JSON())
					}
				case "cls-3.0":
					if f.Confidence == decode.Possible || f.Product != decode.ProductCLS && f.Product != decode.ProductTencent || f.API != decode.API3 || f.RequestID == "" {
						t.Errorf("not API 3.0:\n%s", r.JSON())
					}
				case "http":
					if f.Product != decode.ProductOther || f.API != "" {
						t.Errorf("not a gateway:\n%s", r.JSON())
					}
				}
				if r.Remainder != nil && c.ID != "http" {
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
		{"signature in a URL", "/topics?q-ak%3D" + id + "%26x", "/topics?q-ak%3D<secret-id-1>%26x"},
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

// More words after a paste are no sign of anything, once a blank line ends it.
const noise = "\n\nThat is all we have, thank you.\n"

// What a paste says does not depend on what a person writes under it, unless
// the paste is a part of a body or a bare word or number, which mean something
// only alone.
func TestNoiseAfter(t *testing.T) {
	for _, file := range goldenFiles(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		_, input := readGolden(t, file)
		r := decode.Text(input, decode.Options{})
		switch {
		case decode.Wide(input), cut(r), onlyAlone[r.Shape]:
			continue
		}
		t.Run(name, func(t *testing.T) { sameConclusions(t, r, decode.Text(append(input, noise...), decode.Options{})) })
	}
}

var onlyAlone = map[string]bool{
	decode.ShapeStatus: true, decode.ShapeCode: true, decode.ShapeMessage: true, decode.ShapeNothing: true, decode.ShapeEmpty: true,
}

func cut(r decode.Report) bool {
	return slices.ContainsFunc(r.Findings, func(f decode.Finding) bool {
		return slices.ContainsFunc(f.Notes, func(n decode.Note) bool { return n.Kind == decode.NoteTruncated })
	})
}

// sameConclusions compares findings and redactions.
func sameConclusions(t *testing.T, a, b decode.Report) {
	t.Helper()
	if a.Verdict == b.Verdict && slices.Equal(a.Redactions, b.Redactions) && reflect.DeepEqual(a.Findings, b.Findings) {
		return
	}
	only := func(r decode.Report) string {
		return string(decode.Report{Verdict: r.Verdict, Findings: r.Findings, Redactions: r.Redactions}.JSON())
	}
	if only(a) != only(b) {
		t.Errorf("%s\nwith words after it:\n%s", only(a), only(b))
	}
}

// maxFuzz is how much of an input is tried. More of it would take longer and
// find no more.
const maxFuzz = 4 << 10

// FuzzText holds for any input: no panic; every offset inside the input and at
// no rune's middle; lists sorted; no word of a marked secret in the report or in
// the redacted text; steps linear; and, once a blank line and words stand after
// the input, the same findings and redactions whatever other words follow, which
// also shows that the same input has the same report.
func FuzzText(f *testing.F) {
	for _, file := range goldenFiles(f) {
		_, input := readGolden(f, file)
		f.Add(input)
		f.Add(toUTF16(input))
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		input = input[:min(len(input), maxFuzz)]
		r, steps, n := decode.Measured(input)
		checkSpans(t, r, input)
		if steps > 16*n+4096 {
			t.Errorf("%d steps for %d bytes", steps, n)
		}
		if len(r.Redactions) > 0 {
			checkHidden(t, r, input)
		}

		// An archive that is cut off may go on with the words. In UTF-16 half a
		// letter is made whole by the next byte.
		if isHAR(r) && !json.Valid(input) {
			return
		}
		once, more := []byte(noise), []byte("And kind regards.")
		if decode.Wide(input) {
			input, once, more = input[:len(input)&^1], likeInput(input, once), likeInput(input, more)
		}
		once = append(input[:len(input):len(input)], once...)
		sameConclusions(t, decode.Text(once, decode.Options{}), decode.Text(append(once, more...), decode.Options{}))
	})
}

// checkHidden checks that no long word of a secret is in r or in the redacted
// text. In an archive such a word may be a part of base64, which stays where it
// stands elsewhere.
func checkHidden(t *testing.T, r decode.Report, input []byte) {
	t.Helper()
	shown := words(r.JSON())
	if !isHAR(r) {
		for w := range words(r.Redact(input)) {
			shown[w] = true
		}
	}
	for _, x := range r.Redactions {
		for w := range words(decode.Plain(input, x.Start, x.End)) {
			if len(w) >= 16 && strings.ContainsAny(w, "0123456789") && shown[w] {
				t.Errorf("the report or the redacted text holds %q of the secret %q", w, input[x.Start:x.End])
			}
		}
	}
}

func isHAR(r decode.Report) bool { return strings.HasPrefix(r.Shape, decode.ShapeHAR) }

// toUTF16 returns text in UTF-16 with a byte order mark.
func toUTF16(text []byte) []byte {
	return likeInput([]byte("\xff\xfea\x00"), append([]byte("\uFEFF"), text...))
}

// likeInput returns text in the encoding of input, which is UTF-16.
func likeInput(input, text []byte) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(string(text))) {
		out = decode.WideOrder(input).AppendUint16(out, unit)
	}
	return out
}

// FuzzSecret holds for any surroundings: a secret that is told by its form or
// its name is neither in the report nor in the redacted text. From 128 on, form
// is one in UTF-16.
func FuzzSecret(f *testing.F) {
	for i, file := range goldenFiles(f) {
		_, input := readGolden(f, file)
		for form := range planted {
			switch (i + form) % 4 { // each with a few: a thousand seeds are enough
			case 0:
				f.Add(input, []byte(""), byte(form))
			case 1:
				f.Add([]byte(""), input, byte(form+128))
			case 2:
				f.Add(input[:len(input)/2], input[len(input)/2:], byte(form))
			}
		}
	}
	f.Fuzz(func(t *testing.T, before, after []byte, form byte) {
		before, after = before[:min(len(before), maxFuzz/2)], after[:min(len(after), maxFuzz/2)]
		plant := planted[int(form%128)%len(planted)]
		for _, secret := range plant.secrets {
			if bytes.Contains(before, []byte(secret)) || bytes.Contains(after, []byte(secret)) {
				return
			}
		}
		input := slices.Concat(before, []byte("\n"+plant.text+"\n"), after)
		if decode.Wide(input) {
			return // what is planted is no text then
		}
		if form >= 128 {
			input = toUTF16(input)
		}
		r := decode.Text(input, decode.Options{})
		checkSpans(t, r, input)
		text := r.JSON()
		redacted := r.Redact(input)
		for _, secret := range plant.secrets {
			if bytes.Contains(text, []byte(secret)) {
				t.Errorf("the report holds %q:\n%s", secret, text)
			}
			if bytes.Contains(redacted, []byte(secret)) {
				t.Errorf("the redacted text holds %q:\n%q", secret, redacted)
			}
		}
	})
}

// planted are lines with secrets, and the parts of them that nothing may show.
var planted = []struct {
	text    string
	secrets []string
}{
	{"AKIDplanted20190515planted20190515pl", []string{"planted20190515pl"}},
	{"Authorization: Basic cGxhbnRlZDIwMTkwNTE1", []string{"cGxhbnRlZDIwMTkwNTE1"}},
	{`Authorization: TC3-HMAC-SHA256 Credential=AKIDplanted20190515planted20190515pl/2021-03-04/cls/tc3_request, Signature=91d7c0de`, []string{"planted20190515pl", "91d7c0de"}},
	{`{"x-cls-token":"plantedToken2019/0515=="}`, []string{"plantedToken2019", "0515=="}},
	{`{\"SecretKey\":\"plantedKey2019\\/0515\"}`, []string{"plantedKey2019", `/0515`}},
	{`{"name":"Cookie","value":"skey=plantedCookie2019"}`, []string{"plantedCookie2019"}},
	{"q-signature=7d0c0de57d0c0de5\n> 7d0c0de67d0c0de67d0c0de6 and", []string{"7d0c0de57d0c0de5", "7d0c0de67d0c0de67d0c0de6"}},
	{"<accessKeySecret>plantedKey2019/0515</accessKeySecret>", []string{"plantedKey2019", "/0515"}},
	{`{'Authorization': b'Bearer plantedToken20190515', 'Cookie': b'skey=plantedCookie2019'}`, []string{"plantedToken20190515", "plantedCookie2019"}},
	{`[(b'Authorization', b'plantedToken20190515'), (b'cookie', b'a=plantedCookie2019')]`, []string{"plantedToken20190515", "plantedCookie2019"}},
	{`Credential("AKIDplanted20190515planted20190515pl", "plantedKey20190515")`, []string{"planted20190515pl", "plantedKey20190515"}},
	{"accessKey: plantedKey2019 sk=plantedKey20190515", []string{"plantedKey2019", "plantedKey20190515"}},
	{`password="planted#2019, 0515"`, []string{"planted#2019", "0515"}},
	{"| Secret Key | plantedKey20190515 |", []string{"plantedKey20190515"}},
	{"SecretKey为plantedKey20190515，密钥：plantedKey2019x", []string{"plantedKey20190515", "plantedKey2019x"}},
	{"- name: SECRET_KEY\n  value: plantedKey2019", []string{"plantedKey2019"}},
	{"%22secretKey%22%3A%22plantedKey2019%22 q-ak%253DplantedId20190515", []string{"plantedKey2019", "plantedId20190515"}},
	{"got https://planted:plantedPass@ap-guangzhou.cls.tencentcs.com/", []string{"plantedPass"}},
	{"curl -u planted:plantedPass https://ap-guangzhou.cls.tencentcs.com/", []string{"plantedPass"}},
	{"got Bearer plantedToken20190515", []string{"plantedToken20190515"}},
	{"qcs::cls:ap-guangzhou:uin/987650000001:topic/1", []string{"987650000001"}},
}

// words returns the words of a text as a set.
func words(text []byte) map[string]bool {
	set := map[string]bool{}
	for w := range bytes.FieldsFuncSeq(text, func(r rune) bool {
		return r != '-' && r != '_' && r != '.' && (r > 0x7f || !unicode.IsLetter(r) && !unicode.IsDigit(r))
	}) {
		set[string(w)] = true
	}
	return set
}

// checkSpans checks all offsets of r, which is the report of input.
func checkSpans(t *testing.T, r decode.Report, input []byte) {
	t.Helper()
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
		if f.Count < 1 {
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
}

// inRune reports whether offset i is inside a valid rune of b.
func inRune(b []byte, i int) bool {
	if decode.Wide(b) {
		return i%2 != 0 && i < len(b)
	}
	for start := max(0, i-utf8.UTFMax+1); start < i; start++ {
		if r, n := utf8.DecodeRune(b[start:]); r != utf8.RuneError && start+n > i && n > 1 {
			return true
		}
	}
	return false
}
