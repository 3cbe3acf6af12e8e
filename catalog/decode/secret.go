package decode

import (
	"bytes"
	"slices"
	"strings"
)

// Values of [Redaction.Kind], which also begin the placeholders.
const (
	SecretID            = "secret-id"
	SecretKey           = "secret-key"
	SecretSignature     = "signature"
	SecretToken         = "token"
	SecretAuthorization = "authorization"
	SecretCookie        = "cookie"
	SecretAccount       = "account"
	SecretPassword      = "password"
	SecretBody          = "body" // one in base64 that was not read, or not to its end
	SecretRest          = "rest" // what follows more secrets than are told apart
)

// A secretKind is what a secret is: the index of a value of [Redaction.Kind].
type secretKind uint8

const (
	kindNone secretKind = iota
	kindID
	kindKey
	kindSignature
	kindToken
	kindAuthorization
	kindCookie
	kindAccount
	kindPassword
	kindBody
	kindRest
)

var secretKinds = [...]string{
	kindID: SecretID, kindKey: SecretKey, kindSignature: SecretSignature, kindToken: SecretToken,
	kindAuthorization: SecretAuthorization, kindCookie: SecretCookie, kindAccount: SecretAccount,
	kindPassword: SecretPassword, kindBody: SecretBody, kindRest: SecretRest,
}

// A secret is a place of the input that no report may show. There may be many.
type secret struct {
	kind       secretKind
	start, end int32
}

// accountKeys are the keys whose value is the number of an account. In the name
// of a resource, qcs::cls:ap-guangzhou:uin/100000000001:topic/…, a slash stands
// between key and number.
var accountKeys = []string{"uin", "owneruin", "subuin", "subaccountuin"}

const (
	// minSecret is the length from which a value of a common name, such as
	// "token", is taken for a secret; shorter ones are prose.
	minSecret = 16
	// minAccount is the same for the number of an account.
	minAccount = 5
	// maxSecretLine bounds each line of a wrapped secret but the first.
	maxSecretLine = 4 << 10
	// maxSecrets is how many secrets are told apart. Where there are more, the
	// rest of the input is hidden whole and not read, and the shape says so.
	maxSecrets = 1 << 17
	// fullLine is the length from which a line may have been wrapped at its end.
	fullLine = 60
)

func init() {
	always := func(name string, read func(s *scanner, start, end int), words ...string) {
		register(recogniser{name: name, words: words, always: true, read: func(s *scanner, start, end int) int {
			if !s.inSecret(start) {
				read(s, start, end)
			}
			return 0
		}})
	}
	for word, name := range secretKeys {
		always(secretKinds[name.kind], func(s *scanner, start, end int) { s.secretWord(name, start, end) }, word)
	}
	for word := range secretPhrases {
		always("name of two words", func(s *scanner, start, end int) { s.secretPhrase(secretPhrases[word], start, end) }, word)
	}
	for word, kind := range secretHeaders {
		always(secretKinds[kind], func(s *scanner, start, end int) { s.secretHeader(kind, start, end) }, word)
	}
	always("cookies of a HAR", (*scanner).secretCookies, "cookies")
	register(recogniser{name: "account", words: accountKeys, always: true, wraps: true, read: func(s *scanner, start, end int) int {
		if !s.inSecret(start) {
			s.account(start, end)
		}
		return 0
	}})
	always("accounts in a resource", (*scanner).resource, "qcs")
	always("value before its name", func(s *scanner, _, end int) { s.valueKey = end }, "value")
	always("cookies of a curl command", (*scanner).secretOption, "b")
	always("options of a curl command", (*scanner).secretOptions, "curl")
	always("credentials after their scheme", (*scanner).credentials, "bearer", "basic")
	always("private key", (*scanner).privateKey, "begin")
}

