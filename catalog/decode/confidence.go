package decode

import "cls-error-explorer/catalog"

// A Confidence says how sure a finding is.
type Confidence string

// The rules, all of them. The first that holds decides.
//
// An answer that carries another vendor's sign, or is an HTML page, is likely
// what it says it is; it is never an error of CLS.
//
// Certain: the server's own errorcode, spelled as the catalog spells it, in a
// body that is whole, with a status that is absent or the documented one.
//
// Likely: such a body that is cut off or comes with another status; an unknown
// code in a body with another sign of its product; the envelope of API 3.0; a
// distinctive code in prose; a shared one with a sign of CLS beside it.
//
// Possible: everything else. A shared code in prose, a misspelt or cut code, a
// documented message, a bare status.
const (
	Certain  Confidence = "certain"
	Likely   Confidence = "likely"
	Possible Confidence = "possible"
)

// confidence applies the rules to an answer of which entry is the documented
// error, or nil.
func (a *assembly) confidence(x *answer, entry *catalog.Entry) Confidence {
	switch agrees := entry != nil && (x.status == 0 || x.status == entry.Status); {
	case x.sign.foreign(), x.html.End > 0 && x.body == nil:
		return Likely
	case x.body != nil && x.cutCode(a.in):
		return Possible
	case x.body != nil && entry != nil && agrees && x.body.whole:
		return Certain
	case x.body != nil && (entry != nil || x.body.api3 || x.sign != signNone && x.body.code.start > 0):
		return Likely
	case x.word.End > 0 && (!shared[entry.Code] || x.sign == signCLS):
		return Likely
	}
	return Possible
}
