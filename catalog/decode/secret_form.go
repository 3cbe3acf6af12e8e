package decode

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Secrets that are told by what stands around them, or by their own form, in
// texts of people and programs.

const (
	// maxNear bounds what may stand between a name and a value that no sign ties
	// to it.
	maxNear = 64
	// maxQuoted bounds a secret in quotes that holds other bytes than secret words.
	maxQuoted = 512
	// maxUserinfo bounds user and password in a URL.
	maxUserinfo = 512
	// maxPrivateKey bounds a private key in PEM; one of 8192 bits is shorter.
	maxPrivateKey = 8 << 10
)

// secretNear notes a value that no sign ties to its name, which ends at end: in
// the next cell of a table, after a blank, "is" or 为, as an argument, or behind
// percent-encoded quotes. It has to look made by a machine.
func (s *scanner) secretNear(name secretName, end int) {
	if name.end == "secret" {
		s.issuedBehind(end) // but not of Kubernetes: secret "my-release-20190515" not found
		return
	}
	i, tied := s.near(end)
	j := s.secretRun(i)
	switch {
	case j > i && secretID(s.in[i:j]):
		return // the walk goes on and hides a SecretId
	case tied && j > i:
		if between := s.in[end:i]; bytes.Contains(between, []byte("是")) || bytes.Contains(between, []byte("为")) {
			name.trust = max(name.trust, guarded) // a sentence
		}
		s.secretValue(name, quote{}, i, i, false)
		return
	case name.kind == kindPassword:
		if k := s.passwordRun(i); passwordLike(s.in[i:k]) {
			j = k
		} else if !made(s.in[i:j]) {
			return
		}
		s.secret(name.kind, i, j)
		return
	case j > i && made(s.in[i:j]) && !refers(s.in[i:j]):
		j = s.wrapEnd(name.kind, i, j)
		s.secret(name.kind, i, j)
		s.issuedBehind(j)
		return
	}
	s.issuedBehind(end)
}

// isNearSign and nearWords are what may stand between a name and its value.
var isNearSign = [256]bool{'=': true, ':': true, ',': true, '|': true, '(': true, '>': true, '#': true, '*': true, '@': true, '[': true, '^': true}

var nearWords = [...]struct {
	text string
	ties bool // as a colon does
}{
	{"：", true}, {"＝", true}, {"是", true}, {"为", true}, {"的", false}, {"值", false}, {"填", false}, {"，", false}, {"、", false}, {"→", false}, {"\u3000", false},
	{"is ", false}, {"was ", false}, {"string ", false}, {"value ", false}, {"computed ", false}, {"expected ", false}, {"got ", false},
	{"—", false}, {"–", false}, {"&gt;", false},
}

// nearFirst are the letters that nearWords and the prefixes of strings begin
// with.
var nearFirst = func() (set [256]bool) {
	for _, w := range nearWords {
		set[w.text[0]] = true
	}
	for _, c := range stringPrefixes {
		set[c] = true
	}
	return set
}()

// near skips what may stand between a name that ends at i and its value. A sign
// among it ties the value to the name.
func (s *scanner) near(i int) (next int, tied bool) {
	start := i
	in := s.in[:min(len(s.in), i+maxNear)]
	called := false
skip:
	for i < len(in) {
		from := i
		if c := in[i]; isNearSign[c] {
			called = called || c == '('
			tied = tied || c == ':' || c == '='
			i++
			continue
		}
		if i = skipBlank(in, i); i == len(in) {
			break
		}
		if _, after := quoteAt(in, i); after > i {
			i = after
			continue
		}
		switch c := in[i]; {
		case c == '%':
			b, after := percentByte(in, i)
			if after == i+1 || isWord[b] {
				break skip
			}
			tied = tied || b == ':' || b == '='
			i = after
			continue
		case c == '\\':
			if b, after := escapedByte(in, i); isNearSign[b] {
				tied = tied || b == ':' || b == '='
				i = after
				continue
			}
			if r, after := escapedRune(in, i); r == '：' || r == '＝' || r == '是' || r == '为' {
				tied = true
				i = after
				continue
			}
		case c == '-' && i+1 < len(in) && !isWord[in[i+1]]: // "- " and "->"
			i++
			continue
		case isNearSign[c]:
			continue // behind blanks
		case c == '<' && i+1 < len(in) && in[i+1] != '<' && in[i+1] != '"': // </td><td>
			if n := bytes.IndexByte(in[i:], '>'); n > 0 {
				i += n + 1
				continue
			}
		case c == '<': // <<"…">>
			i++
			continue
		case called && isWord[c]: // set_access_key(config, "…")
			called = false
			j := i
			for j < len(in) && isWord[in[j]] {
				j++
			}
			if j < len(in) && in[j] == ',' {
				i = j
				continue
			}
		}
		if n := remarkEnd(in, i); n > i {
			i = n
			continue
		}
		if !nearFirst[in[i]] {
			break // as before nearly all values
		}
		for k := range nearWords {
			w := &nearWords[k]
			if w.text[0] != in[i] || i+1 < len(in) && w.text[1] != in[i+1] {
				continue
			}
			if (w.text[0] >= 0x80 || i > start) && bytes.HasPrefix(in[i:], []byte(w.text)) {
				i += len(w.text)
				tied = tied || w.ties
				continue skip
			}
		}
		if _, after := s.literal(i); after > i && after <= len(in) { // b'…'
			i = after
			continue
		}
		if i == from {
			break
		}
	}
	s.steps += i - start
	return i, tied
}

