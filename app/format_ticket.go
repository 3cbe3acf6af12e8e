package app

import (
	"cmp"
	"strings"
	"time"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

// A ticketPack is what a finding says, for a ticket. It holds nothing of the
// paste but what the decoder extracted, which is free of secrets, and the lines
// that show it.
type ticketPack struct {
	finding *decode.Finding
	entry   *catalog.Entry // nil if there is none
	lines   string         // of the paste, secrets masked but for those that were taken back
	site    string         // address of the home page, without its closing slash
}

// memo returns the pack in parts: the error, what identifies the request, what
// to do, what it rests on, and a reply.
func (t ticketPack) memo() memo {
	f, e := t.finding, t.entry
	var m memo
	m.add(title, "", findingTitle(f))
	m.add(prose, "", findingMeaning(f, e))
	m.add(field, say("How sure"), say(confidenceWords[f.Confidence]))
	m.add(field, say("Message"), f.Message)
	m.add(codeWord, say("Request id"), f.RequestID)
	m.add(field, say("Time"), utc(f.Time))
	for _, x := range forTicket(f) {
		m.add(codeWord, x.name, x.text)
	}
	if e != nil {
		m.add(field, say("Retry"), retryText(e))
		m.add(field, say("Who acts"), say(whoWords[e.Who]))
	}
	for _, n := range f.Notes {
		m.add(field, say("Note"), noteText(n))
	}
	if e != nil {
		m.add(link, say("More"), shareLink(t.site, e.Ref(), f.Status))
		m.steps(say("Next steps"), e.Actions)
	}
	if t.lines != "" {
		m.add(heading, "", say("Evidence"))
		m.add(quote, "", t.lines)
	}
	m.add(heading, "", say("Reply to the customer"))
	return append(m, t.reply()...)
}

// reply returns an answer that can be sent to the customer as it is.
func (t ticketPack) reply() memo {
	f, e := t.finding, t.entry
	var m memo
	m.add(prose, "", say("Hello,"))

	what := say("Your request")
	if f.Product == decode.ProductCLS {
		what = say("Your request to Tencent Cloud Log Service (CLS)")
	}
	if f.Time != "" {
		what = sentences(what, sayf("of %s", utc(f.Time)))
	}
	if f.RequestID != "" {
		what = sentences(what, sayf("(request id %s)", f.RequestID))
	}
	m.add(prose, "", sentences(sayf("%s failed with %s.", what, findingTitle(f)), findingMeaning(f, e)))
	if f.Confidence != decode.Certain {
		m.add(prose, "", say("That is our reading of what we have; the whole response, with its headers, would make it certain."))
	}
	if e == nil {
		m.add(prose, "", say("Please send us the whole response, with its headers, so that we can tell more."))
		return m
	}
	if len(e.Actions) > 0 {
		m.add(prose, "", say(replyWords[e.Who]))
		for _, a := range e.Actions {
			m.add(step, "", a.Text)
		}
	}
	m.add(prose, "", sayf("Is it worth sending again? %s", retryText(e)))
	m.add(prose, "", say("If it fails again, please send us the new request id and the time."))
	return m
}

// replyWords leads to the steps of a reply, by who has to act.
var replyWords = map[catalog.Who]string{
	catalog.Caller:       "Please take these steps:",
	catalog.AccountAdmin: "Please ask an administrator of your cloud account to take these steps:",
	catalog.CLS:          "This is for the service to mend. What helps meanwhile:",
}

// utc returns a time of a finding in UTC, or as it is if its zone is unknown.
func utc(when string) string {
	if when == "" {
		return ""
	}
	t, err := time.Parse(time.RFC3339Nano, when)
	if err != nil {
		return sayf("%s (time zone not given)", when)
	}
	return t.UTC().Format("2006-01-02 15:04:05 UTC")
}

const (
	maxEvidenceLines = 12  // lines of a paste in a ticket
	maxEvidenceLine  = 400 // bytes of one of them
)

// evidenceLines returns the lines of the paste that show f, one below the other,
// with the secrets masked that are masked on the page.
func (d *decoder) evidenceLines(f *decode.Finding) string {
	masked := d.masked()
	var b strings.Builder
	after := 0 // the end of the last line that was written
	for n := 0; len(f.Evidence) > 0 && n < maxEvidenceLines; {
		// Evidence is by its start, so the first beyond the last line is next.
		at := -1
		for _, ev := range f.Evidence {
			if ev.Start >= after {
				at = ev.Start
				break
			}
		}
		if at < 0 {
			break
		}
		start := strings.LastIndexByte(d.input[:at], '\n') + 1
		end := lineEnd(d.input, at, 1)
		after = end + 1
		before, behind := "", ""
		if end-start > maxEvidenceLine {
			if cut := runeStart(d.input, at-maxEvidenceLine/4); cut > start {
				start, before = cut, "… "
			}
			if cut := runeStart(d.input, start+maxEvidenceLine); cut < end {
				end, behind = cut, " …"
			}
		}
		if n > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(before + strings.TrimSpace(visible(maskedPart(d.input, start, end, masked))) + behind)
		n++
	}
	return b.String()
}

// maskedPart returns input[start:end] with placeholders for the secrets. One
// that reaches beyond the part is masked whole.
func maskedPart(input string, start, end int, secrets []decode.Redaction) string {
	var b strings.Builder
	for _, x := range secrets {
		if x.End <= start || x.Start >= end {
			continue
		}
		b.WriteString(input[start:max(start, x.Start)])
		b.WriteString(x.Placeholder)
		start = min(x.End, end)
	}
	b.WriteString(input[start:end])
	return b.String()
}

// pack returns the ticket pack of the finding with the number.
func (d *decoder) pack(number int, site string) ticketPack {
	f := &d.report.Findings[number]
	return ticketPack{f, entryOf(f), d.evidenceLines(f), site}
}

// text returns the pack in a format.
func (t ticketPack) text(f format) string {
	switch f {
	case asMarkdown:
		return t.memo().in(&markdown)
	case asJira:
		return t.memo().in(&jira)
	case asLink:
		if t.entry == nil {
			return ""
		}
		return shareLink(t.site, t.entry.Ref(), cmp.Or(t.finding.Status, t.entry.Status))
	}
	return t.memo().in(&plain)
}

// entryOf returns the entry of a finding, or nil.
func entryOf(f *decode.Finding) *catalog.Entry {
	if f.Entry == nil {
		return nil
	}
	return catalog.Find(catalog.Default(), *f.Entry)
}
