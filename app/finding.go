package app

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

// findingTitle names a finding: "404 TopicNotExist".
func findingTitle(f *decode.Finding) string {
	var words []string
	if f.Status != 0 {
		words = append(words, strconv.Itoa(f.Status))
	}
	switch {
	case f.Code != "":
		words = append(words, f.Code)
	case f.ClientCode != "":
		words = append(words, f.ClientCode)
	case f.Status != 0:
		words = append(words, catalog.StatusText(f.Status))
	default:
		words = append(words, "an error without a code")
	}
	return strings.Join(words, " ")
}

// findingView shows one finding: what it is, what to do, and why we say so.
func (r *root) findingView(i int, f *decode.Finding) app.UI {
	id := "finding-" + strconv.Itoa(i)
	var entry *catalog.Entry
	if f.Entry != nil {
		entry = catalog.Find(catalog.Default(), *f.Entry)
	}

	title := cmp.Or(f.Code, f.ClientCode, catalog.StatusText(f.Status), "An error without a code")
	status := f.Status
	if status == 0 && entry != nil {
		status = entry.Status
	}

	badge := statusBadge(status, true)
	if entry != nil && (f.Status == 0 || f.Status == entry.Status) {
		badge = entryBadge(entry, true)
	}

	body := []app.UI{
		el("div.finding-head",
			badge,
			confidenceBadge(f.Confidence),
			txt("span.finding-count", countText(f.Count)),
		),
		el("h2").ID(id).Class("finding-code").Body(app.Text(title)),
	}
	body = append(body, txt("p.finding-meaning", findingMeaning(f, entry)), statusAgreement(f, entry))
	for _, n := range f.Notes {
		body = append(body, el("p").Class("note", "note-"+n.Kind).Text(n.Text))
	}
	if entry != nil && len(entry.Actions) > 0 {
		body = append(body, txt("h3", "What to do"), points(entry.Actions, true))
	}
	body = append(body, candidatesView(f))

	list := []fact{{name: "Message", text: f.Message, textEnglish: true}}
	if entry != nil {
		list = append(list,
			fact{name: "Retry", text: retryWords[entry.Retry.When], note: entry.Retry.Note, noteEnglish: true},
			fact{name: "Who acts", text: whoWords[entry.Who]},
		)
	}
	body = append(body, facts(append(list, forTicket(f)...)...))

	actions := []app.UI{}
	if entry != nil {
		actions = append(actions, el("a.button").Attr("href", href(entryPath(entry))).Text("All about "+entry.Code))
	}
	actions = append(actions, r.copyButton("ticket-"+strconv.Itoa(i), "Copy for the ticket", func() string { return ticketText(f, entry) }))
	if f.RequestID != "" {
		actions = append(actions, r.copyButton("request-"+strconv.Itoa(i), "Copy request id", func() string { return f.RequestID }))
	}
	body = append(body, el("div.actions", actions...), r.why(i, f))
	return el("article.finding").Aria("labelledby", id).Body(body...)
}

// forTicket lists what a ticket needs besides the error.
func forTicket(f *decode.Finding) []fact {
	return []fact{
		{name: "Request id", text: f.RequestID},
		{name: "Time", text: f.Time},
		{name: "Request", text: strings.TrimSpace(f.Method + " " + f.Path)},
		{name: "Host", text: f.Host},
		{name: "Region", text: f.Region},
		{name: "Topic id", text: f.TopicID},
		{name: "Logset id", text: f.LogsetID},
		{name: "Client", text: f.Client},
	}
}

// findingMeaning says in a sentence what the finding is.
func findingMeaning(f *decode.Finding, entry *catalog.Entry) string {
	switch {
	case entry != nil:
		return entry.Meaning
	case f.Product == decode.ProductOther || f.Product == decode.ProductTencent:
		return "Not an answer of CLS" + namedProduct(f) + "."
	case f.Code == "":
		return "No error code stands in the text."
	case len(f.Candidates) > 0:
		return "No entry is spelled like that."
	}
	return "No catalog has this code."
}

