package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
)

// Sample returns a response as CLS API 2017 would send it for e: status line,
// headers, a blank line and the JSON body, with \n as the line ending, as in a
// trace that somebody pasted.
//
// It is made up. The request id is derived from the identity of e, so that it
// stays the same, and its leading zeros show that no server issued it. The
// errormessage is the documented one; what the server really sends differs.
func (e *Entry) Sample() string {
	return fmt.Sprintf("HTTP/1.1 %d %s\nContent-Type: application/json\nx-cls-requestid: %s\n\n%s\n",
		e.Status, StatusText(e.Status), e.sampleRequestID(), e.sampleBody())
}

// sampleRequestID returns a version 4 UUID whose last group is a hash of the
// identity of e and whose other digits are zero.
func (e *Entry) sampleRequestID() string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d %s", e.Catalog, e.Status, e.Code)
	return fmt.Sprintf("00000000-0000-4000-8000-%012x", h.Sum64()&(1<<48-1))
}

func (e *Entry) sampleBody() string {
	body := struct {
		Code    string `json:"errorcode"`
		Message string `json:"errormessage"`
	}{e.Code, e.Message}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(body); err != nil {
		panic(err) // two strings always have a JSON form
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}
