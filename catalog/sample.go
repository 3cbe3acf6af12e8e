package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
)

// Sample returns a response as the API of e would send it: status line, headers,
// a blank line and the body, with \n as the line ending, as in a trace that
// somebody pasted. For a code that only clients print it returns "".
//
// It is made up. The request id is derived from the identity of e, so that it
// stays the same, and its leading zeros show that no server issued it. The
// message is the documented one, or a mere … where none is documented; what the
// server really sends differs.
func (e *Entry) Sample() string {
	status := fmt.Sprintf("HTTP/1.1 %d %s\n", e.Status, StatusText(e.Status))
	switch {
	case len(e.Clients) > 0:
		return ""
	case e.Catalog == "http":
		phrase := fmt.Sprintf("%d %s", e.Status, StatusText(e.Status))
		return status + "Server: nginx\nContent-Type: text/html\n\n" +
			"<html>\n<head><title>" + phrase + "</title></head>\n<body>\n<center><h1>" + phrase + "</h1></center>\n</body>\n</html>\n"
	case e.Catalog == "cls-3.0":
		var body struct {
			Response struct {
				Error     struct{ Code, Message string }
				RequestId string
			}
		}
		body.Response.Error.Code, body.Response.Error.Message = e.Code, e.sampleMessage()
		body.Response.RequestId = e.sampleRequestID()
		return status + "Content-Type: application/json\n\n" + compactJSON(body) + "\n"
	}
	body := struct {
		Code    string `json:"errorcode"`
		Message string `json:"errormessage"`
	}{e.Code, e.sampleMessage()}
	return status + "Content-Type: application/json\nx-cls-requestid: " + e.sampleRequestID() + "\n\n" + compactJSON(body) + "\n"
}

func (e *Entry) sampleMessage() string {
	if e.Message == "" {
		return "…"
	}
	return e.Message
}

// sampleRequestID returns a version 4 UUID whose last group is a hash of the
// identity of e and whose other digits are zero.
func (e *Entry) sampleRequestID() string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d %s", e.Catalog, e.Status, e.Code)
	return fmt.Sprintf("00000000-0000-4000-8000-%012x", h.Sum64()&(1<<48-1))
}

// compactJSON returns v on one line, with <, > and & as they are.
func compactJSON(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // strings always have a JSON form
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}
