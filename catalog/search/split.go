package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is one word of a text: folded, with the bytes it came from.
type word struct {
	text       string
	start, end int
	glued      bool // nothing stands between it and the word before
}

// words splits a text into its words, the same way for entries and queries.
//
// A word is a run of letters, marks and digits. It also ends where camel case
// starts a new one ("TopicNotExist", "MFAFailure"), but not between digits and
// letters ("4xx", "5MB", "lz4"). An apostrophe inside a word is dropped. Every
// Han character is a word of its own, since Chinese puts no blanks. Letters are
// folded to lower case and full-width forms to the usual ones, rune for rune.
func words(s string) []word {
	var list []word
	for start, end := nextWord(s, 0); start < end; start, end = nextWord(s, end) {
		glued := len(list) > 0 && list[len(list)-1].end == start
		list = append(list, word{fold(s[start:end]), start, end, glued})
	}
	return list
}

// A kind is what a byte is to nextWord.
type kind uint8

const (
	lower kind = iota
	digit
	upper
	between
	apostrophe
	wide // of a rune that is not ASCII
)

var kinds = func() (k [256]kind) {
	for c := range k {
		switch {
		case c >= utf8.RuneSelf:
			k[c] = wide
		case 'a' <= c && c <= 'z':
			k[c] = lower
		case 'A' <= c && c <= 'Z':
			k[c] = upper
		case '0' <= c && c <= '9':
			k[c] = digit
		case c == '\'':
			k[c] = apostrophe
		default:
			k[c] = between
		}
	}
	return k
}()

// nextWord returns where the first word of s behind a place begins and ends;
// start == end if there is none. Bytes are enough for ASCII, which most text is;
// at the first rune that is not, nextRuneWord takes over.
func nextWord(s string, from int) (start, end int) {
	i := from
	for i < len(s) && (kinds[s[i]] == between || kinds[s[i]] == apostrophe) {
		i++
	}
	if i == len(s) {
		return i, i
	}
	if kinds[s[i]] == wide {
		return nextRuneWord(s, i)
	}
	start = i
	before := kinds[s[i]]
	for i++; i < len(s); i++ {
		k := kinds[s[i]]
		if k <= digit {
			before = k
			continue
		}
		next := between
		if i+1 < len(s) {
			next = kinds[s[i+1]]
		}
		switch {
		case k == between:
			return start, i
		case k == wide || next == wide:
			return nextRuneWord(s, start)
		case k == upper && (before == lower || next == lower && (before == upper || before == digit)):
			return start, i
		case k == apostrophe && next != lower && next != upper:
			return start, i
		}
		before = k
	}
	return start, i
}

// nextRuneWord is nextWord for any text.
func nextRuneWord(s string, from int) (start, end int) {
	start = -1      // none is open
	var before rune // the rune before r, 0 at the start
	for i := from; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		switch {
		case isHan(r):
			if start < 0 {
				return i, i + size
			}
			return start, end
		case isWordRune(r):
			if start < 0 {
				start = i
			} else if startsHump(before, r, next) {
				return start, end
			}
			end = i + size
		case (r == '\'' || r == '’') && start >= 0 && unicode.IsLetter(next):
		case start >= 0:
			return start, end
		}
		before = r
		i += size
	}
	if start < 0 {
		return len(s), len(s)
	}
	return start, end
}

// isHan reports whether r is a Han character.
func isHan(r rune) bool { return r >= '⺀' && unicode.Is(unicode.Han, r) }

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// startsHump reports whether camel case starts a new word at r.
func startsHump(before, r, next rune) bool {
	if !unicode.IsUpper(r) {
		return false
	}
	return unicode.IsLower(before) || unicode.IsLower(next) && (unicode.IsUpper(before) || unicode.IsDigit(before))
}

// fold lowers the case of a word and drops apostrophes.
func fold(s string) string {
	if ascii(s) && strings.IndexByte(s, '\'') < 0 {
		return strings.ToLower(s) // without a copy if it is lower case
	}
	return strings.Map(func(r rune) rune {
		if r == '\'' || r == '’' {
			return -1
		}
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		return unicode.ToLower(r)
	}, s)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// join writes words without anything between them.
func join(list []word) string {
	var b strings.Builder
	for _, w := range list {
		b.WriteString(w.text)
	}
	return b.String()
}
