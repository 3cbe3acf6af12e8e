package app

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"cls-error-explorer/catalog"
)

// entryText returns e in a format. site is the address of the home page, without
// its closing slash.
func entryText(e *catalog.Entry, f format, site string) string {
	switch f {
	case asCode:
		return e.Code
	case asLink:
		return shareLink(site, e.Ref(), 0)
	case asLine:
		return entryName(e) + " – " + oneLine(e.Meaning) + " " + shareLink(site, e.Ref(), 0)
	case asMarkdown:
		return entryMemo(e, site).in(&markdown)
	case asJira:
		return entryMemo(e, site).in(&jira)
	case asJSON:
		return entryJSON(e)
	}
	return entryMemo(e, site).in(&plain)
}

// shareLink returns the address that explains an error. It is made of what the
// catalog knows and of the status that was seen with it, 0 if none, and so can
// hold nothing that was pasted.
func shareLink(site string, ref catalog.Ref, seen int) string {
	address := site + entryPath(&catalog.Entry{Catalog: ref.Catalog, Code: ref.Code})
	if seen != 0 && seen != ref.Status {
		address += "?status=" + strconv.Itoa(seen)
	}
	return address
}

// entryName names e: "404 TopicNotExist". The status says nothing in API 3.0.
func entryName(e *catalog.Entry) string {
	if e.Status == 0 || e.Catalog == "cls-3.0" {
		return e.Code
	}
	return strconv.Itoa(e.Status) + " " + e.Code
}

func entryMemo(e *catalog.Entry, site string) memo {
	var m memo
	m.add(title, "", entryName(e))
	m.add(prose, "", e.Meaning)
	m.add(field, say("Documented message"), e.Message)
	m.add(field, say("Retry"), retryText(e))
	m.add(field, say("Who acts"), say(whoWords[e.Who]))
	m.add(field, say("Source"), sourceLine(e))
	m.add(link, say("More"), shareLink(site, e.Ref(), 0))
	m.steps(say("What to do"), e.Actions)
	m.steps(say("Likely causes"), e.Causes)
	return m
}

// steps adds a numbered list with a heading.
func (m *memo) steps(name string, list []catalog.Point) {
	if len(list) == 0 {
		return
	}
	m.add(heading, "", name)
	for _, p := range list {
		m.add(step, "", p.Text)
	}
}

// retryText says whether to send the request again, and after what.
func retryText(e *catalog.Entry) string {
	return strings.TrimSpace(sentences(sayf("%s.", say(retryWords[e.Retry.When])), e.Retry.Note))
}

// sourceLine says where e is documented.
func sourceLine(e *catalog.Entry) string {
	f := sourceFact(catalog.Get(e.Catalog), e)
	return f.text + " (" + f.note + ")"
}

// entryJSON returns e as the catalog has it, with the catalog's id.
func entryJSON(e *catalog.Entry) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(struct {
		Catalog string `json:"catalog"`
		*catalog.Entry
	}{e.Catalog, e}); err != nil {
		panic(err) // an entry holds nothing that cannot be encoded
	}
	return strings.TrimSpace(b.String())
}
