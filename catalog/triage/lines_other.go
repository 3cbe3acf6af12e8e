//go:build !js

package triage

import "bytes"

func countLines(p []byte) int { return bytes.Count(p, []byte{'\n'}) }