// remarkEnd returns the end of a remark in full-width parentheses at i, or i.
func remarkEnd(in []byte, i int) int {
	const open, shut = "（", "）"
	if in[i] != open[0] || !bytes.HasPrefix(in[i:], []byte(open)) {
		return i
	}
	if n := bytes.Index(in[i:], []byte(shut)); n >= 0 {
		return i + n + len(shut)
	}
	return i
}

// secretPhrase notes the value of a name of several words: Secret Key.
func (s *scanner) secretPhrase(names []secretName, start, end int) {
	for _, name := range names {
		if next := end + len(name.end); hasFold(s.in[end:], name.end) && (next == len(s.in) || !isWord[s.in[next]]) {
			s.secretWord(name, start, next)
			return
		}
	}
}

// element returns where the text of an element of XML begins whose name is
// [start, end): <secretKey>…</secretKey>.
func (s *scanner) element(start, end int) (i int, ok bool) {
	in := s.in
	if end == len(in) || strings.IndexByte(`>&\%`, in[end]) < 0 {
		return 0, false // as nearly all names
	}
	for _, sign := range tagSigns {
		if !bytes.HasSuffix(in[:start], []byte(sign[0])) {
			continue
		}
		for i = end; i < len(in) && i-end < maxNear && in[i] == '\\'; i++ {
		}
		if !bytes.HasPrefix(in[i:], []byte(sign[1])) {
			return 0, false
		}
		after := i + len(sign[1])
		i = skipBlank(in[:min(len(in), after+maxGlue)], after)
		// "<password> of the user" is no element.
		j := s.passwordRun(i)
		if i == after && (j == len(in) || in[j] == '\n' || in[j] == '\r') {
			return i, true // it was cut off
		}
		j = skipBlank(in[:min(len(in), j+maxGlue)], j)
		return i, j < len(in) && bytes.IndexByte([]byte(`<&\%`), in[j]) >= 0
	}
	return 0, false
}

// tagSigns are the signs before and after the name of an element.
var tagSigns = [...][2]string{{"<", ">"}, {"&lt;", "&gt;"}, {"u003c", "u003e"}, {"u003C", "u003E"}, {"%3C", "%3E"}, {"%3c", "%3e"}}

// closesElement reports whether the name at i is that of a closing tag.
func closesElement(in []byte, i int) bool {
	text, slash := bytes.CutSuffix(in[max(0, i-8):i], []byte("/"))
	if !slash {
		return false
	}
	text = bytes.TrimRight(text, `\`)
	for _, sign := range tagSigns {
		if bytes.HasSuffix(text, []byte(sign[0])) {
			return true
		}
	}
	return false
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

// secretIDAt notes the SecretId [start, end), and the key that follows it:
// positional arguments, cells of a line, id:key, id#key, id/key.
func (s *scanner) secretIDAt(start, end int) {
	end = s.wrapEnd(kindID, start, end)
	s.secret(kindID, start, end)
	i, _ := s.near(end)
	if i < len(s.in) && (s.in[i] == '/' || s.in[i] == ';') {
		i, _ = s.near(i + 1)
	}
	if i == end || i == len(s.in) || secretIDBegins(s.in[i:]) {
		return
	}
	// Keys as they are issued have no signs, and are not hexadecimal as the ids of
	// traces are.
	if j := s.secretRun(i); made(s.in[i:j]) && !bytes.ContainsAny(s.in[i:j], wordEdge) && !hexAt(s.in, i, j-i) {
		end = s.wrapEnd(kindKey, i, j)
		s.secret(kindKey, i, end)
	}
	s.issuedBehind(end)
}

// isJWT reports whether a word is a JSON Web Token: three parts of base64, the first
// of which begins an object.
func isJWT(w []byte) bool {
	return len(w) >= minToken && bytes.HasPrefix(w, []byte("eyJ")) && bytes.Count(w, []byte(".")) == 2
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

// credentials notes what follows the name of a scheme: Bearer …
func (s *scanner) credentials(_, end int) {
	in := s.in
	i := end
	for i < len(in) && i-end < maxNear && in[i] == ' ' {
		i++
	}
	if _, next := percentByte(in, i); i == end && next > i+1 {
		i = next
	}
	if i == end {
		return
	}
	j := s.secretRun(i)
	if w := bytes.TrimRight(in[i:j], "="); unmistakable(w) && bytes.IndexByte(w, '=') < 0 {
		s.secret(kindAuthorization, i, s.wrapEnd(kindAuthorization, i, j))
	}
}

// privateKey notes a key in PEM, at whose word BEGIN it is called.
func (s *scanner) privateKey(_, end int) {
	const title = "PRIVATE KEY-----"
	in := s.in
	n := bytes.Index(in[end:min(len(in), end+maxNear)], []byte(title))
	if n < 0 || bytes.IndexByte(in[end:end+n], '\n') >= 0 {
		return
	}
	i := end + n + len(title)
	part := in[i:min(len(in), i+maxPrivateKey)]
	if n = bytes.Index(part, []byte("-----END")); n < 0 { // it was cut off
		if n = bytes.Index(part, []byte("\n\n")); n >= 0 {
			part = part[:n]
		}
		if n = bytes.IndexAny(part, ":{<"); n < 0 {
			n = runeFloor(in[i:], len(part))
		}
	}
	s.steps += n
	if i < trimRight(in, i, i+n) {
		s.secret(kindKey, i, i+n)
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
				if rest := in[i:]; bytes.HasPrefix(rest, []byte(option)) && len(rest) > len(option) && (rest[len(option)] == ' ' || rest[len(option)] == '=') {
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
