package decode

// Values of [Report.Shape]: what the input as a whole looks like.
const (
	ShapeEmpty     = "nothing pasted"
	ShapeNothing   = "nothing recognised"
	ShapeCurl      = "curl -v output"
	ShapeHTTP      = "HTTP response"
	ShapeStatus    = "status line"
	ShapeBody      = "JSON body"
	ShapeBare      = "JSON body without braces"
	ShapeAPI3      = "API 3.0 response"
	ShapeWithError = "status and body"
	ShapeText      = "text with a body"
	ShapeCode      = "code"
	ShapeProse     = "text with a code"
	ShapeMessage   = "text with a message"
	ShapeHTML      = "HTML page"
	ShapeClient    = "client error"
	ShapeGateway   = "gateway error"
	ShapeHAR       = "HAR"
)

// What is added to a shape, after a comma and a blank, where not all of the
// input was read.
const (
	ShapeCut     = "first 8 MiB"                           // it exceeds MaxInput
	ShapeFull    = "not read to its end"                   // it has more than maxBodies or maxMarks
	ShapeStopped = "hidden after its first 131072 secrets" // it has more than maxSecrets
	ShapeUnread  = "not every body read"                   // an archive with more packed bodies than are unpacked
)

// shape names the input by the most telling mark in it.
func (a *assembly) shape() string {
	first, last := a.filled()
	switch {
	case first == last:
		return ShapeEmpty
	case a.verdict() == Unknown:
		return ShapeNothing
	case a.verbose:
		return ShapeCurl
	case a.saw(markResponse) && lineCount(a.in[first:last]) == 1:
		return ShapeStatus
	case a.saw(markResponse):
		return ShapeHTTP
	case a.saw(markHTML) && !a.saw(markBody):
		return ShapeHTML
	case a.saw(markBody):
		b := a.bodies.at(0)
		braces := a.in[first] == '{' && a.in[last-1] == '}' && a.bodies.n == 1
		alone := int(b.start) == first && int(b.end) == last
		switch {
		case b.form == formEnvelope && int(b.start) == first:
			return ShapeAPI3
		case a.named, b.client != "", b.sign == signAlibaba, b.form == formEvent && a.in[b.start] != '{':
			return ShapeClient
		case alone && signAt(a.in, first, '{') > 0, braces && !a.saw(markStatus):
			return ShapeBody
		case alone && b.message.start > 0:
			return ShapeBare
		case a.saw(markStatus) || a.bareStatus:
			return ShapeWithError
		}
		return ShapeText
	case a.saw(markCause):
		return ShapeMessage
	case a.saw(markWord):
		if w := a.marks.at(0); int(w.start) == first && int(w.end) == last {
			return ShapeCode
		}
		return ShapeProse
	case a.saw(markPhrase):
		return ShapeMessage
	case a.saw(markGateway):
		return ShapeGateway
	}
	return ShapeStatus
}

// filled returns the bounds of the input without the blanks around it.
func (a *assembly) filled() (first, last int) {
	first, last = 0, trimRight(a.in, 0, len(a.in))
	for first < last {
		next := skipBlank(a.in, first)
		if next == first && hasFold(a.in[first:], "\uFEFF") {
			next += len("\uFEFF")
		}
		if next == first {
			break
		}
		first = min(next, last)
	}
	return first, last
}

func lineCount(text []byte) int {
	n := 1
	for _, c := range text {
		if c == '\n' {
			n++
		}
	}
	return n
}
