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
func words(s string) []word { return appendWords(nil, s) }

// appendWords appends the words of s to list, all of which is taken for s's.
func appendWords(list []word, s string) []word {
	begin, end := -1, 0 // the open word; begin < 0: none
	flush := func() {
		if begin >= 0 {
			glued := len(list) > 0 && list[len(list)-1].end == begin
			list = append(list, word{fold(s[begin:end]), begin, end, glued})
		}
		begin = -1
	}
	var before rune // the rune before r, 0 at the start of a word
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		switch {
		case isHan(r):
			flush()
			begin, end = i, i+size
			flush()
		case isWordRune(r):
			if begin >= 0 && startsHump(before, r, next) {
				flush()
			}
			if begin < 0 {
				begin = i
			}
			end = i + size
		case (r == '\'' || r == '’') && begin >= 0 && unicode.IsLetter(next):
		default:
			flush()
		}
		before = r
		i += size
	}
	flush()
	return list
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
