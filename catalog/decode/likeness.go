package decode

import (
	"cmp"
	"slices"

	"cls-error-explorer/catalog"
)

// A likeness is what makes two answers the same finding before any string of
// it is made: in a log most errors are one error many times. Answers of one
// likeness have one identity; those of one identity may differ in likeness, for
// example in their escapes.
type likeness struct {
	text     uint64 // a hash of the parts that identity shows, secrets replaced
	entry    *catalog.Entry
	exchange *exchange
	status   int32
	sign     sign
	form     form
	flags    uint32 // what it has
	made     bool   // it is none that is empty
}

// maxLikenesses bounds the answers that are told apart.
const maxLikenesses = 16 * MaxFindings

// likeness returns that of x.
func (a *assembly) likeness(x *answer) likeness {
	l := likeness{made: true, entry: x.entry, exchange: x.exchange, status: int32(x.status), sign: x.sign}
	a.hash.Reset()
	a.hash.WriteString(a.client(x))
	a.hash.WriteByte(0)
	for i, set := range [...]bool{x.body != nil, x.body != nil && x.body.noError, x.body != nil && x.body.whole,
		x.outer != nil, x.word.End > 0, x.html.End > 0, x.cause != nil, x.gateway != ""} {
		if set {
			l.flags |= 1 << i
		}
	}
	if x.body != nil {
		l.form = x.body.form
		a.hashValue(x.body.code)
		a.hashValue(x.body.message)
	}
	if x.outer != nil {
		a.hashValue(x.outer.code)
	}
	asks := a.asks(x)
	for i, at := range [...]Span{x.id, x.otherID, x.at(markTopic), x.phraseAt, x.causeAt, asks[0], asks[1], asks[2], asks[3]} {
		if at.End > at.Start { // few of them
			l.flags |= 1 << (8 + i)
			a.hashSpan(at)
		}
	}
	if x.gateway != "" {
		a.hashSpan(a.gatewayLine(x))
	}
	l.text = a.hash.Sum64()
	return l
}

func (a *assembly) hashValue(v value) {
	q := v.open
	a.hash.Write([]byte{q.char, byte(q.slashes), byte(q.slashes >> 8)})
	if q.entity || q.within != 0 {
		a.hash.WriteByte(1 + q.within)
	}
	a.hashSpan(v.span())
}

// hashSpan adds what [assembly.hidden] returns of a span, as far as it is shown.
func (a *assembly) hashSpan(at Span) {
	if at.Start == at.End {
		a.hash.WriteByte(0)
		return
	}
	at.End = min(at.End, at.Start+maxRaw)
	a.steps += at.len()
	if len(a.secrets) > 0 {
		for i := a.secretFrom(at.Start); i < len(a.secrets) && a.secrets[i].Start < at.End; i++ {
			x := a.secrets[i]
			a.hash.Write(a.in[at.Start:max(at.Start, x.Start)])
			a.hash.WriteString(x.Placeholder)
			at.Start = min(x.End, at.End)
		}
	}
	a.hash.Write(a.in[at.Start:at.End])
	a.hash.WriteByte(0)
}

// secretFrom returns the index of the first secret that ends after i.
func (a *assembly) secretFrom(i int) int {
	n, _ := slices.BinarySearchFunc(a.secrets, i, func(x Redaction, i int) int { return cmp.Compare(x.End, i+1) })
	return n
}
