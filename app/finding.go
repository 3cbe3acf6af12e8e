package app

import (
	"cmp"
	"slices"
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
		words = append(words, say("an error without a code"))
	}
	return strings.Join(words, " ")
}

// findingView shows one finding: what it is, what to do, and why we say so.
func (r *root) findingView(i int, f *decode.Finding) app.UI {
	id := "finding-" + strconv.Itoa(i)
	entry := entryOf(f)

	title := cmp.Or(f.Code, f.ClientCode, catalog.StatusText(f.Status), say("An error without a code"))
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
		el("h2").ID(id).Class("finding-code").TabIndex(-1).Body(breakable(title)...),
	}
	if entry != nil || !namesAnswerer(f) {
		body = append(body, findingMeaningView(f, entry))
	}
	body = append(body, statusAgreement(f, entry))
	for _, n := range f.Notes {
		body = append(body, noteView(n))
	}
	body = append(body, r.packButtons(i, f, entry))
	if entry != nil && len(entry.Actions) > 0 {
		body = append(body, txt("h3", say("What to do")), points(entry.Actions, true))
	}
	body = append(body, candidatesView(f))

	list := []fact{{name: say("Message"), text: f.Message, textEnglish: true}}
	if entry != nil {
		list = append(list,
			fact{name: say("Retry"), text: say(retryWords[entry.Retry.When]), note: entry.Retry.Note, noteEnglish: true},
			fact{name: say("Who acts"), text: say(whoWords[entry.Who])},
		)
	}
	list = append(list, fact{name: say("Request id"), text: f.RequestID}, fact{name: say("Time"), text: f.Time, note: utcNote(f.Time)})
	body = append(body, facts(append(list, forTicket(f)...)...))

	body = append(body, r.replyView(i, ticketPack{finding: f, entry: entry}), r.why(i, f))
	return el("article.finding").Aria("labelledby", id).Body(body...)
}

// namesAnswerer tells whether a note of f says who answered in the place of CLS.
func namesAnswerer(f *decode.Finding) bool {
	return slices.ContainsFunc(f.Notes, func(n decode.Note) bool {
		return n.Kind == decode.NoteOtherProduct && len(n.Values) > 0
	})
}

// noteView shows a note of the decoder.
func noteView(n decode.Note) app.UI {
	return el("p").Class("note", "note-"+n.Kind).Text(noteText(n))
}

// noteText says a note of the decoder in the language of the page.
func noteText(n decode.Note) string {
	values := slices.Clone(n.Values)
	for i, value := range values {
		if english, ok := value.(decode.Words); ok {
			values[i] = say(string(english))
		}
	}
	return sayf(n.Format, values...)
}

// packButtons lead to the entry and copy what the finding says for a ticket.
// What they copy is made when they are pressed, so it follows the receipt.
func (r *root) packButtons(i int, f *decode.Finding, entry *catalog.Entry) app.UI {
	number := strconv.Itoa(i)
	d := &r.decoder
	copies := []app.UI{el("span.copies-title").ID("pack-" + number).Text(say("Copy the ticket pack"))}
	for _, format := range []format{asMarkdown, asJira, asPlain} {
		copies = append(copies, r.copyButton("pack-"+formatNames[format]+"-"+number, say(formatNames[format]), say(formatWords[format]),
			func() string { return d.pack(i, siteURL()).text(format) }))
	}
	if f.RequestID != "" {
		copies = append(copies, r.copyButton("request-"+number, say("Request id"), say("request id"),
			func() string { return d.report.Findings[i].RequestID }))
	}
	body := []app.UI{}
	if entry != nil {
		copies = append(copies, r.copyButton("link-"+number, say("Link"), say("link"),
			func() string { return d.pack(i, siteURL()).text(asLink) }))
		body = append(body, el("a.button").Attr("href", href(entryPath(entry))).Text(sayf("All about %s", entry.Code)))
	}
	body = append(body, el("div.copies").Attr("role", "group").Aria("labelledby", "pack-"+number).Body(copies...))
	return el("div.actions", body...)
}

// replyView shows the reply that the ticket pack ends with, to be read before
// it is sent.
func (r *root) replyView(i int, pack ticketPack) app.UI {
	return el("details.reply",
		txt("summary", say("Reply to the customer")),
		txt("pre.reply-text", pack.reply().in(&plain)),
		el("p.actions", r.copyButton("reply-"+strconv.Itoa(i), say("Copy the reply"), say("plain text"),
			func() string { return r.decoder.pack(i, "").reply().in(&plain) })),
	)
}

// utcNote gives a time in UTC, where that is written otherwise.
func utcNote(when string) string {
	if t := utc(when); when != "" && !strings.HasSuffix(when, "Z") {
		return t
	}
	return ""
}

// forTicket lists what identifies the request, besides its id and its time.
func forTicket(f *decode.Finding) []fact {
	return []fact{
		{name: say("Request"), text: strings.TrimSpace(f.Method + " " + f.Path)},
		{name: say("Host"), text: f.Host},
		{name: say("Region"), text: f.Region},
		{name: say("Topic id"), text: f.TopicID},
		{name: say("Logset id"), text: f.LogsetID},
		{name: say("Client"), text: f.Client},
	}
}

// findingMeaningView shows it; what an entry says is English.
func findingMeaningView(f *decode.Finding, entry *catalog.Entry) app.UI {
	p := txt("p.finding-meaning", findingMeaning(f, entry))
	if entry != nil {
		return inEnglish(p)
	}
	return p
}

// findingMeaning says in a sentence what the finding is.
func findingMeaning(f *decode.Finding, entry *catalog.Entry) string {
	switch {
	case entry != nil:
		return entry.Meaning
	case f.Product == decode.ProductOther || f.Product == decode.ProductTencent:
		if f.ProductName == "" {
			return say("Not an answer of CLS.")
		}
		return sayf("Not an answer of CLS: it looks like %s.", say(f.ProductName))
	case f.Code == "":
		return say("No error code stands in the text.")
	case len(f.Candidates) > 0:
		return say("No entry is spelled like that.")
	}
	return say("No catalog has this code.")
}

func countText(count int) string {
	if count < 2 {
		return ""
	}
	return sayf("seen %d times", count)
}

// statusAgreement says whether the status in the paste is the documented one.
// That they differ is a note of the decoder already.
func statusAgreement(f *decode.Finding, entry *catalog.Entry) app.UI {
	switch {
	case entry == nil || entry.Catalog != home: // elsewhere the status is not part of the error
		return nil
	case f.Status == 0:
		return txt("p.agreement", sayf("No status in the text; %d is documented for this code.", entry.Status))
	case f.Status == entry.Status:
		return txt("p.agreement.agreement-yes", sayf("Status agrees: %d is documented for this code.", entry.Status))
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
	return el("div.candidates", txt("h3", say("It may be")), entryLinks(list))
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
					txt("span.why-field", say(evidenceNames[ev.Field])),
					txt("span.why-line", sayf("line %d", r.decoder.line[ev.Start])),
				),
		)
	}
	return el("details.why",
		txt("summary", sayf("Why: %s", say(confidenceWords[f.Confidence]))),
		el("ul.why-list", items...),
	)
}

var confidenceWords = map[decode.Confidence]string{
	decode.Certain:  "certain, the server's own words say so",
	decode.Likely:   "likely, but something is missing or does not fit",
	decode.Possible: "possible, the text alone cannot tell",
}