// secretAt finds the value of the key that ends at end. Besides "key": "value"
// there are elements of XML, pairs, {"name": "key", "value": "value"} in a HAR
// and name: key, value: value in YAML, and "key", "value" in a program.
func (s *scanner) secretAt(start, end int) (open quote, i int, ok bool) {
	if open, i, ok = s.afterKey(end); ok {
		if open.char == 0 {
			open, i = s.literal(i)
		}
		return open, i, true
	}
	if i := start - len("--"); i >= 0 && bytes.HasPrefix(s.in[i:], []byte("--")) {
		open, i = s.argument(end)
		return open, i, i > end
	}
	if i, ok := s.element(start, end); ok {
		return quote{}, i, true
	}
	if v, ok := s.valueBefore(start); ok {
		return v.open, int(v.start), true
	}
	in := s.in[:min(len(s.in), end+maxGlue)]
	named, i := quoteAt(in, end)
	i = skipBlank(in, i)
	comma := i < len(in) && in[i] == ','
	if comma {
		i = skipBlank(in, i+1)
	}
	if open, i = quoteAt(in, i); open.char == 0 {
		open, i = s.literal(i)
	}
	if i < len(in) && in[i]|0x20 == 'v' && hasFold(in[i:], "value") {
		if open, i, ok := s.afterKey(i + len("value")); ok {
			if open.char == 0 {
				open, i = s.literal(i)
			}
			return open, i, true
		}
	}
	if named.char == 0 || !comma || open.char == 0 {
		return quote{}, 0, false
	}
	j := i
	for j < len(in) && (isWord[in[j]] && (in[j] < '0' || in[j] > '9')) {
		j++
	}
	if q, _ := quoteAt(in, j); open.closes(q) {
		return quote{}, 0, false // a list of names
	}
	return open, i, true
}

// stringPrefixes are what programs write before a quote.
const stringPrefixes = "bBuUrR@"

// literal returns the opening quote of the value at i, and where its text
// begins, if a program wrote letters before the quote, b'…' or @"…", or if
// the quote is percent-encoded. That one is no quote to the rest of the code: a
// secret word ends before the next.
func (s *scanner) literal(i int) (open quote, next int) {
	if c, next := percentByte(s.in, i); c == '"' || c == '\'' {
		return quote{}, next
	}
	for j := i; j < len(s.in) && j < i+2 && strings.IndexByte(stringPrefixes, s.in[j]) >= 0; j++ {
		if q, next := quoteAt(s.in, j+1); q.char != 0 {
			return q, next
		}
	}
	return quote{}, i
}

// secretWord notes the value of a key.
func (s *scanner) secretWord(name secretName, start, end int) {
	open, i, ok := s.secretAt(start, end)
	switch {
	case ok:
	case closesElement(s.in, start):
		return
	default:
		s.secretNear(name, end)
		return
	}
	assigned := false
	for _, c := range s.in[end:max(i, end)] {
		assigned = assigned || c == '=' || c == '>'
	}
	open, i = s.wrappedValue(s.afterClass(open, i))
	s.secretValue(name, open, i, end, assigned)
}

// secretOf notes the value of a name with an addition, SECRET_KEY_PROD, which has to
// look made by a machine: the name may say something about the secret only.
func (s *scanner) secretOf(start, end int) {
	w := s.in[start:end]
	n := max(bytes.LastIndexByte(w, '_'), bytes.LastIndexByte(w, '.'))
	if n <= 0 {
		return
	}
	name := nameOfSecret(w[:n])
	if name.kind == kindNone {
		return
	}
	_, i, ok := s.afterKey(end)
	if !ok {
		return
	}
	password := name.kind == kindPassword
	j, limit := i, min(len(s.in), i+maxNear)
	for j < limit && (password && !endsPassword[s.in[j]] || isSecretByte(s.in[j])) {
		j++
	}
	s.steps += j - i
	switch value := s.in[i:j]; {
	case password && passwordLike(value):
		s.secret(name.kind, i, s.passwordRun(i))
	case !password && made(value):
		s.secret(name.kind, i, s.wrapEnd(name.kind, i, s.secretRun(i)))
	}
}

// endsName are the bytes that stand between a name and its value.
var endsName = [256]bool{'"': true, '\'': true, '=': true, ':': true, '\\': true, '%': true, '&': true}

// brokenName notes the value of a name of which the part from start on stands on
// one line, and that from next to stop on the next.
func (s *scanner) brokenName(word []byte, start, next, stop int) {
	name := nameOfSecret(word)
	known := len(name.end) > stop-next // else it is the next line's own
	if name.kind == kindNone && len(word) <= len("q-signature") {
		var buf [maxKeyword]byte
		name, known = secretKeys[string(lower(&buf, word))]
	}
	if known {
		s.secretWord(name, start, stop)
	}
}

// argument finds the argument of an option whose name ends at end: on its line,
// in the next string of a list, behind a backslash or in the next line of YAML.
func (s *scanner) argument(end int) (open quote, i int) {
	in := s.in[:min(len(s.in), end+maxNear)]
	i = end
	if q, after := quoteAt(in, i); after > i {
		if after = skipBlank(in, after); q.char == 0 || after == len(in) || in[after] != ',' {
			return quote{}, end
		}
		i = after + 1
	}
	i = skipBlank(in, i)
	if i+1 < len(in) && (in[i] == '\\' || in[i] == '-' && in[i+1] == ' ') {
		i = skipBlank(in, i+1)
	}
	if i < len(in) && in[i] == '-' {
		return quote{}, end // another option
	}
	return quoteAt(in, i)
}

