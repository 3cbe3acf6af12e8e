package decode

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
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
	topic        string
	asked        [4]string
	form         form
	body, whole  bool
	html         bool
	exchange     *exchange // no two of a HAR are equal
}

// A listed is a finding of the report and what else is known of it.
type listed struct {
	Finding
	prose bool // only a word in a sentence
}

// conclude makes a finding of an answer, if it is an error.
func (a *assembly) conclude(x *answer) {
	failed := x.status >= 400 || x.status >= 300 && x.html.End > 0
	if x.body != nil && !x.noError(a.in) && a.nobody(x) {
		x.body = nil
	}
	if b := x.body; b != nil && b.client == clientGo && a.namesake(x) {
		b.client, b.clientAt = "", Span{}
	}
	switch {
	case x.body != nil && x.noError(a.in):
		if x.status == 0 || !failed {
			a.responses++
			return
		}
		x.body.code.end = x.body.code.start // a zero is no code, whatever the status says
	case a.silent(x):
	case x.found(), x.phrases != nil, x.cause != nil, failed && x.http, x.html.End > 0 && failed, x.gateway != "":
	default:
		if x.http && x.status >= 200 && x.status < 300 {
			a.responses++
		}
		return
	}
	a.explainAnswer(x)
	if x.exchange != nil && x.exchange.silent(a.in) {
		x.sign, x.signAt = signNone, Span{} // nobody answered, whoever was asked
	}

	switch {
	case !x.near:
	case x.sign.foreign() && a.ownWords(x):
		x.sign, x.signAt = signNone, Span{}
	case x.sign == signCLS && a.othersWords(x):
		x.sign, x.signAt, x.host = signNone, Span{}, Span{}
	}
	if x.host.End > 0 && !x.http {
		if host := hostSign(a.in[x.host.Start:x.host.End]); host != signNone && vendorNames[host] != vendorNames[x.sign] {
			x.host = Span{} // that of another answer
		}
	}

	if !x.hostNear {
		a.addressed(x)
	}
	like := a.likeness(x)
	if like == a.lastLike {
		a.count(a.lastAt)
		return
	}
	if i, seen := a.like[like]; seen {
		a.lastLike, a.lastAt = like, i
		a.count(i)
		return
	}
	if len(a.like) == maxLikenesses {
		a.count(beyond)
		return
	}
	v := a.identify(x)
	key := identity{sign: x.sign, status: x.status, code: v.code, client: v.clientCode, html: x.html.End > 0, exchange: x.exchange,
		id: a.plainSpan(x.id), otherID: a.plainSpan(x.otherID), topic: a.plainSpan(x.at(markTopic))}
	for i, at := range a.asks(x) {
		key.asked[i] = a.plainSpan(at)
	}
	switch {
	case x.body != nil && !x.body.noError:
		key.body, key.form, key.whole = true, x.body.form, x.body.whole
		key.message = a.text(x.body.message, " ", maxMessage)
	case x.word.End > 0:
	case x.phraseAt.End > 0:
		key.message = a.plainSpan(x.phraseAt)
	case x.cause != nil:
		key.message = a.plainSpan(x.causeAt)
	case x.gateway != "":
		key.message = a.plainSpan(a.gatewayLine(x))
	case x.exchange != nil && x.exchange.silent(a.in):
		key.message = a.plainSpan(x.exchange.failure)
	}
	i, known := a.merged[key]
	switch {
	case known:
		a.count(i)
	case len(a.list) == MaxFindings:
		i = beyond
		a.count(i)
	default:
		if a.merged == nil {
			a.merged, a.like = map[identity]int{}, map[likeness]int{}
		}
		i = len(a.list)
		a.merged[key] = i
		a.list = append(a.list, listed{a.finding(x, key, v), x.body == nil && x.statusAt.End == 0})
	}
	a.like[like] = i
}

// asks returns method, path, host and region, as far as the answer itself says what
// was asked of whom. That keeps the errors of two hosts or operations apart. The
// query of a path does not, for it may differ each time, nor what stands on other
// lines.
func (a *assembly) asks(x *answer) [4]Span {
	method, path, host := x.request(a.in)
	if n := bytes.IndexByte(a.in[path.Start:path.End], '?'); n >= 0 {
		path.End = path.Start + n
	}
	region := x.context[markRegion-markTopic]
	if x.hostNear {
		path, host = Span{}, Span{}
	}
	if region.flag&flagNear != 0 {
		region = mark{}
	}
	return [4]Span{method, path, host, region.span()}
}

// request returns where method, path and host of the request stand.
func (x *answer) request(in []byte) (method, path, host Span) {
	method, path, host = x.method, x.path, x.host
	if b := x.printed(); b != nil && b.url.End > 0 {
		host, path = splitURL(in, b.url)
	}
	return method, path, host
}

// beyond is the place of the errors that are too many to be listed.
const beyond = -1

// count counts another answer with the finding i.
func (a *assembly) count(i int) {
	if i == beyond {
		a.more = true
		return
	}
	a.list[i].Count++
}

// noError reports whether the body of x says that all is well.
func (x *answer) noError(in []byte) bool {
	if x.body.failed {
		return false
	}
	if x.body.noError || x.sign == signBaidu && x.status >= 200 && x.status < 300 {
		return true
	}
	if x.body.form == formRecord && x.body.code.end == x.body.code.start && x.status >= 200 && x.status < 300 {
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
	return c.start > 0 && (!c.closed || hasSuffix(text, "...") || hasSuffix(text, "…"))
}

func (a *assembly) finding(x *answer, key identity, v verdictOn) Finding {
	a.complete(x, &v)
	f := Finding{
		Product: v.product, ProductName: v.name, API: v.api,
		Status: x.status, Code: v.code, ClientCode: v.clientCode,
		Message: key.message, RequestID: key.id, Count: 1,
		Candidates: []catalog.Ref{}, Notes: []Note{},
	}
	if v.entry != nil {
		ref := v.entry.Ref()
		f.Entry = &ref
	}
	if v.candidates != nil {
		f.Candidates = v.candidates
	}
	f.Confidence = a.confidence(x, &v)
	places := a.ticket(&f, x)
	f.Evidence = a.evidence(x, places)
	a.notes(&f, x, &v)
	return f
}

// ticket fills in what a ticket needs beside the error, and returns where it
// was found.
func (a *assembly) ticket(f *Finding, x *answer) []Evidence {
	a.askedFor(x)
	a.addressed(x)
	var places []Evidence
	add := func(field string, at Span) string {
		if at.End <= at.Start {
			return ""
		}
		places = append(places, Evidence{field, at.Start, at.End})
		return a.plainSpan(at)
	}
	method, path, host := x.request(a.in)
	b := x.printed()
	f.Method, f.Path, f.Host = strings.ToUpper(add(FieldMethod, method)), add(FieldPath, path), add(FieldHost, host)
	region := x.at(markRegion)
	if at := regionOf(a.in[host.Start:host.End]); region.End == 0 && at.End > 0 {
		region = Span{host.Start + at.Start, host.Start + at.End}
	}
	f.Region = add(FieldRegion, region)

	when := x.date
	if x.exchange != nil {
		when = x.exchange.started
	}
	if when.End == 0 && b != nil {
		when = b.time
	}
	if when.End == 0 {
		when = x.at(markTime)
	}
	if when.End == 0 {
		when = recordTime(a.in, x.line)
	}
	f.Time = moment(add(FieldTime, when))
	f.TopicID = add(FieldTopicID, orIn(a.in, orIn(a.in, x.at(markTopic), path, "topic_id="), path, "topic_ids="))
	f.LogsetID = add(FieldLogsetID, orIn(a.in, x.at(markLogset), path, "logset_id="))

	at := Span{}
	if b != nil {
		f.Client, at = b.client, b.clientAt
	}
	if m := x.context[markClient-markTopic]; m.end > 0 && (m.n >= 0 || f.Client == "") {
		at = m.span()
		f.Client = a.plainSpan(at)
		if m.n >= 0 {
			f.Client = clientNames[m.n]
		}
	}
	if x.sign.foreign() && x.sign != signTencent && x.context[markClient-markTopic].n >= 0 {
		f.Client = "" // its SDK has a namesake elsewhere
	}
	if f.Client == "" && x.cause != nil {
		f.Client, at = x.cause.client, x.causeAt
	}
	if f.Client != "" {
		add(FieldClient, at)
		a.named = a.named || f.Client != a.plainSpan(at) // not by a User-Agent
	}
	return places
}

// orIn returns at, or where the id stands that key precedes in path.
func orIn(in []byte, at, path Span, key string) Span {
	i := bytes.Index(in[path.Start:path.End], []byte(key))
	if at.End > 0 || i < 0 {
		return at
	}
	i += path.Start + len(key)
	for j := i; j <= path.End && j < i+2*uuidLen; j++ {
		if j-i >= uuidLen && isUUID(unwrap(in[i:j], "")) {
			return Span{i, j}
		}
	}
	return at
}

// splitURL returns where host and path of a URL are. User and password are no
// part of the host.
func splitURL(in []byte, url Span) (host, path Span) {
	text := in[url.Start:url.End]
	start := 0
	if i := bytes.Index(text, []byte("://")); i >= 0 {
		start = i + len("://")
	}
	end := len(text)
	if i := bytes.IndexAny(text[start:], "/?"); i >= 0 {
		end = start + i
		path = Span{url.Start + end, url.End}
	}
	start += bytes.LastIndexByte(text[start:end], '@') + 1
	return Span{url.Start + start, url.Start + end}, path
}

func (a *assembly) evidence(x *answer, list []Evidence) []Evidence {
	if list == nil {
		list = []Evidence{}
	}
	add := func(field string, at Span) {
		if at.Start < at.End {
			list = append(list, Evidence{field, at.Start, at.End})
		}
	}
	add(FieldStatus, x.statusAt)
	add(FieldRequestID, x.id)
	add(FieldRequestID, x.otherID)
	add(FieldCode, x.word)
	add(FieldMessage, x.phraseAt)
	if !x.found() {
		add(FieldMessage, x.causeAt)
	}
	if x.exchange != nil && x.exchange.silent(a.in) {
		add(FieldMessage, x.exchange.failure)
	}
	if x.outer != nil {
		add(FieldCode, x.outer.code.span())
	}
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
	if m := x.denial; m.End > 0 {
		add(FieldAction, m)
	}
	if m := x.resource; m.End > 0 {
		add(FieldResource, m)
	}
	sortEvidence(list)
	return slices.Compact(list)
}

// explainAnswer notes which parts of the input the answer accounts for.
func (a *assembly) explainAnswer(x *answer) {
	for _, at := range []Span{x.word, x.phraseAt, x.causeAt, x.host, x.statusAt} {
		a.explain(at.Start, at.End)
	}
	for _, b := range []*body{x.body, x.outer} {
		if b != nil {
			a.explain(int(b.start), int(b.end))
		}
	}
}

// code returns a code as the report shows it: a cut one loses its dots, and one
// copied from a page the signs in it that nobody sees.
func (a *assembly) code(v value) string {
	text := a.text(v, "", maxCode)
	if strings.ContainsFunc(text, unseen) {
		text = strings.Map(func(r rune) rune {
			if unseen(r) {
				return -1
			}
			return r
		}, text)
	}
	return strings.TrimRight(text, ".…")
}

// unseen reports whether r is without width: editors put it where a long word may
// break, or before a text.
func unseen(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r) }

// plainSpan returns the text of a span without quotes.
func (a *assembly) plainSpan(at Span) string {
	if at.Start == at.End {
		return ""
	}
	return plain(unwrap(a.hidden(at), ""), quote{}, maxMessage)
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
		list[n-1].Notes = append(list[n-1].Notes, noteOf(NoteTruncated,
			"There are more errors than the %d that are listed, and they are not counted.", n))
	}
	if n := len(list); a.damaged && n > 0 {
		list[n-1].Notes = append(list[n-1].Notes, noteOf(NoteTruncated,
			"The archive is cut off or damaged. The exchanges that could not be read are missing here."))
	}
	return list
}

func meaningful(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == utf8.RuneError }

// remainder returns what explained leaves of in. Runs without a letter or digit
// hold nothing to explain.
func remainder(in []byte, explained cover) []Span {
	var left blocks[Span]
	for i := 0; i < len(in); {
		first := explained.next(i, len(in), false)
		i = explained.next(first, len(in), true)
		last := i
		for first < last && in[first] <= ' ' {
			first++
		}
		for first < last && in[last-1] <= ' ' {
			last--
		}
		if first < last && bytes.ContainsFunc(in[first:last], meaningful) {
			left.add(Span{first, last})
		}
	}
	return left.list()
}

// sortEvidence sorts list by place. It does not use slices.SortFunc, which adds
// some ten kilobytes to the wasm for each type it sorts.
func sortEvidence(list []Evidence) {
	sort.SliceStable(list, func(i, j int) bool {
		return cmp.Or(cmp.Compare(list[i].Start, list[j].Start), cmp.Compare(list[i].End, list[j].End)) < 0
	})
}
