package decode

import "cls-error-explorer/catalog"

// A Confidence says how sure a finding is.
type Confidence string

// The rules, all of them. The first that holds decides.
//
// An answer that carries another vendor's sign, or is a gateway's, is likely
// what it says it is; it is never an error of CLS. That no answer came is
// likely where an archive or a client says so.
//
// Certain: the server's own code, spelled as the catalog spells it, in an answer
// that is whole or in the record of a client that is known to pass it on, with a
// status that is absent or the documented one, of CLS or of every product alike.
//
// Likely: such an answer that is cut off or comes with another status; an
// unknown code in a body with another sign of its product; the envelope of API
// 3.0; the own code of a client that is known; a distinctive code in prose; a
// shared one with a sign of CLS beside it.
//
// Possible: everything else. A shared code in prose, a misspelt or cut code, a
// documented message, a bare status.
const (
	Certain  Confidence = "certain"
	Likely   Confidence = "likely"
	Possible Confidence = "possible"
)

// confidence applies the rules to an answer of which v says what it is.
func (a *assembly) confidence(x *answer, v *verdictOn) Confidence {
	b := x.body
	if b != nil && b.noError {
		b = nil
	}
	entry := v.entry
	agrees := entry != nil && entry.Catalog != catalogClients && (x.status == 0 || x.status == entry.Status)
	mine := v.product == ProductCLS || entry != nil && entry.Group == catalog.Common
	switch {
	case x.sign.foreign(), x.html.End > 0 && b == nil, x.gateway != "", a.silent(x):
		return Likely
	case b != nil && x.cutCode(a.in):
		return Possible
	case b != nil && agrees && mine && b.whole && (b.form.server() || a.client(x) != ""):
		return Certain
	case b != nil && (entry != nil || b.form == formEnvelope || b.form == formEvent || b.code.start > 0 && (x.sign != signNone || a.client(x) != "" && v.product == ProductTencent)):
		return Likely
	case entry != nil && x.word.End > 0 && (!a.index.sharedWord(entry) || x.sign == signCLS):
		return Likely
	}
	return Possible
}