// secretValue notes the value at i of a name that ends at end, if it is one: see
// trust. It was assigned where an equals sign stands before it. Behind one that
// does not look as it was issued, the true one may follow.
func (s *scanner) secretValue(name secretName, open quote, i, end int, assigned bool) {
	in := s.in
	if hasFold(in[i:], "q-sign-algorithm") {
		return // see secretHeader
	}
	j := s.secretRun(i)
	nextLine := j > i && bytes.IndexByte(in[end:max(i, end)], '\n') >= 0
	if nextLine {
		word, rest, key := bytes.Cut(in[i:j], []byte("="))
		key = key && (name.trust == trusted || len(bytes.Trim(rest, "=")) > 0)
		if namesSecret(word) || (key || j < len(in) && in[j] == ':') && name.trust != trusted {
			return // the key of the next line: this one has no value
		}
		if open.char == 0 && !bytes.ContainsAny(in[i:j], "0123456789") {
			return // a word of the next line
		}
	}
	if name.kind == kindPassword {
		s.password(name, open, i, end, assigned)
		return
	}
	if s.ownID(i, j) {
		return
	}
	if j == i || absent(in[i:j]) || refers(in[i:j]) || isConstant(in[i:j]) || !name.takes(in[i:j], open.char != 0, assigned) {
		s.issuedBehind(max(end, j))
		return
	}
	if open.char != 0 {
		if q, _ := quoteAt(in, j); !open.closes(q) { // other bytes, which are as secret
			if v, _ := s.readString(i, open, maxQuoted); v.closed {
				s.secret(name.kind, i, max(j, int(v.end)))
				return
			}
		}
	}
	j = s.wrapEnd(name.kind, i, j)
	s.secret(name.kind, i, j)
	s.joined(name.kind, open, j)
	s.issuedBehind(j)
}

// joined notes the other pieces of a string that ends at i and that a program
// wrote in pieces: '…' + '…'.
func (s *scanner) joined(kind secretKind, open quote, i int) {
	for open.char != 0 && i >= s.joinedEnd {
		q, after := quoteAt(s.in, i)
		if !open.closes(q) {
			return
		}
		in := s.in[:min(len(s.in), after+maxGlue)]
		plus := skipBlank(in, after)
		if plus == len(in) || in[plus] != '+' {
			return
		}
		start := skipBlank(in, plus+1)
		open, start = quoteAt(in, start)
		if open.char == 0 {
			return
		}
		v, _ := s.readString(start, open, maxQuoted)
		if v.end > v.start {
			s.secret(kind, int(v.start), int(v.end))
		}
		s.joinedEnd, i = i+1, int(v.end)
	}
}

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

