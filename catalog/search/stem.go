package search

import "strings"

// stem reduces an English word to what its inflections share: "conflicts" and
// "conflicting", "failed" and "failure", "authorise" and "authorization". Stems
// are compared with each other only and need not be words. Short words and
// words that are not plain a to z stay as they are.
func stem(w string) string {
	if len(w) < 4 || !plain(w) {
		return w
	}
	if base, ok := irregular[w]; ok {
		w = base
	}
	s := w
	if t, ok := cut(s, "ies"); ok { // retries, bodies
		s = t + "y"
	} else if t, ok := cut(s, "es"); ok && (hasSuffix(t, "ss", "us", "sh", "ch", "x", "z")) {
		s = t // misses, statuses, indexes
	} else if t, ok := cut(s, "s"); ok && !hasSuffix(t, "s", "u", "i") {
		s = t
	}
	for _, suffix := range []string{"ied", "ment", "ing", "ion", "ure", "ed"} {
		t, ok := cut(s, suffix)
		if !ok || suffix == "ed" && strings.HasSuffix(t, "e") { // exceed, need
			continue
		}
		if suffix == "ied" {
			t += "y"
		}
		s = undouble(t)
		break
	}
	if t, ok := cut(s, "e"); ok {
		s = t
	} else if t, ok := cut(s, "y"); ok {
		s = t
	}
	if t, ok := cut(s, "at"); ok && len(t) >= 5 { // limitation, expiration
		s = t
	}
	if t, ok := cut(s, "is"); ok && len(t) >= 4 { // British spelling
		s = t + "iz"
	}
	return s
}

// irregular gives the base of forms that have no ending to cut. The dictionary
// looks for the kin of a word by its first three letters, which both share.
var irregular = map[string]string{
	"indices":  "index",
	"matrices": "matrix",
	"sent":     "send",
	"written":  "write",
	"hidden":   "hide",
	"broken":   "break",
	"spoken":   "speak",
	"cant":     "cannot",
	"used":     "use",
}

// cut removes suffix if at least three letters with a vowel remain.
func cut(w, suffix string) (string, bool) {
	t, ok := strings.CutSuffix(w, suffix)
	return t, ok && len(t) >= 3 && strings.ContainsAny(t, "aeiouy")
}

func hasSuffix(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// undouble drops the consonant that an ending doubled: "shipp", "submitt". Words
// that end in ll, ss or zz have it without an ending.
func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("aeioulsz", rune(w[n-1])) {
		return w[:n-1]
	}
	return w
}

// plain reports whether w is only a to z.
func plain(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}
