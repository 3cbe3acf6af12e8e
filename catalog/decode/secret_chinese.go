package decode

import (
	"slices"
	"unicode/utf8"
)

// Names of secrets in Chinese.

// hanSecrets are the Chinese names of secrets. Chinese has no blanks, so that a
// name is looked for at its first letter.
var hanSecrets = []secretName{
	{"密钥", kindKey, guarded}, {"私钥", kindKey, guarded}, {"密码", kindPassword, guarded}, {"口令", kindPassword, guarded},
	{"令牌", kindToken, common}, {"签名", kindSignature, common}, {"账号", kindAccount, common}, {"帐号", kindAccount, common},
}

// hanLetters are the first letters of hanSecrets, and hanFirst their first bytes.
var (
	hanLetters = firstLetters(hanSecrets)
	hanFirst   = func() (set [256]bool) {
		for _, r := range hanLetters {
			set[string(r)[0]] = true
		}
		return set
	}()
)

func firstLetters(names []secretName) (letters []rune) {
	for _, name := range names {
		r, _ := utf8.DecodeRuneInString(name.end)
		letters = append(letters, r)
	}
	slices.Sort(letters)
	return slices.Compact(letters)
}

// isChineseName reports whether a name of a secret in Chinese may begin at i, in
// letters or, with an escape that ends at end, in escapes.
func isChineseName(in []byte, i, end int) bool {
	var r rune
	if end > i {
		if end-i < len(`\u5bc6`) || in[end-5] != 'u' {
			return false
		}
		r, _ = hexRune(in, end-4, 4)
	} else if hanFirst[in[i]] {
		r, _ = utf8.DecodeRune(in[i:])
	}
	return r >= hanLetters[0] && slices.Contains(hanLetters, r)
}

// hanSecret notes the value of a name in Chinese at i.
func (s *scanner) hanSecret(i int) {
	first, second := escapedRune(s.in, i)
	for _, name := range hanSecrets {
		end := i + len(name.end)
		if first == 0 {
			if !hasPrefix(s.in[i:], name.end) {
				continue
			}
		} else if end = escapedEnd(s.in, first, second, name.end); end == 0 {
			continue
		}
		switch next := skipBlank(s.in[:min(len(s.in), end+maxNear)], end); {
		case hasFold(s.in[next:], "id"):
			end = next + len("id")
			if name.kind == kindKey {
				name.kind, name.trust = kindID, common
			}
		case hasFold(s.in[next:], "key"):
			end = next + len("key")
		}
		if name.kind == kindAccount {
			s.account(i, end)
		} else {
			s.secretNear(name, end)
		}
		return
	}
}

// escapedEnd returns the end of text if every letter of it is escaped, as \u5bc6:
// the first, which is r, before i, and the others from there on. Else it returns 0.
func escapedEnd(in []byte, r rune, i int, text string) int {
	for n, want := range text {
		if n > 0 {
			r, i = escapedRune(in, i)
		}
		if r != want {
			return 0
		}
	}
	return i
}

// escapedRune returns the letter that the escape at i stands for, \u5bc6 behind any
// number of backslashes, and the offset after it; 0 for other escapes.
func escapedRune(in []byte, i int) (r rune, next int) {
	for next = i; next < len(in) && next-i < maxSlashes && in[next] == '\\'; next++ {
	}
	if next == i || next == len(in) || in[next] != 'u' {
		return 0, i
	}
	if r, ok := hexRune(in, next+1, 4); ok {
		return r, next + 5
	}
	return 0, i
}