// isConstant reports whether a word is spelled as the name of a variable of the
// environment: DB_PASSWORD.
func isConstant(word []byte) bool {
	if len(word) > maxKeyword {
		return false
	}
	for _, c := range word {
		if (c < 'A' || c > 'Z') && c != '_' {
			return false
		}
	}
	return true
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

// ownID notes a value [i, j) that begins with a SecretId, whatever its name is.
func (s *scanner) ownID(i, j int) bool {
	k := i
	for k < j && isWord[s.in[k]] {
		k++
	}
	if !secretIDBegins(s.in[i:k]) {
		return false
	}
	s.secretIDAt(i, k)
	return true
}

func isSecretByte(c byte) bool {
	return isWord[c] || c == '+' || c == '/' || c == '=' || c == '%' || c == '*' || c == '~'
}

// secretRun returns the end of the secret word at i. A slash may be escaped, and
// = may be written \u003d or %3D; what else is percent-encoded ends the word. A
// terminal's colours may be inside.
func (s *scanner) secretRun(i int) int {
	in, j := s.in, i
	for j < len(in) {
		switch c := in[j]; {
		case c == '%':
			c, next := percentByte(in, j)
			if isSecretByte(c) || c == '\n' || c == '\r' {
				j = next
				continue
			}
		case c == '.' && j+1 < len(in) && in[j+1] == '.': // a line break in a dump
		case isSecretByte(c):
			j++
			continue
		case c == '\\':
			c, next := escapedByte(in, j)
			s.steps += next - j
			if isSecretByte(c) {
				j = next
				continue
			}
		case c == 0x1b:
			if next := colourEnd(in, j); next > j && next < len(in) && isSecretByte(in[next]) {
				j = next
				continue
			}
		}
		break
	}
	s.steps += j - i
	return j
}

// percentByte returns the byte that the percent escape at i stands for, however
// often it was encoded, and the offset after it. A percent sign that begins no
// escape stands for itself; other bytes are none.
func percentByte(in []byte, i int) (c byte, next int) {
	if i >= len(in) || in[i] != '%' {
		return 0, i
	}
	for next = i + 1; next < i+16 && bytes.HasPrefix(in[next:], []byte("25")) && hexAt(in, next+2, 2); {
		next += 2
	}
	if !hexAt(in, next, 2) {
		return '%', i + 1
	}
	return unhex(in[next])<<4 | unhex(in[next+1]), next + 2
}

// unhex returns the value of a hexadecimal digit.
func unhex(c byte) byte {
	if c > '9' {
		c += 9 // of a letter, of either case, the low half is its place in the alphabet
	}
	return c & 15
}

// escapedByte returns the byte that the escape at i stands for, and the offset
// after it: \/ or \u003d, behind any number of backslashes. Of other escapes it
// returns 0 and the offset after the backslashes.
func escapedByte(in []byte, i int) (c byte, next int) {
	for i < len(in) && in[i] == '\\' {
		i++
	}
	switch {
	case i == len(in):
	case in[i] == '/':
		return '/', i + 1
	case in[i] == 'u':
		if r, ok := hexRune(in, i+1, 4); ok && r < 0x80 {
			return byte(r), i + 5
		}
	}
	return 0, i
}

// issued are the lengths in which secrets are issued.
var issued = [len(secretKinds)][]int{
	kindID:        {36},
	kindKey:       {32},
	kindSignature: {40, 64}, // hexadecimal SHA-1, SHA-256
}

// wrapEnd returns the end of the secret word [start, end) together with the
// lines on which it goes on where a mail program or a terminal broke it. It goes
// on as long as that makes it whole, or as the broken lines are full.
func (s *scanner) wrapEnd(kind secretKind, start, end int) int {
	length, best := end-start, end
	for j := end; !slices.Contains(issued[kind], length); {
		i, full := s.wrapped(j)
		if i == 0 {
			break
		}
		k, stop := i, min(len(s.in), i+maxSecretLine)
		for k < stop && isSecretByte(s.in[k]) {
			k++
		}
		s.steps += k - j
		part := s.in[i:k]
		rest := bytes.TrimRight(part, "=")
		if len(part) == 0 || secretIDBegins(part) || namesSecret(rest) || bytes.IndexByte(rest, '=') >= 0 || s.index.words.get(part) != nil {
			break // another key, or a code
		}
		length += len(part)
		if k < len(s.in) && s.in[k] == ':' && !(kind == kindID && slices.Contains(issued[kind], length)) {
			break // another key, and not id:key
		}
		alone := k == len(s.in) || bytes.IndexByte([]byte("\r\n\"'&,;}"), s.in[k]) >= 0
		whole := slices.Contains(issued[kind], length) && (kind != kindSignature || hexAt(part, 0, len(part)))
		if whole || full && (alone || randomWord(part)) {
			best = k
		} else if len(issued[kind]) == 0 || length > slices.Max(issued[kind]) {
			break
		}
		j = k
	}
	return best
}

// wrapped returns where the text of the next line begins if i is the end of a
// line, else 0, and whether the line is long enough for wrapping.
func (s *scanner) wrapped(i int) (next int, full bool) {
	in, end := s.in, i
	for i < len(in) && (in[i] == '\r' || in[i] == '\\' && i+1 < len(in) && (in[i+1] == '\n' || in[i+1] == '\r')) {
		i++
	}
	if i == len(in) || in[i] != '\n' {
		return 0, false
	}
	start := max(0, end-fullLine)
	full = end-start == fullLine && bytes.IndexByte(in[start:end], '\n') < 0
	next = skipQuoteMarks(in, i+1)
	if next == len(in) || in[next] == '\n' || in[next] == '\r' {
		return 0, false
	}
	return next, full
}

// randomWord reports whether a word looks made by a machine.
func randomWord(w []byte) bool {
	return len(w) >= minSecret || bytes.ContainsAny(w, "0123456789+/=%")
}

// account notes the number of an account. In a name of a resource it may be
// broken off its slash, or in two: what follows is the next part of the name.
func (s *scanner) account(_, end int) {
	in := s.in
	_, i, ok := s.afterKey(end)
	least, slash := minAccount, false
	if !ok {
		for i = end; i < len(in) && i-end < 16 && in[i] == '\\'; i++ {
		}
		if next, _ := s.wrapped(i); next > 0 && in[next] == '/' {
			i = next
		}
		switch rest := in[i:]; {
		case bytes.HasPrefix(rest, []byte("/")):
			slash = true
			i++
		case hasFold(rest, "%2f"):
			slash = true
			i += 3
		default:
			i, _ = s.near(end)
			least = minNumber
		}
	}
	digits := func(i int) int {
		for i < len(in) && i-end < 64 && '0' <= in[i] && in[i] <= '9' {
			i++
		}
		return i
	}
	j := digits(i)
	if next, _ := s.wrapped(j); (j > i || slash) && next > 0 {
		if k := digits(next); k > next && k < len(in) && (in[k] == ':' || in[k] == '/') {
			if j == i {
				i = next
			}
			j = k
		}
	}
	if j-i >= least && (j == len(in) || !isWord[in[j]] || in[j] == '.') {
		s.secret(kindAccount, i, j)
	}
}

// maxResource bounds the name of a resource.
const maxResource = 1 << 10

// resource notes the accounts in the name of a resource that begins with qcs::,
// behind whatever key:
//
//	qcs::sts:ap-guangzhou:uin/100000000001:federated-user/100000000002
func (s *scanner) resource(_, end int) {
	if end < s.resourceEnd {
		return
	}
	in := s.in[:min(len(s.in), end+maxResource)]
	i, part := end, false // whether a part of the name begins at i
	for i < len(in) {
		c, next := in[i], i+1
		if c == '%' {
			c, next = percentByte(in, i)
		}
		switch {
		case c == ':' || c == '/':
			part = true
		case '0' <= c && c <= '9' && part:
			for next < len(in) && '0' <= in[next] && in[next] <= '9' {
				next++
			}
			if next-i >= minNumber && (next == len(in) || !isWord[in[next]]) {
				s.secret(kindAccount, i, next)
			}
			part = false
		case isWord[c] || c == '*':
			part = false
		default:
			in = in[:i]
		}
		i = next
	}
	s.steps += len(in) - end
	s.resourceEnd = len(in)
}

// valueBefore returns the value of a pair whose name is at start, and comes
// last: {"value": "…", "name": "Cookie"}.
func (s *scanner) valueBefore(start int) (v value, ok bool) {
	key := s.valueKey
	s.valueKey = 0 // so that every value is read once
	if key == 0 {
		return value{}, false
	}
	open, i, ok := s.afterKey(key)
	if !ok || open.char == 0 {
		return value{}, false
	}
	v, i = s.readString(i, open, start-i)
	i = skipBlank(s.in, i)
	if !v.closed || i >= start || s.in[i] != ',' {
		return value{}, false
	}
	name, found := s.member(i + 1)
	if !found || !bytes.HasPrefix(s.in[name:], []byte("name")) {
		return value{}, false
	}
	_, i, ok = s.afterKey(name + len("name"))
	return v, ok && i == start
}

// secretID reports whether a word is a SecretId as it is issued.
func secretID(word []byte) bool {
	return len(word) >= 12 && secretIDBegins(word)
}

// secretIDBegins reports whether text begins as a SecretId does.
func secretIDBegins(text []byte) bool { return bytes.HasPrefix(text, []byte("AKID")) }

func (s *scanner) secret(kind secretKind, start, end int) {
	s.addSecret(kind, start, end)
	s.within(start, end)
}

// within keeps the names in [start, end), a secret, from being read.
func (s *scanner) within(start, end int) {
	if end > s.lastSecret.End {
		s.lastSecret = Span{start, end}
	}
}

// inSecret reports whether i is inside a larger secret. What stands between a name
// and a value that is not next to it is not: it may name another.
func (s *scanner) inSecret(i int) bool { return s.lastSecret.Start <= i && i < s.lastSecret.End }

func (s *scanner) addSecret(kind secretKind, start, end int) {
	if s.secrets.n == maxSecrets {
		s.stopAt(start)
		return
	}
	s.secrets.add(secret{kind, int32(start), int32(end)})
}

// stopAt ends the reading: nothing from i on is taken from the input.
func (s *scanner) stopAt(i int) {
	if s.stop == 0 || i < s.stop {
		s.stop = max(i, 1)
	}
}