func countText(count int) string {
	if count < 2 {
		return ""
	}
	return "seen " + strconv.Itoa(count) + " times"
}

func namedProduct(f *decode.Finding) string {
	if f.ProductName == "" {
		return ""
	}
	return ": it looks like " + f.ProductName
}

// statusAgreement says whether the status in the paste is the documented one.
// That they differ is a note of the decoder already.
func statusAgreement(f *decode.Finding, entry *catalog.Entry) app.UI {
	switch {
	case entry == nil || entry.Catalog != home: // elsewhere the status is not part of the error
		return nil
	case f.Status == 0:
		return txt("p.agreement", "No status in the text; "+strconv.Itoa(entry.Status)+" is documented for this code.")
	case f.Status == entry.Status:
		return txt("p.agreement.agreement-yes", "Status agrees: "+strconv.Itoa(entry.Status)+" is documented for this code.")
	}
	return nil
}

// candidatesView lists what it may be when no entry can be named.
func candidatesView(f *decode.Finding) app.UI {
	var list []*catalog.Entry
	for _, ref := range f.Candidates {
		if e := catalog.Find(catalog.Default(), ref); e != nil {
			list = append(list, e)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return el("div.candidates", txt("h3", "It may be"), entryLinks(list))
}

// evidenceNames are the fields of evidence in words.
var evidenceNames = map[string]string{
	decode.FieldCode:      "Error code",
	decode.FieldMessage:   "Message",
	decode.FieldStatus:    "HTTP status",
	decode.FieldRequestID: "Request id",
	decode.FieldMethod:    "Method",
	decode.FieldPath:      "Path",
	decode.FieldHost:      "Host",
	decode.FieldTime:      "Time",
	decode.FieldRegion:    "Region",
	decode.FieldTopicID:   "Topic id",
	decode.FieldLogsetID:  "Logset id",
	decode.FieldClient:    "Client",
	decode.FieldAction:    "Operation",
	decode.FieldResource:  "Resource",
	decode.FieldSign:      "Sign of who answered",
}

// why lists the evidence; each item leads to its place in the marked text.
func (r *root) why(i int, f *decode.Finding) app.UI {
	items := make([]app.UI, len(f.Evidence))
	for j, ev := range f.Evidence {
		id := evidenceID(i, j)
		items[j] = el("li",
			el("button.why-link").Attr("type", "button").
				OnClick(func(app.Context, app.Event) { reveal(id) }, id, ev.Start).
				Body(
					txt("span.why-field", evidenceNames[ev.Field]),
					txt("span.why-line", "line "+strconv.Itoa(r.decoder.line[ev.Start])),
				),
		)
	}
	return el("details.why",
		txt("summary", "Why: "+confidenceWords[f.Confidence]),
		el("ul.why-list", items...),
	)
}

var confidenceWords = map[decode.Confidence]string{
	decode.Certain:  "certain, the server's own words say so",
	decode.Likely:   "likely, but something is missing or does not fit",
	decode.Possible: "possible, the text alone cannot tell",
}

// ticketText is a finding as plain text for a ticket. It holds nothing of the
// paste but what the decoder extracted, which is free of secrets.
func ticketText(f *decode.Finding, entry *catalog.Entry) string {
	var b strings.Builder
	line := func(name, text string) {
		if text != "" {
			b.WriteString(name + text + "\n")
		}
	}
	line("Error: ", findingTitle(f)+" ("+string(f.Confidence)+")")
	line("Message: ", f.Message)
	for _, x := range forTicket(f) {
		line(x.name+": ", x.text)
	}
	if entry != nil {
		line("Meaning: ", entry.Meaning)
		for i, a := range entry.Actions {
			line(strconv.Itoa(i+1)+". ", a.Text)
		}
		line("Retry: ", strings.TrimSpace(retryWords[entry.Retry.When]+". "+entry.Retry.Note))
		line("Who acts: ", whoWords[entry.Who])
	}
	for _, n := range f.Notes {
		line("Note: ", n.Text)
	}
	return b.String()
}
