package triage

func countLines(p []byte) (breaks int, text bool) { return countWords(p) }
