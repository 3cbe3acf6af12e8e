//go:build !js

package triage

import "bytes"

func countLines(p []byte) (breaks int, text bool) {
	return bytes.Count(p, []byte{'\n'}), bytes.IndexByte(p, 0) < 0
}
