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

// TestSampleOfEveryEntry checks that the body of each sample is the JSON that
// the API documents, and that no two samples share a request id.
func TestSampleOfEveryEntry(t *testing.T) {
	ids := map[string]string{}
	for _, c := range catalog.Default() {
		for i := range c.Entries {
			e := &c.Entries[i]
			head, body, ok := strings.Cut(e.Sample(), "\n\n")
			if !ok {
				t.Errorf("%s: no blank line", e.Code)
				continue
			}
			var got struct{ Errorcode, Errormessage string }
			if err := json.Unmarshal([]byte(body), &got); err != nil {
				t.Errorf("%s: %v", e.Code, err)
			}
			if got.Errorcode != e.Code || got.Errormessage != e.Message {
				t.Errorf("%s: the body is %s", e.Code, body)
			}
			_, id, _ := strings.Cut(head, "x-cls-requestid: ")
			if other, taken := ids[id]; taken {
				t.Errorf("%s: has the request id of %s", e.Code, other)
			}
			ids[id] = e.Code
		}
	}
}
