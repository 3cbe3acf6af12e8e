package triage

import "encoding/binary"

// countWords returns the number of line breaks in p, eight bytes at a time.
// bytes.Count is faster where it is written in assembly, which it is not for
// WebAssembly.
//
//lint:ignore U1000 the build for the browser uses it
func countWords(p []byte) (n int) {
	const ones, lows, breaks = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f, 0x0a0a0a0a0a0a0a0a
	for len(p) >= 32 {
		q := p[:32:len(p)]
		var sum uint64
		for k := 0; k < 32; k += 8 {
			x := binary.LittleEndian.Uint64(q[k:]) ^ breaks
			// The high bit of every byte that is zero, exactly.
			sum += ^((x&lows + lows) | x | lows) >> 7
		}
		n += int(sum * ones >> 56)
		p = p[32:]
	}
	for _, c := range p {
		if c == '\n' {
			n++
		}
	}
	return n
}
