package catalog_test

import (
	"encoding/json"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
)

func TestSample(t *testing.T) {
	e := catalog.Entry{
		Catalog: "test-1.0",
		Status:  404,
		Code:    "TopicNotExist",
		Message: `No "<topic>" & no \ id`,
	}
	const want = `HTTP/1.1 404 Not Found
Content-Type: application/json
x-cls-requestid: 00000000-0000-4000-8000-d6db91897d6e

{"errorcode":"TopicNotExist","errormessage":"No \"<topic>\" & no \\ id"}
`
	if got := e.Sample(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestSampleOfEveryEntry checks that the body of each sample is the one that the
// API documents, and that no two samples share a request id.
func TestSampleOfEveryEntry(t *testing.T) {
	ids := map[string]string{}
	for _, c := range catalog.Default() {
		for i := range c.Entries {
			e := &c.Entries[i]
			sample := e.Sample()
			if len(e.Clients) > 0 {
				if sample != "" {
					t.Errorf("%s: a sample, though no server sends it", e.Code)
				}
				continue
			}
			_, body, ok := strings.Cut(sample, "\n\n")
			if !ok {
				t.Errorf("%s: no blank line", e.Code)
				continue
			}
			if c.ID == "http" {
				if !strings.Contains(body, catalog.StatusText(e.Status)) {
					t.Errorf("%s: the page is %s", e.Code, body)
				}
				continue
			}
			var got struct {
				Errorcode, Errormessage string
				Response                struct {
					Error     struct{ Code, Message string }
					RequestId string
				}
			}
			if err := json.Unmarshal([]byte(body), &got); err != nil {
				t.Errorf("%s: %v", e.Code, err)
			}
			if got.Errorcode+got.Response.Error.Code != e.Code {
				t.Errorf("%s: the body is %s", e.Code, body)
			}
			if message := got.Errormessage + got.Response.Error.Message; message != e.Message && (e.Message != "" || message != "…") {
				t.Errorf("%s: the message is %q", e.Code, message)
			}
			_, id, _ := strings.Cut(sample, "00000000-0000-4000-8000-")
			if other, taken := ids[id[:12]]; taken {
				t.Errorf("%s %s: has the request id of %s", c.ID, e.Code, other)
			}
			ids[id[:12]] = e.Code
		}
	}
}
