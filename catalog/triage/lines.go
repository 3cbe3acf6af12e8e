package triage

import (
	"bytes"
	"encoding/binary"
)

// countWords returns the number of line breaks in p, and whether p is text, which
// has no zero byte. It looks at eight bytes at a time: bytes.Count is faster where
// it is written in assembly, which it is not for WebAssembly.
//
//lint:ignore U1000 the build for the browser uses it
func countWords(p []byte) (breaks int, text bool) {
	zero := uint64(0)
	for len(p) >= 32 {
		q := p[:32:len(p)]
		a, b := binary.LittleEndian.Uint64(q), binary.LittleEndian.Uint64(q[8:])
		c, d := binary.LittleEndian.Uint64(q[16:]), binary.LittleEndian.Uint64(q[24:])
		zero |= zerosIn(a) | zerosIn(b) | zerosIn(c) | zerosIn(d)
		const broken = 0x0a0a0a0a0a0a0a0a
		sum := zerosIn(a^broken) + zerosIn(b^broken) + zerosIn(c^broken) + zerosIn(d^broken)
		breaks += int(sum * 0x0101010101010101 >> 56)
		p = p[32:]
	}
	for _, c := range p {
		if c == '\n' {
			breaks++
		}
	}
	return breaks, zero == 0 && bytes.IndexByte(p, 0) < 0
}

// zerosIn returns a word with a 1 in the place of every byte of x that is zero,
// and 0 in the others.
func zerosIn(x uint64) uint64 {
	const lows = 0x7f7f7f7f7f7f7f7f
	return ^((x&lows + lows) | x | lows) >> 7
}
