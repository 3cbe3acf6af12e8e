package decode

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cls-error-explorer/catalog"
)

// maxMessage is how many bytes of a message a finding shows.
const maxMessage = 4096

// An identity is what makes two findings equal.
type identity struct {
	sign         sign
	status       int
	code, client string
	message      string
	id, otherID  string
	body, api3   bool
	whole, html  bool
}

// A listed is a finding of the report and what else is known of it.
type listed struct {
	Finding
	prose bool // only a word in a sentence
}

// conclude makes a finding of an answer, if it is an error.
func (a *assembly) conclude(x *answer) {
	failed := x.status >= 400
	switch {
	case x.body != nil && x.noError(a.in):
		if x.status == 0 || !failed {
			a.responses++
			return
		}
	case x.found(), x.phrases != nil, failed && x.http, x.html.End > 0 && failed:
	default:
		if x.http && x.status >= 200 && x.status < 300 {
			a.responses++
		}
		return
	}
	a.explainAnswer(x)

	key := identity{sign: x.sign, status: x.status, client: a.plainSpan(x.clientCode), html: x.html.End > 0,
		id: a.plainSpan(x.id), otherID: a.plainSpan(x.otherID)}
	switch {
	case x.body != nil && !x.body.noError:
		key.body, key.api3, key.whole = true, x.body.api3, x.body.whole
		key.code = a.code(x.body.code)
		key.message = a.text(x.body.message, " ", maxMessage)
	case x.word.End > 0:
		key.code = x.entry.Code
	case x.phraseAt.End > 0:
		key.message = a.plainSpan(x.phraseAt)
	}
	if a.merged == nil {
		a.merged = map[identity]int{}
	}
	if i, ok := a.merged[key]; ok {
		a.list[i].Count++
		return
	}
	if len(a.list) == MaxFindings {
		a.more = true
		return
	}
	a.merged[key] = len(a.list)
	a.list = append(a.list, listed{a.finding(x, key), x.body == nil && x.statusAt.End == 0})
}

// noError reports whether the body of x says that all is well.
func (x *answer) noError(in []byte) bool {
	if x.body.noError {
		return true
	}
	code := in[x.body.code.start:x.body.code.end]
	return x.body.code.start > 0 && x.body.code.closed &&
		(len(code) == 0 || string(code) == "0" || string(code) == "null")
}

// cutCode reports whether the code itself is cut off.
func (x *answer) cutCode(in []byte) bool {
	c := x.body.code
	text := in[c.start:c.end]
	return c.start > 0 && (!c.closed || bytes.HasSuffix(text, []byte("...")) || bytes.HasSuffix(text, []byte("…")))
}

func (a *assembly) finding(x *answer, key identity) Finding {
	f := Finding{
		Product: ProductUnknown, Status: x.status, Code: key.code, ClientCode: key.client,
		Message: key.message, RequestID: key.id, Count: 1,
		Candidates: []catalog.Ref{}, Evidence: a.evidence(x), Notes: []Note{},
	}
	entry := a.entryOf(x, key)
	a.product(&f, x, entry)
	f.Confidence = a.confidence(x, entry)
	if entry != nil {
		ref := entry.Ref()
		f.Entry = &ref
	} else if found := a.candidates(x, key); found != nil {
		f.Candidates = found
	}
	a.notes(&f, x, entry)
	return f
}

// entryOf returns the documented error of an answer's code, or nil.
func (a *assembly) entryOf(x *answer, key identity) *catalog.Entry {
	switch {
	case x.sign.foreign():
		return nil
	case key.api3:
		return a.index.codes3[key.code]
	case key.body:
		return a.index.codes[key.code]
	}
	return x.entry
}

