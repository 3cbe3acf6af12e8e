package decode

import "encoding/binary"

// Wide reports whether input is read as UTF-16, WideOrder in which order.
func Wide(input []byte) bool                        { return wideOrder(input) != nil }
func WideOrder(input []byte) binary.AppendByteOrder { return wideOrder(input).(binary.AppendByteOrder) }

// Plain returns a part of an input in UTF-8.
func Plain(input []byte, start, end int) []byte {
	part := input[start:end]
	if order := wideOrder(input); order != nil {
		part, _ = fromUTF16(part, order)
	}
	return part
}

// Measured is Text with the work that the input takes, and the length of the
// text that is read of it: UTF-8, and what a HAR holds.
func Measured(input []byte) (r Report, steps, text int) {
	a := decode(input, Options{})
	return a.report, a.steps, len(a.in)
}
