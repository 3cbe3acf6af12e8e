//go:build js

// Package site is empty in the browser: nothing of it may reach the wasm.
package site

import "io"

// Main is never called in the browser; it is here so that main compiles.
func Main(_ []string, _ io.Reader, _, _ io.Writer) int { return 2 }