// product says whose error f is.
func (a *assembly) product(f *Finding, x *answer, entry *catalog.Entry) {
	body := x.body != nil && !x.body.noError
	cls := x.sign == signCLS ||
		body && !x.body.api3 && (entry != nil || x.sign == signSignature) ||
		x.word.End > 0 && !shared[x.entry.Code]
	switch {
	case x.sign.foreign():
		f.Product, f.ProductName = ProductOther, vendorNames[x.sign]
	case x.html.End > 0 && !x.found():
		if name := gatewayOf(a.in[x.html.Start:]); name != "" {
			f.Product, f.ProductName = ProductOther, name
		}
	case cls:
		f.Product, f.ProductName = ProductCLS, "Cloud Log Service"
	case body && x.body.api3:
		f.Product, f.ProductName = ProductTencent, "Tencent Cloud"
	}
	switch {
	case body && x.body.api3:
		f.API = API3
	case f.Product == ProductCLS && (body || entry != nil):
		f.API = API2017
	}
}

// candidates returns what an answer without an entry may be.
func (a *assembly) candidates(x *answer, key identity) []catalog.Ref {
	switch {
	case x.sign.foreign() || key.api3 || x.html.End > 0:
		return nil
	case key.body && x.body.code.start > 0:
		found := a.index.withPrefix(key.code)
		if !x.cutCode(a.in) {
			found = firstOf(a.index.near(key.code), found)
		}
		return firstOf(withStatus(found, x.status), found)
	case key.body:
		return a.index.withMessage(key.message)
	case x.phrases != nil:
		var refs []catalog.Ref
		for _, e := range x.phrases {
			if !slices.Contains(refs, e.Ref()) {
				refs = append(refs, e.Ref())
			}
		}
		return refs
	case x.foreignBody(a.in) && x.sign != signCLS:
		return nil
	}
	return a.index.withStatus(x.status)
}

// firstOf returns the first list that is not empty.
func firstOf(lists ...[]catalog.Ref) []catalog.Ref {
	for _, l := range lists {
		if len(l) > 0 {
			return l
		}
	}
	return nil
}

// withStatus returns those of refs that have status.
func withStatus(refs []catalog.Ref, status int) []catalog.Ref {
	return slices.DeleteFunc(slices.Clone(refs), func(r catalog.Ref) bool { return r.Status != status })
}

// withMessage returns the entries with a documented message.
func (x *index) withMessage(message string) []catalog.Ref {
	message = strings.TrimRight(message, ". ")
	return x.refs(func(e *catalog.Entry) bool {
		return message != "" && strings.EqualFold(strings.TrimRight(e.Message, ". "), message)
	})
}

// foreignBody reports whether a response has a body that nothing explains.
func (x *answer) foreignBody(in []byte) bool {
	if x.bodyAt == 0 || x.body != nil {
		return false
	}
	i := skipBlank(in, x.bodyAt)
	return i < len(in) && (in[i] == '{' || in[i] == '[' || in[i] == '<')
}

