package decode

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// A source is an input as the passes read it: in UTF-8, followed by what a HAR
// holds, as HTTP text. The offsets of the passes are offsets into that text.
// [source.locate] makes offsets of the input out of them when a report is
// finished, so that no pass has to know how the input was encoded.
type source struct {
	text []byte
	size int // of the input's own text; what follows comes from a HAR

	pieces []piece // where the text after size comes from, ascending

	// The input was UTF-16 if wide is set. It holds, for every wideStep bytes
	// of the text, the offset in the input of the rune they begin in.
	wide     []int32
	inputLen int
}

// A piece is a part of the text after the input's own, and the part of the
// input's text it was made from: byte by byte, or only as a whole.
type piece struct {
	Span
	from  Span
	whole bool
}

const wideStep = 64

// newSource reads input, which is at most MaxInput bytes long.
func newSource(input []byte) *source {
	src := &source{text: slices.Clip(input), size: len(input), inputLen: len(input)}
	if order := wideOrder(input); order != nil {
		src.text, src.wide = fromUTF16(input, order)
		src.size = len(src.text)
	}
	return src
}

// wideOrder returns the byte order of a text in UTF-16, or nil for any other.
// Only the first four bytes decide: a byte order mark, or two letters with a
// zero byte each.
func wideOrder(input []byte) binary.ByteOrder {
	if len(input) < 4 {
		return nil
	}
	letter := func(c byte) bool { return c < utf8.RuneSelf && (c >= ' ' || c == '\t' || c == '\n' || c == '\r') }
	switch b := input; {
	case b[0] == 0xff && b[1] == 0xfe && (b[2] != 0 || b[3] != 0),
		letter(b[0]) && b[1] == 0 && letter(b[2]) && b[3] == 0:
		return binary.LittleEndian
	case b[0] == 0xfe && b[1] == 0xff,
		b[0] == 0 && letter(b[1]) && b[2] == 0 && letter(b[3]):
		return binary.BigEndian
	}
	return nil
}

// fromUTF16 returns a text as UTF-8, with U+FFFD for what is broken, and where
// its bytes come from.
func fromUTF16(input []byte, order binary.ByteOrder) (text []byte, at []int32) {
	text = make([]byte, 0, len(input)/2+len(input)/8)
	for i := 0; i < len(input); {
		r, n := wideRune(input[i:], order)
		text = utf8.AppendRune(text, r)
		for len(at)*wideStep < len(text) {
			at = append(at, int32(i))
		}
		i += n
	}
	return text, at
}

// wideRune reads the rune that b starts with and its length in bytes.
func wideRune(b []byte, order binary.ByteOrder) (r rune, n int) {
	if len(b) < 2 {
		return utf8.RuneError, len(b)
	}
	r = rune(order.Uint16(b))
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(b) >= 4 {
		if both := utf16.DecodeRune(r, rune(order.Uint16(b[2:]))); both != utf8.RuneError {
			return both, 4
		}
	}
	return utf8.RuneError, 2
}

// inputOffset returns the offset in the input of offset i of its own text,
// which is a rune border.
func (src *source) inputOffset(i int) int {
	if src.wide == nil || i == 0 {
		return i
	}
	if i >= src.size {
		return src.inputLen
	}
	step := i / wideStep
	at, text := int(src.wide[step]), src.text[:i]
	start := step * wideStep
	for !utf8.RuneStart(src.text[start]) {
		start--
	}
	for text = text[start:]; len(text) > 0; {
		r, n := utf8.DecodeRune(text)
		at += 2 * utf16.RuneLen(r)
		text = text[n:]
	}
	return at
}

// locate calls f with every part of the input that the span at of the text
// comes from, in the order of the text.
func (src *source) locate(at Span, f func(Span)) {
	inInput := func(x Span) {
		if x.Start < x.End {
			f(Span{src.inputOffset(x.Start), src.inputOffset(x.End)})
		}
	}
	if at.Start < src.size {
		inInput(Span{at.Start, min(at.End, src.size)})
		return
	}
	i, _ := slices.BinarySearchFunc(src.pieces, at.Start, func(p piece, start int) int {
		return p.End - start - 1
	})
	for ; i < len(src.pieces) && src.pieces[i].Start < at.End; i++ {
		p := src.pieces[i]
		if p.whole {
			inInput(p.from)
			continue
		}
		shift := p.from.Start - p.Start
		inInput(Span{max(at.Start, p.Start) + shift, min(at.End, p.End) + shift})
	}
}

// inInput makes offsets of the input of all offsets in r.
func (src *source) inInput(r *Report) {
	if src.wide == nil && src.pieces == nil {
		return
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		list := []Evidence{}
		for _, e := range f.Evidence {
			first := true
			src.locate(Span{e.Start, e.End}, func(at Span) {
				if e := (Evidence{e.Field, at.Start, at.End}); first && !slices.Contains(list, e) {
					list = append(list, e)
				}
				first = false
			})
		}
		sortEvidence(list)
		f.Evidence = list
	}

	redactions := make([]Redaction, 0, len(r.Redactions))
	for _, x := range r.Redactions {
		src.locate(Span{x.Start, x.End}, func(at Span) {
			x.Start, x.End = at.Start, at.End
			redactions = append(redactions, x)
		})
	}
	r.Redactions = outermost(redactions, Redaction.at, Redaction.until)

	for i, x := range r.Remainder {
		src.locate(x, func(at Span) { r.Remainder[i] = at })
	}
}

// readable returns the part of input that is decoded.
func readable(input []byte) []byte {
	if len(input) <= MaxInput {
		return input
	}
	end := MaxInput
	if order := wideOrder(input); order != nil {
		if _, n := wideRune(input[end-2:], order); n == 4 {
			end -= 2
		}
		return input[:end]
	}
	for end > MaxInput-utf8.UTFMax && !utf8.RuneStart(input[end]) {
		end--
	}
	return input[:end]
}

// Redact returns input, the text that r was made from, in UTF-8 and with every
// secret replaced by its placeholder. What is beyond [MaxInput] was not searched
// for secrets, so it is left out.
func (r Report) Redact(input []byte) []byte {
	input = readable(input)
	order := wideOrder(input)
	out := make([]byte, 0, len(input))
	add := func(part []byte) {
		if order != nil {
			part, _ = fromUTF16(part, order)
		}
		out = append(out, part...)
	}
	pos := 0
	for _, x := range r.Redactions {
		add(input[pos:x.Start])
		out = append(out, x.Placeholder...)
		pos = x.End
	}
	add(input[pos:])
	if order != nil {
		out = bytes.TrimPrefix(out, []byte("\uFEFF"))
	}
	return out
}
