package decode

import "bytes"

// Which values are secrets, and which words behind a name are whatever stands
// between.

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
	for j < limit && (password && !endsPassword[s.in[j]] || isSecretByte[s.in[j]]) {
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
	if key := secretKeys.getFolded(word); name.kind == kindNone && key != nil {
		name, known = *key, true
	}
	if known {
		s.secretWord(name, start, stop)
	}
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
		if open.char == 0 && digits.index(in[i:j]) < 0 {
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

// absentWords are what programs and people write where there is no value.
var absentWords = newWordTable(map[string]bool{
	"null": true, "nil": true, "none": true, "undefined": true, "true": true, "false": true, "empty": true,
	"missing": true, "invalid": true, "required": true, "redacted": true, "masked": true, "hidden": true,
	"disabled": true, "unset": true, "string": true, "not": true, "may": true, "must": true, "is": true,
	"are": true, "and": true, "or": true, "to": true,
})

// absent reports whether what a name is tied to is no value: a word that says so,
// a mask, the place or the format of a value.
func absent(value []byte) bool {
	if len(value) == 0 {
		return true
	}
	switch value[0] {
	case '*', '.', '-', 'x', 'X':
		if len(bytes.Trim(value, "*.-xX")) == 0 {
			return true
		}
	case '$', '{':
		return len(value) > 1 && (value[1] == '{' || value[1] == '(')
	case '%':
		return len(value) > 1 && bytes.IndexByte([]byte("vsqd+#"), value[1]) >= 0 && len(value) <= len("%+v")
	}
	word := value[:min(len(value), len("undefined")+2)]
	for len(word) > 0 && isEdge[word[len(word)-1]] {
		word = word[:len(word)-1]
	}
	return len(word) > 0 && absentWords.maybeFolded(word) && absentWords.getFolded(word) != nil
}

// refers reports whether a value is a name itself: YOUR_SECRET_KEY, secretKey,
// process.env.CLS_TOKEN, InvalidAccessKeyId.NotFound. What is issued has digits.
func refers(value []byte) bool {
	if len(value) > maxKeyword {
		return false
	}
	if len(value) > 0 && (value[0] == '%' || value[0] == '<') {
		value = bytes.Trim(value, "%<>")
	}
	dots, joints := 0, 0
	for i, c := range value {
		switch {
		case c == '.' && i > 0 && i < len(value)-1:
			dots++
		case c == '_' || c == '-' || 'A' <= c && c <= 'Z' && i > 0 && 'a' <= value[i-1] && value[i-1] <= 'z':
			joints++
		case (c|0x20) < 'a' || (c|0x20) > 'z':
			return false
		}
	}
	return dots > 0 || joints > 0 && namesSecret(value)
}

// issuedBehind hides the words behind i that look as keys, signatures and tokens
// are issued, whatever stands between: other arguments of a call, members of
// an object, a remark. It looks at this line and the next, up to the next name.
func (s *scanner) issuedBehind(i int) {
	in, start, lines := s.in, i, 0
	for stop := i + issuedReach; i < min(stop, len(in)); {
		switch c := in[i]; {
		case isSecretByte[c] && c != '%':
		case c == '\n':
			if lines++; lines == 2 {
				s.steps += i - start
				return
			}
			i++
			continue
		case c == '%':
			_, i = percentByte(in, i)
			continue
		case c == '\\':
			if end := escapeEnd(in, i); isChineseName(in, i, end) {
				s.steps += i - start
				return
			} else {
				i = end
			}
			continue
		case c >= 0x80:
			if isChineseName(in, i, i) {
				s.steps += i - start
				return
			}
			i++
			continue
		default:
			i++
			continue
		}
		j := s.secretRun(i)
		w := in[i:j]
		name := w
		for len(name) > 0 && name[len(name)-1] == '=' {
			name = name[:len(name)-1]
		}
		if secretIDBegins(w) || namesSecret(name) {
			s.steps += i - start
			return
		}
		if kind := issuedKind(w); kind != kindNone {
			j = s.wrapEnd(kind, i, j)
			s.secret(kind, i, j)
			stop = j + issuedReach
		}
		i = max(j, i+1)
	}
	s.steps += i - start
}

// issuedKind returns what a word was issued as, by its length and its letters:
// kindNone for nearly all.
func issuedKind(w []byte) secretKind {
	if len(w) < 32 || w[0] == '/' {
		return kindNone
	}
	var lower, upper, digit, hex, sign = false, false, false, true, false
	for _, c := range bytes.TrimRight(w, "=") {
		switch {
		case '0' <= c && c <= '9':
			digit = true
		case 'a' <= c && c <= 'z':
			lower = true
			hex = hex && c <= 'f'
		case 'A' <= c && c <= 'Z':
			upper, hex = true, false
		case c == '.' || c == '=' || c == '%' || c == '\\':
			return kindNone
		default:
			sign, hex = true, false
		}
	}
	switch {
	case !digit:
	case hex && (len(w) == 40 || len(w) == 64):
		return kindSignature
	case !lower || !upper:
	case len(w) == 32 && !sign:
		return kindKey
	case len(w) >= minToken:
		return kindToken
	}
	return kindNone
}

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
	case j > i && secretID(s.in[i:j]), s.namesAt(i):
		return // the walk goes on and hides a SecretId, or the value of another name
	case tied && j > i:
		if between := s.in[end:i]; bytes.Contains(between, []byte("是")) || bytes.Contains(between, []byte("为")) {
			name.trust = max(name.trust, guarded) // a sentence
		}
		s.secretValue(name, quote{}, i, end, false)
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

// secretPhrase notes the value of a name of several words: Secret Key.
func (s *scanner) secretPhrase(names []secretName, start, end int) {
	for _, name := range names {
		if next := end + len(name.end); hasFold(s.in[end:], name.end) && (next == len(s.in) || !isWord[s.in[next]]) {
			s.secretWord(name, start, next)
			return
		}
	}
}
