package decode

import (
	"bytes"
	"strings"
)

// Passwords, which may have signs and look like words.

// password notes the password at i of a name that ends at end, if it is one. It
// may have signs.
func (s *scanner) password(name secretName, open quote, i, end int, assigned bool) {
	in, quoted := s.in, open.char != 0
	j := s.passwordRun(i)
	if !quoted && bytes.IndexByte(in[i:j], '#') < 0 && s.ownID(i, j) {
		return // SecretId#SecretKey was broken
	}
	if quoted {
		if q, _ := quoteAt(in, j); j == i || !open.closes(q) {
			if v, _ := s.readString(i, open, maxQuoted); v.closed {
				j = int(v.end)
			} else {
				j = s.quotedEnd(open, j)
			}
		}
	} else if end := s.settingEnd(i); end > j {
		j = end
	}
	value := in[i:j]
	switch {
	case j == i, !quoted && absent(value), isConstant(value) && namesSecret(value), !name.takes(value, quoted, assigned):
		return
	case quoted && bytes.Count(value, []byte(" ")) >= 2 && value[len(value)-1] == '.':
		return // a sentence about it
	case value[0] == '/' && namesDirectory(in[:end]):
		return
	}
	s.secret(kindPassword, i, s.wrapEnd(kindPassword, i, j))
}

// settingEnd returns where the value at i ends with its line, if nothing else
// stands on it than a name and its value, as in files of settings.
func (s *scanner) settingEnd(i int) int {
	start := s.lineStart
	if start > i || i-start > maxKeyword || len(bytes.Fields(s.in[start:i])) > 2 {
		return 0
	}
	line := s.in[i:min(len(s.in), i+maxQuoted)]
	if n := bytes.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	s.steps += len(line)
	line = bytes.TrimRight(line, " \t\r,;")
	for _, c := range line {
		if c <= ' ' || c >= 0x7f || bytes.IndexByte([]byte("\"'`=\\"), c) >= 0 {
			return 0
		}
	}
	return i + len(line)
}

// namesDirectory reports whether text ends with PWD or OLDPWD, the names of
// working directories.
func namesDirectory(text []byte) bool {
	word := text
	for i := len(text); i > 0 && len(text)-i <= len("OLDPWD"); i-- {
		if !isWord[text[i-1]] {
			word = text[i:]
			break
		}
	}
	return bytes.EqualFold(word, []byte("PWD")) || bytes.EqualFold(word, []byte("OLDPWD"))
}

// passwordLike reports whether a word behind the name of a password is one,
// though no sign ties them: it has letters of both kinds or a sign, and digits.
func passwordLike(w []byte) bool {
	if len(w) < 8 {
		return false
	}
	var lower, upper, digit, sign bool
	for _, c := range w {
		switch {
		case 'a' <= c && c <= 'z':
			lower = true
		case '0' <= c && c <= '9':
			digit = true
		case 'A' <= c && c <= 'Z':
			upper = true
		case c == '/' || c == ':':
			return false
		default:
			sign = sign || strings.IndexByte("!@#$%^&*+=~?", c) >= 0
		}
	}
	return digit && (lower && upper || sign && (lower || upper)) && !isUUID(w)
}

// endsPassword are the bytes that end a password without quotes.
var endsPassword = func() (set [256]bool) {
	for c := range set {
		set[c] = c <= ' ' || c >= 0x7f || bytes.IndexByte([]byte("\"'`<>&,;)}]\\"), byte(c)) >= 0
	}
	return set
}()

// passwordRun returns the end of the password at i, which may have signs.
func (s *scanner) passwordRun(i int) int {
	j := i
	for j < len(s.in) && j-i < maxQuoted && !endsPassword[s.in[j]] {
		if s.in[j] == '%' {
			if c, _ := percentByte(s.in, j); c == '"' || c == '\'' {
				break
			}
		}
		j++
	}
	s.steps += j - i
	return j
}

// endsUserinfo are the bytes that end the part of a URL before its path.
var endsUserinfo = func() (set [256]bool) {
	for c := range set {
		set[c] = c <= ' ' || bytes.IndexByte([]byte("/?\"'`<>\\"), byte(c)) >= 0
	}
	return set
}()

// userinfo notes the password in a URL whose colon is at i:
// https://user:password@host.
func (s *scanner) userinfo(i int) {
	in := s.in
	start := i + 1
	for n := 0; n < 2; n++ { // some programs escape every slash
		for start < len(in) && start-i < 16 && in[start] == '\\' {
			start++
		}
		if start == len(in) || in[start] != '/' {
			return
		}
		start++
	}
	at, j := 0, start
	for ; j < len(in) && j-start < maxUserinfo && !endsUserinfo[in[j]]; j++ {
		if in[j] == '@' {
			at = j
		}
	}
	s.steps += j - start
	if at == 0 {
		return
	}
	user, password, _ := bytes.Cut(in[start:at], []byte(":"))
	if len(password) > 0 { // the user may be a SecretId, which the walk comes to
		s.addSecret(kindPassword, at-len(password), at)
	}
	if made(user) && !secretID(user) {
		s.addSecret(kindToken, start, start+len(user))
	}
}

// quietFlags are the options of curl that have no value, so that others may
// stand behind them: -su user:password.
const quietFlags = "fgijklnsvGILNOSRaq"

// secretOptions notes passwords and cookies in the options of a curl command:
// -u user:password.
func (s *scanner) secretOptions(start, end int) {
	if start < s.optionsEnd {
		return
	}
	text := s.commandText(end)
	limit := end + len(text)
	s.optionsEnd = limit
	in := s.in[:limit]
	for next := end; ; {
		n := bytes.IndexByte(in[next:], '-')
		if n < 0 {
			break
		}
		i := next + n // of an option
		if next = i + 1; i == end || in[i-1] > ' ' || i+2 >= limit {
			continue
		}
		j, user := next, false
		if in[j] == '-' {
			for _, option := range []string{"--user", "--proxy-user", "--oauth2-bearer"} {
				if rest := in[i:]; hasPrefix(rest, option) && len(rest) > len(option) && (rest[len(option)] == ' ' || rest[len(option)] == '=') {
					j, user = i+len(option)+1, true
				}
			}
			if !user {
				continue
			}
		} else {
			for j < limit && strings.IndexByte(quietFlags, in[j]) >= 0 {
				j++
			}
			user = j < limit && (in[j] == 'u' || in[j] == 'U')
			if !user && (j == limit || in[j] != 'b') {
				continue
			}
			j++
		}
		cookie := !user && j < limit && isWord[in[j]] // -bname=value; others are noted for themselves
		if !user && !cookie {
			continue
		}
		j = skipBlank(in, j)
		open, j := quoteAt(in, j)
		stop := j
		for stop < limit && in[stop] > ' ' {
			stop++
		}
		if open.char != 0 {
			v, _ := s.readString(j, open, maxQuoted)
			stop = max(j, int(v.end))
		}
		next = max(next, min(stop, limit))
		value := in[j:stop]
		switch n := bytes.IndexByte(value, ':'); {
		case cookie && bytes.IndexByte(value, '=') >= 0:
			s.addSecret(kindCookie, j, stop)
		case cookie, bytes.Contains(value, []byte("://")):
		case n >= 0 && j+n+1 < stop:
			s.addSecret(kindPassword, j+n+1, stop)
		case n < 0 && made(value) && !secretID(value):
			s.addSecret(kindToken, j, stop)
		}
	}
}
