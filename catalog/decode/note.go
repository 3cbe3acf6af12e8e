package decode

import (
	"strings"
	"time"
	"unicode/utf8"
)

// notes says what else there is to know about a finding: where its parts
// contradict each other or the catalog, and what is missing.
func (a *assembly) notes(f *Finding, x *answer, v *verdictOn) {
	note := func(kind, format string, values ...any) {
		f.Notes = append(f.Notes, noteOf(kind, format, values...))
	}
	entry := v.entry
	if entry != nil && entry.Catalog != catalogClients && x.status != 0 && x.status != entry.Status {
		note(NoteStatusDiffers, "The status is %d, but %s is documented with %d. A proxy or client may have changed one of them.",
			x.status, entry.Code, entry.Status)
	}
	if entry != nil && entry.Until != "" {
		if len(entry.ReplacedBy) > 0 {
			note(NoteWithdrawn, "Editions from %s on no longer list %s. In its place they have %s.",
				entry.Until, entry.Code, strings.Join(entry.ReplacedBy, ", "))
		} else {
			note(NoteWithdrawn, "Editions from %s on no longer list %s.", entry.Until, entry.Code)
		}
	}
	if entry != nil && entry.Catalog == catalog2017 && a.index.usual != "" && entry.Since > a.index.usual {
		note(NoteLaterEdition, "The edition of %s does not list %s; it is documented since %s.", a.index.usual, entry.Code, entry.Since)
	}
	a.clientNote(f, x, v, note)
	switch {
	case x.sign.foreign():
		note(NoteOtherProduct, "This is an answer of %s, not of CLS.", Words(v.name))
	case x.gateway != "":
		note(NoteOtherProduct, "%s says this in the place of CLS: the request did not get through to it.", Words(v.name))
	case x.html.End > 0 && !x.found(), x.printedPage():
		note(NoteOtherProduct, "The answer is an HTML page. A gateway or proxy sends such pages; the CLS API answers in JSON.")
	case x.foreignBody(a.in) && !x.found() && x.phrases == nil:
		note(NoteOtherProduct, "The body is not in the form of a CLS error, so something else may have answered.")
	case f.Product == ProductTencent && v.inner != "" && len(f.Candidates) > 0:
		note(NoteOtherProduct, "%s is a code of a product that uses CLS, such as CDN. It stands for %s of CLS.", v.code, v.inner)
	case f.Product == ProductTencent && v.inner != "":
		note(NoteOtherProduct, "%s is a code of a product that uses CLS, such as CDN.", v.code)
	case f.Product == ProductTencent && !a.silent(x):
		note(NoteOtherProduct, "All Tencent Cloud products answer in this form, and nothing here says that it is CLS.")
	}
	if v.family != nil && !(x.body != nil && x.cutCode(a.in)) {
		note(NoteUnlisted, "%s is not in the documents that the catalog was made from. %s is the family it belongs to.", v.code, v.family.Code)
	}
	if c := x.cause; c != nil && c.text != "" {
		kind := NoteCause
		if c.foreign {
			kind = NoteOtherProduct
		}
		note(kind, "%s", Words(c.text))
	}
	if b := x.body; b != nil && b.form == formRecord && b.code.start > 0 && b.code.end == b.code.start && !b.silent {
		note(NoteOtherProduct, "The client found no code in the answer. CLS sends one, so something else may have answered.")
	}
	a.silenceNote(x, note)
	a.clockNote(x, note)
	if x.exchange != nil && x.exchange.unread != "" {
		note(NoteUnread, "%s", Words(x.exchange.unread))
	}
	if b := x.body; b != nil && !b.noError {
		switch {
		case x.cutCode(a.in):
			note(NoteTruncated, "The code is cut off.")
		case b.form == formRecord && b.message.start > 0 && !b.message.closed:
			note(NoteTruncated, "The message is cut off.")
		case b.whole || b.form == formRecord, b.code.start > 0 && b.code.open.char == 0:
			// Whole, or without quotes, so that no end can be missing.
		case b.message.start > 0 && !b.message.closed:
			note(NoteTruncated, "The message is cut off.")
		case b.code.start == 0:
			note(NoteTruncated, "The code is missing.")
		case b.message.start == 0:
			note(NoteTruncated, "The message is missing.")
		default:
			note(NoteTruncated, "The body is not complete.")
		}
	}
	if x.body != nil && x.body.message.span().len() > maxMessage && len(f.Message) > maxMessage-utf8.UTFMax {
		note(NoteTruncated, "Only the first %d bytes of the message are shown.", maxMessage)
	}
	if x.body != nil && otherEncoding(a.in[x.body.message.start:x.body.message.end]) {
		note(NoteUnread, "Letters of the message are lost: its bytes are in another encoding than UTF-8, perhaps GBK.")
	}
	if x.otherID.End > 0 {
		note(NoteDuplicateID, "The text has a second request id beside this one: %s.", a.plainSpan(x.otherID))
	}
}