func (a *assembly) notes(f *Finding, x *answer, entry *catalog.Entry) {
	note := func(kind, format string, args ...any) {
		f.Notes = append(f.Notes, Note{kind, fmt.Sprintf(format, args...)})
	}
	if entry != nil && x.status != 0 && x.status != entry.Status {
		note(NoteStatusDiffers, "The status is %d, but %s is documented with %d. A proxy or client may have changed one of them.",
			x.status, entry.Code, entry.Status)
	}
	if entry != nil && entry.Until != "" {
		text := fmt.Sprintf("Editions from %s on no longer list %s.", entry.Until, entry.Code)
		if len(entry.ReplacedBy) > 0 {
			text += " In its place they have " + strings.Join(entry.ReplacedBy, ", ") + "."
		}
		note(NoteWithdrawn, "%s", text)
	}
	if x.clientCode.End > 0 && f.ClientCode != "" {
		note(NoteClientCode, "%s is the code of the text around it; the inner %s is the server's own.", f.ClientCode, f.Code)
	}
	switch {
	case x.sign.foreign():
		note(NoteOtherProduct, "This is an answer of %s, not of CLS.", vendorNames[x.sign])
	case x.html.End > 0 && !x.found():
		note(NoteOtherProduct, "The answer is an HTML page. A gateway or proxy sends such pages; the CLS API answers in JSON.")
	case x.foreignBody(a.in) && !x.found() && x.phrases == nil:
		note(NoteOtherProduct, "The body is not in the form of a CLS error, so something else may have answered.")
	case f.Product == ProductTencent:
		note(NoteOtherProduct, "All Tencent Cloud products answer in this form, and nothing here says that it is CLS.")
	}
	if b := x.body; b != nil && !b.noError {
		switch {
		case x.cutCode(a.in):
			note(NoteTruncated, "The code is cut off.")
		case b.whole || b.code.start > 0 && b.code.open.char == 0:
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
	if x.otherID.End > 0 {
		note(NoteDuplicateID, "Two request ids belong to this response. The other one is %s.", a.plainSpan(x.otherID))
	}
}

func (a *assembly) evidence(x *answer) []Evidence {
	list := []Evidence{}
	add := func(field string, at Span) {
		if at.Start < at.End {
			list = append(list, Evidence{field, at.Start, at.End})
		}
	}
	add(FieldMethod, x.method)
	add(FieldPath, x.path)
	add(FieldHost, x.host)
	add(FieldDate, x.date)
	add(FieldStatus, x.statusAt)
	add(FieldRequestID, x.id)
	add(FieldRequestID, x.otherID)
	add(FieldCode, x.word)
	add(FieldMessage, x.phraseAt)
	if x.body != nil {
		add(FieldCode, x.body.code.span())
		add(FieldMessage, x.body.message.span())
	}
	if x.signAt != x.host && x.signAt != x.id {
		add(FieldSign, x.signAt)
	}
	if !x.found() && x.sign == signNone {
		add(FieldSign, x.html)
	}
	slices.SortStableFunc(list, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return list
}

// explainAnswer notes which parts of the input the answer accounts for.
func (a *assembly) explainAnswer(x *answer) {
	for _, at := range []Span{x.word, x.phraseAt, x.host, x.statusAt} {
		a.explain(at.Start, at.End)
	}
}

// code returns a code as the report shows it: a cut one loses its dots.
func (a *assembly) code(v value) string {
	return strings.TrimRight(a.text(v, "", maxCode), ".…")
}

// plainSpan returns the text of a span without quotes.
func (a *assembly) plainSpan(at Span) string {
	return plain(a.hidden(at), quote{}, maxMessage)
}

func (a *assembly) verdict() Verdict {
	switch {
	case len(a.list) > 0:
		return Failed
	case a.responses > 0:
		return Succeeded
	}
	return Unknown
}

// findings returns what was found. A code in a sentence beside a response with
// the same code is the same error told twice.
func (a *assembly) findings() []Finding {
	told := map[string]bool{}
	for _, l := range a.list {
		if !l.prose {
			told[l.Code] = true
		}
	}
	list := []Finding{}
	for _, l := range a.list {
		if !l.prose || l.Code == "" || !told[l.Code] {
			list = append(list, l.Finding)
		}
	}
	if n := len(list); a.more && n > 0 {
		list[n-1].Notes = append(list[n-1].Notes, Note{NoteTruncated,
			"There are more errors than the " + strconv.Itoa(n) + " that are listed, and they are not counted."})
	}
	return list
}

func meaningful(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == utf8.RuneError }

// remainder returns what explained leaves of in. Runs without a letter or digit
// hold nothing to explain.
func remainder(in []byte, explained []Span) []Span {
	slices.SortFunc(explained, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	var left []Span
	pos := 0
	keep := func(start, end int) {
		first, last := -1, 0
		for i := start; i < end; i++ {
			if c := in[i]; c > ' ' {
				if first < 0 {
					first = i
				}
				last = i + 1
			}
		}
		if first >= 0 && bytes.ContainsFunc(in[first:last], meaningful) {
			left = append(left, Span{first, last})
		}
	}
	for _, x := range explained {
		keep(pos, min(x.Start, len(in)))
		pos = max(pos, x.End)
	}
	keep(pos, len(in))
	return left
}
