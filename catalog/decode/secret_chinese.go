package decode

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Names of secrets in Chinese.

// hanSecrets are the Chinese names of secrets. Chinese has no blanks, so that a
// name is looked for at its first letter.
var hanSecrets = []secretName{
	{"密钥", kindKey, guarded}, {"私钥", kindKey, guarded}, {"密码", kindPassword, guarded}, {"口令", kindPassword, guarded},
	{"令牌", kindToken, common}, {"签名", kindSignature, common}, {"账号", kindAccount, common}, {"帐号", kindAccount, common},
}

// hanBytes are the bytes of the first letters of hanSecrets, by their places.
var hanBytes = func() (set [3][256]bool) {
	for _, name := range hanSecrets {
		for i := range set {
			set[i][name.end[i]] = true
		}
	}
	return set
}()

// isChineseName reports whether a name of a secret in Chinese may begin at i, in
// letters or, with an escape that ends at end, in escapes.
func isChineseName(in []byte, i, end int) bool {
	if end > i {
		return end-i >= len(`\u5bc6`) && in[end-5] == 'u' && hanEscapes[[4]byte(in[end-4:end])]
	}
	return i+2 < len(in) && hanBytes[0][in[i]] && hanBytes[1][in[i+1]] && hanBytes[2][in[i+2]]
}

// hanEscapes are the first letters of hanSecrets as they are escaped.
var hanEscapes = func() map[[4]byte]bool {
	set := map[[4]byte]bool{}
	for _, name := range hanSecrets {
		r, _ := utf8.DecodeRuneInString(name.end)
		for _, format := range []string{"%04x", "%04X"} {
			set[[4]byte([]byte(fmt.Sprintf(format, r)))] = true
		}
	}
	return set
}()

// hanSecret notes the value of a name in Chinese at i.
func (s *scanner) hanSecret(i int) {
	for _, name := range hanSecrets {
		end := i + len(name.end)
		if s.in[i] == '\\' {
			end = escapedEnd(s.in, i, name.end)
		} else if !bytes.HasPrefix(s.in[i:], []byte(name.end)) {
			continue
		}
		if end == 0 {
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

// escapedEnd returns the end of text at i if every letter of it is escaped there,
// as \u5bc6, or 0.
func escapedEnd(in []byte, i int, text string) int {
	for _, want := range text {
		r, next := escapedRune(in, i)
		if r != want {
			return 0
		}
		i = next
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
