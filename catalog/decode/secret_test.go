package decode

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// From the secret on that is one too many, nothing of the input is shown, not
// even in findings, and the shape says so.
func TestMaxSecrets(t *testing.T) {
	const body = `{"errorcode":"TopicNotExist","errormessage":"%s"}` + "\n"
	number := func(i int) int { return 987600000000 + i }
	many := func(format string) string {
		var b strings.Builder
		for i := range maxSecrets + 10 {
			fmt.Fprintf(&b, format, number(i))
		}
		return b.String()
	}
	word := "madeUpToken20190515"
	for name, input := range map[string]string{
		"different": fmt.Sprintf(body, "before") + many("qcs::cls::uin/%d:topic\n") + fmt.Sprintf(body, "after"),
		"cookies":   fmt.Sprintf(body, "before") + `{"cookies":[` + many(`{"value":"a=%d"},`) + `]}` + fmt.Sprintf(body, "after"),
		"repeated":  fmt.Sprintf(body, "before") + "x-cls-token: " + word + "\n" + strings.Repeat(word+"\n", maxSecrets+10) + fmt.Sprintf(body, "after"),
	} {
		t.Run(name, func(t *testing.T) {
			in := []byte(input)
			r := Text(in, Options{})
			out := r.Redact(in)
			if !strings.HasSuffix(r.Shape, shapeStopped) || len(r.Findings) != 1 || r.Findings[0].Message != "before" {
				t.Errorf("shape %q, findings %v", r.Shape, r.Findings)
			}
			last := r.Redactions[len(r.Redactions)-1]
			if last.End != len(in) || last.Placeholder != "<rest-1>" || len(r.Redactions) > maxSecrets+2 {
				t.Errorf("%d redactions, the last is %+v", len(r.Redactions), last)
			}
			for _, secret := range []string{"after", word, fmt.Sprint(number(10)), fmt.Sprint(number(maxSecrets + 1))} {
				if bytes.Contains(out, []byte(secret)) {
					t.Errorf("the redacted text holds %q", secret)
				}
			}
			if r.Remainder != nil && r.Remainder[len(r.Remainder)-1].End > last.Start {
				t.Error("the remainder shows what is hidden")
			}
		})
	}
	lines := strings.SplitAfter(many("uin=%d\n"), "\n")
	if r := Text([]byte(strings.Join(lines[:maxSecrets], "")), Options{}); len(r.Redactions) != maxSecrets || r.Shape != ShapeNothing {
		t.Errorf("%d secrets, shape %q", len(r.Redactions), r.Shape)
	}
}
