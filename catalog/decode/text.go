package decode

import "cls-error-explorer/catalog"

const (
	// MaxInput is how many bytes [Text] reads. Of a longer input it decodes
	// the first MaxInput bytes, cut at a rune border, and the shape says so.
	MaxInput = 8 << 20

	// MaxFindings is how many different findings a report lists. If there are
	// more, the last one listed has a note that says so, and the places of the
	// others are part of the remainder.
	MaxFindings = 1000
)

// Options adjusts [Text]. The zero value is the usual one.
type Options struct {
	// Catalogs are consulted by their ids: "cls-2017" and "cls-3.0" for the
	// errors of the two APIs, "cls-clients" for the codes of clients, "http"
	// for bare statuses. Others are ignored. Nil means [catalog.Default].
	Catalogs []*catalog.Catalog
}

// Text decodes input. It never fails: an input in which nothing is recognised
// is a report of verdict [Unknown].
func Text(input []byte, opts Options) Report {
	return decode(input, opts).report
}

// decode is Text with its working state, which the tests look at.
func decode(input []byte, opts Options) *assembly {
	read := readable(input)
	src := newSource(read)
	har := src.addHAR()

	// First pass: words. Everything that can mean something becomes a mark,
	// and every secret is noted. It comes first because signs and request ids
	// may stand after the error they belong to.
	s := &scanner{in: src.text, size: src.size, index: indexOf(opts.Catalogs), explained: make(cover, (src.size+63)/64)}
	if har.at.End > 0 {
		s.scanHAR(har)
	} else {
		s.withoutPrefixes()
		s.scan()
	}

	// Second pass: secrets. It precedes everything that makes strings, so that
	// no string can hold one, not even where a secret is repeated in prose, or in
	// a prefix.
	scanned := s.in
	s.in = src.text
	secrets := s.redactions()
	s.in = scanned

	// Third pass: answers. The marks are grouped into responses, and each
	// response is judged and merged with its equals.
	a := &assembly{scanner: s, secrets: secrets, damaged: har.damaged, responses: har.succeeded}
	a.group()

	// Fourth pass: what is left over. Nothing pasted is lost.
	a.report = Report{
		Shape:      a.shape(),
		Verdict:    a.verdict(),
		Findings:   a.findings(),
		Redactions: secrets,
	}
	if a.report.Verdict == Unknown {
		clear(a.explained)
	}
	for _, x := range secrets { // a remainder that is shown must hold none
		a.explain(x.Start, x.End)
	}
	a.report.Remainder = remainder(src.text[:src.size], a.explained)
	src.inInput(&a.report)
	if har.at.End > 0 {
		a.report.Shape = ShapeHAR
		if har.unread {
			a.report.Shape += ", " + ShapeUnread
		}
	}
	if s.full {
		a.report.Shape += ", " + ShapeFull
	}
	if 0 < s.stop && s.stop < s.size {
		a.report.Shape += ", " + ShapeStopped
	}
	if len(read) < len(input) {
		a.report.Shape += ", " + ShapeCut
	}
	return a
}
