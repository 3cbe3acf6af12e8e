package triage

import "encoding/binary"

// countWords returns the number of line breaks in p, eight bytes at a time.
// bytes.Count is faster where it is written in assembly, which it is not for
// WebAssembly.
//
//lint:ignore U1000 the build for the browser uses it
func countWords(p []byte) (n int) {
	for len(p) >= 32 {
		q := p[:32:len(p)]
		sum := breaksIn(binary.LittleEndian.Uint64(q)) + breaksIn(binary.LittleEndian.Uint64(q[8:])) +
			breaksIn(binary.LittleEndian.Uint64(q[16:])) + breaksIn(binary.LittleEndian.Uint64(q[24:]))
		n += int(sum * 0x0101010101010101 >> 56)
		p = p[32:]
	}
	for _, c := range p {
		if c == '\n' {
			n++
		}
	}
	return n
}

// breaksIn returns a word with a 1 in the place of every byte of x that is a
// line break, and 0 in the others.
func breaksIn(x uint64) uint64 {
	const lows = 0x7f7f7f7f7f7f7f7f
	x ^= 0x0a0a0a0a0a0a0a0a
	return ^((x&lows + lows) | x | lows) >> 7
}
