package decode

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"strings"
	"testing"
)

// packed returns text as a HAR holds a compressed body.
func packed(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

// What is beyond the bounds of an archive is said, and no body of it is shown
// that was not searched for secrets.
func TestHARBounds(t *testing.T) {
	entry := func(status, body string) string {
		return `{"response":{"status":` + status + `,"content":{"encoding":"base64","text":"` + body + `"}}},`
	}
	secret := packed(`{"errorcode":"TopicNotExist","errormessage":"x","token":"madeUpToken20190515"}`)
	large := packed(`{"errorcode":"TopicNotExist","errormessage":"` + strings.Repeat("made up ", maxContent/8) + `"}`)
	for _, c := range []struct {
		name, entries string
		more, unread  bool
		succeeded     bool
	}{
		{"one failed", entry("404", secret), false, false, false},
		{"one went well", entry("200", packed(`{"token":"madeUpToken20190515"}`)), false, false, true},
		{"one is large", entry("404", large), false, false, false},
		{"many failed", strings.Repeat(entry("404", "e30="), maxExchanges) + entry("404", secret), true, false, false},
		{"many compressed", strings.Repeat(entry("200", packed("{}")), maxUnpacked) + entry("200", secret), false, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := []byte(`{"log":{"entries":[` + c.entries + `]}}`)
			r := Text(in, Options{})
			if out := r.Redact(in); bytes.Contains(out, []byte(secret)) || bytes.Contains(out, []byte(large)) {
				t.Error("a packed secret is left")
			}
			said := false
			for _, f := range r.Findings {
				for _, n := range f.Notes {
					said = said || strings.HasPrefix(n.Text, "There are more errors")
				}
			}
			if said != c.more || strings.HasSuffix(r.Shape, ShapeUnread) != c.unread || (r.Verdict == Succeeded) != c.succeeded {
				t.Errorf("shape %q, verdict %s, more said: %v", r.Shape, r.Verdict, said)
			}
		})
	}
}