// otherEncoding reports whether text has bytes that are not UTF-8, as far as a
// message is shown. A letter that is cut off at its end is none of them.
func otherEncoding(text []byte) bool {
	for text = text[:min(len(text), maxMessage)]; len(text) > 0; {
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			return utf8.FullRune(text)
		}
		text = text[n:]
	}
	return false
}

// clientNote says what a client's code is worth.
func (a *assembly) clientNote(f *Finding, x *answer, v *verdictOn, note func(kind, format string, values ...any)) {
	switch {
	case f.ClientCode == "":
		if v.entry != nil && v.entry.Catalog == catalogClients {
			note(NoteClientCode, "The client means %s with this, its own code and not the server's.", v.entry.Code)
		}
	case f.Code != "" && f.ClientCode == f.Code:
	case f.Code != "" && a.index.client(a.client(x), f.ClientCode) != nil:
		note(NoteClientCode, "%s is the client's own code; the inner %s is the server's.", f.ClientCode, f.Code)
	case f.Code != "":
		note(NoteClientCode, "%s is the code of the text around it; the inner %s is the server's own.", f.ClientCode, f.Code)
	case len(f.Candidates) > 0:
		note(NoteClientCode, "%s is a code of the client. The server's own is not in the text; the candidates are what it may stand for.", f.ClientCode)
	default:
		note(NoteClientCode, "%s is a code of the client. No code of the server is in the text.", f.ClientCode)
	}
}

// clockNote compares the time in which a signature is valid with the server's
// clock.
func (a *assembly) clockNote(x *answer, note func(kind, format string, values ...any)) {
	at := x.at(markSignTime)
	text := strings.NewReplacer("%3B", ";", "%3b", ";").Replace(string(a.in[at.Start:at.End]))
	from, to, both := strings.Cut(text, ";")
	start, ok1 := instant(from)
	end, ok2 := instant(to)
	if !both || !ok1 || !ok2 {
		return
	}
	if !end.After(start) {
		note(NoteCause, "The signature ends at %s UTC, but begins at %s: in q-sign-time the end has to be after the start.",
			end.Format(time.DateTime), start.Format(time.DateTime))
		return
	}
	server, ok := instant(string(a.in[x.date.Start:x.date.End]))
	if x.date.End == 0 || !ok {
		return
	}
	server = server.UTC()
	now := server.Format(time.DateTime)
	layout := time.TimeOnly
	if day := now[:len(time.DateOnly)]; start.Format(time.DateOnly) != day || end.Format(time.DateOnly) != day {
		layout = time.DateTime
	}
	from, to = start.Format(layout), end.Format(layout)
	early, late := start.Sub(server), server.Sub(end)
	switch {
	case early >= manyMinutes:
		note(NoteClockSkew, "The signature is valid from %s to %s, but the server's clock says %s UTC: the signature begins %d h later. The clock of the client is ahead.",
			from, to, now, int(early/time.Hour))
	case early > 0:
		note(NoteClockSkew, "The signature is valid from %s to %s, but the server's clock says %s UTC: the signature begins %d min later. The clock of the client is ahead.",
			from, to, now, minutes(early))
	case late >= manyMinutes:
		note(NoteClockSkew, "The signature is valid from %s to %s, but the server's clock says %s UTC: the signature ended %d h before. The clock of the client is behind, or the signature was used too late.",
			from, to, now, int(late/time.Hour))
	case late > 0:
		note(NoteClockSkew, "The signature is valid from %s to %s, but the server's clock says %s UTC: the signature ended %d min before. The clock of the client is behind, or the signature was used too late.",
			from, to, now, minutes(late))
	}
}

// manyMinutes are better told in hours.
const manyMinutes = 24 * time.Hour

// minutes rounds up: a second too late is too late.
func minutes(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }
