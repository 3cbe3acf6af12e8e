package decode

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"cls-error-explorer/catalog"
)

// A verdictOn says what an answer is.
type verdictOn struct {
	code       string // the server's
	clientCode string // what a client printed in its place
	entry      *catalog.Entry
	family     *catalog.Entry // of a code of API 3.0 that is not listed
	inner      string         // what a code of a product that uses CLS calls CLS's own
	candidates []catalog.Ref
	product    Product
	name       string
	api        string
}

// identify says what x is. The rules, in order of weight:
//
// First, whose answer it is. Another vendor's sign ends the matter: nothing of
// it is explained as an error of CLS.
//
// Second, which code is the server's. In an answer as it was sent, it is the
// one in it. A client's record may have the server's, or one that the client
// made up; the catalog of clients tells which, by the client's name.
//
// Third, the entry: the server's, if its code is known, else the client's with
// the codes that it may stand for. A word that other products have as well is
// explained only with a sign that CLS answered; else it leaves candidates.
func (a *assembly) identify(x *answer) (v verdictOn) {
	b := x.body
	if b != nil && b.noError {
		b = nil
	}
	printed := a.client(x)
	v.api = a.api(x)
	v.product = ProductUnknown

	switch {
	case b != nil && b.form.server():
		v.code = a.code(b.code)
	case b != nil:
		v.code = a.code(b.code)
		if e := a.index.client(printed, v.code); e != nil && (!x.sign.foreign() || x.sign == signTencent) {
			v.code, v.clientCode, v.entry = "", e.Code, e
		}
	case x.word.End > 0 && x.entry.Catalog == catalogClients:
		v.clientCode, v.entry = x.entry.Code, x.entry
	case x.word.End > 0:
		v.code = x.entry.Code
	}
	if x.outer != nil && x.outer.code.end > x.outer.code.start {
		v.clientCode = a.code(x.outer.code)
	}
	if v.code == "" && v.entry == nil && v.clientCode != "" {
		v.entry = a.index.clients[v.clientCode]
	}
	if v.entry == nil && x.cause != nil && x.cause.client != "" && !x.found() {
		v.entry = a.index.clients[x.cause.code]
	}
	if v.code != "" {
		switch {
		case b != nil && b.form == formLegacy:
			v.entry = a.index.codes[v.code]
		case b != nil && b.form == formOld:
		case b != nil && b.form.server():
			v.entry = a.index.codes3[v.code]
		default:
			v.entry = a.index.server(v.api, v.code)
		}
		if v.entry == nil && v.api == API3 {
			if v.inner = innerCode(v.code); v.inner == "" {
				v.family = a.index.family(v.code)
			}
		}
	}
	a.product(&v, x, printed)
	switch {
	case x.sign.foreign():
		if v.entry != nil && (x.sign != signTencent || v.entry.Group != catalog.Common) {
			v.entry = nil
		}
		v.family = nil
	case v.entry == nil && (x.gateway != "" || x.html.End > 0 && !x.found()):
		v.entry = a.index.statuses[x.status]
	case v.entry != nil && v.product == ProductUnknown && v.entry.Catalog != catalogClients && (b == nil || !b.form.server() || b.form == formLegacy):
		// One word, several products: ours is only one of them.
		v.candidates = a.index.sameWord(v.entry.Code)
		v.entry = nil
		v.api = ""
	}
	if v.entry != nil && v.entry.Catalog == catalogHTTP {
		v.api = ""
	}
	return v
}

// complete adds to v what takes long to find and does not tell findings apart:
// it is done for the first of equal ones only.
func (a *assembly) complete(x *answer, v *verdictOn) {
	switch {
	case v.entry == nil && v.candidates == nil:
		v.candidates = a.candidates(x, v)
	case v.entry != nil && v.entry.Catalog == catalogClients:
		if x.printedPage() {
			v.candidates = a.statusRefs(x)
			break
		}
		v.candidates = withStatus(v.entry.StandsFor, x.status)
		if e := a.index.statuses[x.status]; len(v.candidates) == 0 && e != nil {
			v.candidates = []catalog.Ref{e.Ref()}
		} else if x.status == 0 {
			v.candidates = v.entry.StandsFor
		}
	}
	if v.name == someGateway {
		v.name = cmp.Or(gatewayOf(a.in[x.html.Start:]), someGateway)
	}
}

// someGateway is the sender of a page that names no server.
const someGateway = "a gateway or proxy"

// client returns who printed x, or "".
func (a *assembly) client(x *answer) string {
	if m := x.context[markClient-markTopic]; m.end > 0 && m.n >= 0 {
		return clientNames[m.n]
	}
	if x.outer != nil && x.outer.client != "" {
		return x.outer.client
	}
	if x.body != nil {
		return x.body.client
	}
	return ""
}

// api returns which API x belongs to, as far as its form or host tells.
func (a *assembly) api(x *answer) string {
	if b := x.body; b != nil && !b.noError && b.api != "" {
		return b.api
	}
	code := ""
	if x.body != nil {
		code = a.code(x.body.code)
	}
	if api := a.index.clientAPI(a.client(x), code); api != "" {
		return api
	}
	if x.host.End > 0 {
		return apiOf(a.in[x.host.Start:x.host.End])
	}
	return ""
}

// nobody reports whether the body of x may be anyone's: a record in the words
// of no known client, without a sign, with a code that CLS does not have.
func (a *assembly) nobody(x *answer) bool {
	b := x.body
	if b.form == formOld {
		return false
	}
	if b.form != formRecord || x.sign != signNone || x.outer != nil || a.client(x) != "" {
		return false
	}
	code := a.code(b.code)
	return a.index.server("", code) == nil && a.index.clients[code] == nil
}

// ownWords reports whether x itself says that CLS answered: by a documented code
// under the key that only CLS spells so, by a code of API 3.0 that only CLS has,
// or by a documented code with an id of CLS in what a client of its older API
// prints.
func (a *assembly) ownWords(x *answer) bool {
	b := x.body
	if b == nil || b.noError {
		return false
	}
	code := a.code(b.code)
	switch {
	case b.form == formLegacy:
		return a.index.codes[code] != nil
	case b.api == API3:
		e := a.index.codes3[code]
		return e != nil && strings.Contains(code, ".") && !a.index.sharedWord(e) && !handedOn[code]
	}
	return b.form == formRecord && a.client(x) != "" && a.index.codes[code] != nil && isUUID(a.in[x.id.Start:x.id.End])
}

// othersWords reports whether x has a code of API 3.0 of a family that CLS has
// not.
func (a *assembly) othersWords(x *answer) bool {
	b := x.body
	if b == nil || b.noError || b.api != API3 {
		return false
	}
	code := a.code(b.code)
	return strings.Contains(code, ".") && a.index.codes3[code] == nil && a.index.clients[code] == nil && a.index.family(code) == nil
}

// namesake reports whether x is the record of an SDK with the keys of the Go SDK
// of CLS, whose kin they are: its code is none of CLS, nor its id a UUID.
func (a *assembly) namesake(x *answer) bool {
	code := a.code(x.body.code)
	return x.sign == signNone && x.context[markClient-markTopic].end == 0 && x.id.len() > 0 && !isUUID(a.in[x.id.Start:x.id.End]) &&
		code != "" && a.index.server("", code) == nil && a.index.clients[code] == nil
}

// product says whose error x is.
func (a *assembly) product(v *verdictOn, x *answer, client string) {
	b := x.body
	if b != nil && b.noError {
		b = nil
	}
	unshared := v.entry != nil && !a.index.sharedWord(v.entry)
	cls := x.sign == signCLS ||
		b != nil && b.form == formLegacy && (v.entry != nil && (unshared || !a.askedOther(x)) || x.sign == signSignature) ||
		v.entry != nil && v.entry.Catalog == catalogClients && slices.Contains(v.entry.Clients, client) && !strings.Contains(v.entry.Code, "ClientError") ||
		unshared && (b == nil || b.form != formLegacy && !b.volcano) ||
		client != "" && v.api == API2017 && b != nil ||
		x.cause != nil && !x.cause.foreign && !x.cause.shared
	tencent := b != nil && (v.api == API3 || b.form == formOld) || v.entry != nil && (v.entry.Catalog == catalog3 && strings.Contains(v.entry.Code, ".") || a.index.codes3[v.entry.Code] != nil && strings.Contains(v.entry.Code, "."))
	switch {
	case x.sign == signTencent || x.sign == signFunction || x.sign == signCOS:
		v.product, v.name = ProductTencent, vendorNames[x.sign]
		if x.sign == signTencent {
			v.name = productOf(a.in[x.signAt.Start:x.signAt.End])
		}
	case x.sign.foreign():
		v.product, v.name = ProductOther, vendorNames[x.sign]
	case x.gateway != "":
		v.product, v.name = ProductOther, x.gateway
	case x.html.End > 0 && !x.found():
		v.product, v.name = ProductOther, someGateway
	case cls:
		v.product, v.name = ProductCLS, "Cloud Log Service"
	case tencent:
		v.product, v.name = ProductTencent, "Tencent Cloud"
	}
	switch {
	case v.product == ProductOther, v.product == ProductUnknown, x.sign == signFunction, x.sign == signCOS:
		v.api = ""
	case v.entry != nil && v.entry.Catalog == catalog2017:
		v.api = API2017
	case v.entry != nil && v.entry.Catalog == catalog3:
		v.api = API3
	case b == nil && v.api == API2017 && v.entry == nil:
		v.api = "" // only a host
	}
}

// innerCode returns the code of CLS that is in one of CDN or another product that
// uses CLS: TopicNotExist of ResourceNotFound.ClsTopicNotExist or
// InvalidParameter.CdnClsTopicNotExist. CLS itself has none of that form.
func innerCode(code string) string {
	_, name, _ := strings.Cut(code, ".")
	inner, ok := strings.CutPrefix(strings.TrimPrefix(name, "Cdn"), "Cls")
	if !ok || inner == "" || inner[0] < 'A' || inner[0] > 'Z' {
		return ""
	}
	return inner
}

// askedOther reports whether x is the answer of a host that is not known for one
// of CLS. It may be a proxy before CLS; but others have the key errorcode too, so
// that a word which others have as well does not tell.
func (a *assembly) askedOther(x *answer) bool {
	return x.sign == signNone && x.host.End > 0 && hostSign(a.in[x.host.Start:x.host.End]) != signCLS
}

// handedOn are codes of CLS that other products, such as tcb and cfw, list as well:
// they search with CLS and hand on what it says. By themselves they tell of CLS,
// but not against a sign of the other product.
var handedOn = map[string]bool{
	"FailedOperation.QueryError":                     true,
	"FailedOperation.SearchTimeout":                  true,
	"FailedOperation.SyntaxError":                    true,
	"FailedOperation.TopicIsolated":                  true,
	"InternalError.SearchError":                      true,
	"LimitExceeded.LogSearch":                        true,
	"LimitExceeded.SearchResultTooLarge":             true,
	"OperationDenied.OperationNotSupportInSearchLow": true,
	"ResourceNotFound.TopicNotExist":                 true,
}

// ours are words in codes of API 3.0 that no other product has an object of its
// own for.
var ours = []string{"Topic", "Logset", "LogSearch", "LogSize", "Shipper", "MachineGroup", "IndexRule", "IndexNot", "IndexConflict",
	"IndexKey", "Etl", "DataFromTask", "DataFormTask", "SearchLow", "SearchResult", "QueryError", "Getlog"}

// sharedWord reports whether the code of e says little about whose it is: other
// products have the same.
func (x *index) sharedWord(e *catalog.Entry) bool {
	switch e.Catalog {
	case catalog2017:
		if three := x.codes3[e.Code]; three != nil {
			return true
		}
		return shared[e.Code]
	case catalog3:
		if e.Group != catalog.Product {
			return true
		}
		return !slices.ContainsFunc(ours, func(w string) bool { return strings.Contains(e.Code, w) })
	}
	return !distinctive[e.Code]
}

// sameWord returns the entries of every API that have the code.
func (x *index) sameWord(code string) []catalog.Ref {
	var refs []catalog.Ref
	for _, e := range []*catalog.Entry{x.codes[code], x.codes3[code]} {
		if e != nil {
			refs = append(refs, e.Ref())
		}
	}
	return refs
}

// candidates returns what an answer without an entry may be.
func (a *assembly) candidates(x *answer, v *verdictOn) []catalog.Ref {
	b := x.body
	if b != nil && b.noError {
		b = nil
	}
	switch {
	case x.sign.foreign() || x.html.End > 0 && !x.found() || x.gateway != "":
		return nil
	case x.printedPage():
		return a.statusRefs(x)
	case v.inner != "" && a.index.codes[v.inner] != nil:
		return []catalog.Ref{a.index.codes[v.inner].Ref()}
	case v.family != nil && b != nil && x.cutCode(a.in):
		return firstOf(a.index.startingWith(catalog3, v.code), []catalog.Ref{v.family.Ref()})
	case v.family != nil:
		return []catalog.Ref{v.family.Ref()}
	case b != nil && b.form == formOld:
		return a.index.sameWord(v.code) // API 2.0 is in no catalog, but it has the words
	case b != nil && b.api == API3:
		switch {
		case x.cause != nil:
			return a.causeRefs(x.cause)
		case v.code == "":
			return a.index.inWords(catalog3, a.text(b.message, " ", maxMessage))
		}
		return nil
	case b != nil && b.code.start > 0 && b.code.end > b.code.start:
		found := a.index.withPrefix(v.code)
		if !x.cutCode(a.in) {
			found = firstOf(a.index.near(v.code), found)
		}
		return firstOf(withStatus(found, x.status), found, a.index.sameWord(v.code)) // of the other API
	case b != nil && b.message.end > b.message.start && x.status == 0:
		message := a.text(b.message, " ", maxMessage)
		return firstOf(a.index.withMessage(message), a.index.inWords(catalog2017, message))
	case x.phrases != nil:
		var refs []catalog.Ref
		for _, e := range x.phrases {
			if !slices.Contains(refs, e.Ref()) {
				refs = append(refs, e.Ref())
			}
		}
		return refs
	case x.cause != nil && x.status == 0:
		return a.causeRefs(x.cause)
	case x.foreignBody(a.in) && x.sign != signCLS:
		return nil
	}
	var refs []catalog.Ref
	if !a.elsewhere(x) {
		refs = a.index.withStatus(x.status)
	}
	if x.sign != signCLS || len(refs) == 0 { // CLS has no such status: something before it answered
		refs = append(refs, a.statusRefs(x)...)
	}
	return refs
}

// statusRefs returns the entry of the bare status of x.
func (a *assembly) statusRefs(x *answer) []catalog.Ref {
	if e := a.index.statuses[x.status]; e != nil {
		return []catalog.Ref{e.Ref()}
	}
	return nil
}

// printedPage reports whether x is what a client makes of an HTML page: CLS sent
// none of its codes.
func (x *answer) printedPage() bool { return x.page && x.outer == nil }

// elsewhere reports whether x names a host, and nothing of it is of CLS.
func (a *assembly) elsewhere(x *answer) bool {
	if x.sign == signCLS || a.client(x) != "" {
		return false
	}
	if x.host.End > 0 {
		return true
	}
	before := a.in[max(0, x.statusAt.Start-reach):x.statusAt.Start]
	before = before[bytes.LastIndexByte(before, '\n')+1:]
	after, _, _ := bytes.Cut(a.in[x.statusAt.End:min(len(a.in), x.statusAt.End+reach)], []byte("\n"))
	return bytes.Contains(before, []byte("://")) || bytes.Contains(after, []byte("://"))
}

func (a *assembly) causeRefs(c *cause) []catalog.Ref {
	if c.client != "" {
		return nil
	}
	return a.index.sameWord(c.code)
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

// startingWith returns the entries of a catalog that a code cut off at its end
// may be.
func (x *index) startingWith(id, cut string) []catalog.Ref {
	var found []catalog.Ref
	for _, e := range x.entries {
		if e.Catalog == id && strings.HasPrefix(e.Code, cut) {
			found = append(found, e.Ref())
		}
	}
	return found
}

// inWords returns the entries of a catalog whose code a message spells in words:
// "topic not exist" is how the service words TopicNotExist.
func (x *index) inWords(id, message string) []catalog.Ref {
	letters := strings.Map(func(r rune) rune {
		if r == ' ' || r == '.' || r == '-' {
			return -1
		}
		return r
	}, message)
	var found []catalog.Ref
	for _, e := range x.entries {
		name := e.Code[strings.LastIndexByte(e.Code, '.')+1:]
		if e.Catalog == id && len(letters) < len(message) && strings.EqualFold(name, letters) {
			found = append(found, e.Ref())
		}
	}
	return found
}

// foreignBody reports whether a response has a body that nothing explains.
func (x *answer) foreignBody(in []byte) bool {
	if x.bodyAt == 0 || x.body != nil {
		return false
	}
	i := skipBlank(in, x.bodyAt)
	return i < len(in) && (in[i] == '{' || in[i] == '[' || in[i] == '<')
}

// gatewayLine returns the line in which a gateway says what failed.
func (a *assembly) gatewayLine(x *answer) Span {
	text := a.in[x.html.Start:min(len(a.in), x.html.Start+maxPhrase)]
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return Span{x.html.Start, x.html.Start + runeFloor(a.in[x.html.Start:], len(text))}
}
