package decode

import (
	"bytes"
	"strings"
)

// Where the value of a name begins, what is no value, and what is a secret
// whatever stands between it and its name.

const (
	// maxWrappers is how many wrappers may stand around a value.
	maxWrappers = 4
	// maxWrapper is the longest name of a type or function that is taken for one.
	maxWrapper = 40
	// issuedReach is how far behind a name, or behind the secret before, a word is
	// looked for that was issued.
	issuedReach = 96
	// minToken is the length from which a temporary token is known by its form.
	minToken = 40
)

// wrappedValue returns the opening quote and the start of the value at i behind
// what programs write before one:
//
//	:= "…"   Some("…")   []string{"…"}   (string) (len=32) "…"   string(32) "…"   !!str …
//
// A block of YAML has it on its next line.
func (s *scanner) wrappedValue(open quote, i int) (quote, int) {
	in := s.in[:min(len(s.in), i+maxNear)]
	start := i
	for n := 0; n < maxWrappers && open.char == 0 && i < len(in); n++ {
		next := wrapperEnd(in, i)
		if next == i {
			break
		}
		i = skipBlank(in, next)
		if open, i = quoteAt(in, i); open.char == 0 {
			open, i = s.literal(i)
		}
	}
	s.steps += i - start
	return open, i
}

// afterClass returns where the value stands of a property of PHP, at whose class i
// is: ["secretKey":"Credential":private]=>
func (s *scanner) afterClass(open quote, i int) (quote, int) {
	text := s.in[i:min(len(s.in), i+maxNear)]
	n := bytes.IndexAny(text, "]\n ,{}")
	if n < 0 || text[n] != ']' || !bytes.HasSuffix(text[:n], []byte(":private")) && !bytes.HasSuffix(text[:n], []byte(":protected")) {
		return open, i
	}
	s.steps += n
	if q, next, ok := s.afterKey(i + n); ok {
		return q, next
	}
	return open, i
}

// wrapperEnd returns the end of what stands before a value at i, or i.
func wrapperEnd(in []byte, i int) int {
	c, j := in[i], i+1
	if c == '\\' {
		c, j = escapedByte(in, i)
	}
	switch {
	case c == '=': // the second sign of := or ==
		return j
	case c == '|', c == '>': // a block of YAML, or the end of =>
		for j < len(in) && (in[j] == '-' || in[j] == '+' || '0' <= in[j] && in[j] <= '9') {
			j++
		}
		if next := skipBlank(in, j); next > j && (c == '>' || bytes.ContainsAny(in[j:next], "\n\\")) {
			return j
		}
	case c == '[':
		if j < len(in) && in[j] == ']' {
			j++
		}
		return j
	case c == '(': // a type, or the argument of one
		if q, _ := quoteAt(in, j); q.char != 0 {
			return j
		}
		for j < len(in) && (isWord[in[j]] || in[j] == '=' || in[j] == '*' || in[j] == '\\') {
			j++
		}
		if j < len(in) && in[j] == ')' && j > i+1 {
			return j + 1
		}
	case c == '!': // a tag of YAML
		for j < len(in) && (isWord[in[j]] || in[j] == '!') {
			j++
		}
		if j > i+1 && j+1 < len(in) && in[j] == ' ' && in[j+1] > ' ' {
			return j
		}
	case isWord[c] && (c < '0' || c > '9'): // a type, a constructor or another function
		for j < len(in) && isWord[in[j]] {
			j++
		}
		if j == len(in) || j-i >= maxWrapper {
			break
		}
		if next, ok := separator(in, j+1); ok && in[j] == ' ' && in[j+1] != ':' { // password: string = "…"
			return next
		}
		if in[j] != '(' && in[j] != '{' {
			break
		}
		if n := bytes.IndexByte(in[j:], ')'); n > 1 && len(bytes.Trim(in[j+1:j+n], "0123456789")) == 0 { // string(32)
			return j + n + 1
		}
		return j + 1
	}
	return i
}

// absentWords are what programs and people write where there is no value.
var absentWords = map[string]bool{
	"null": true, "nil": true, "none": true, "undefined": true, "true": true, "false": true, "empty": true,
	"missing": true, "invalid": true, "required": true, "redacted": true, "masked": true, "hidden": true,
	"disabled": true, "unset": true, "string": true, "not": true, "may": true, "must": true, "is": true,
	"are": true, "and": true, "or": true, "to": true,
}

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
	var buf [maxKeyword]byte
	word := value[:min(len(value), len("undefined")+2)]
	for len(word) > 0 && isEdge[word[len(word)-1]] {
		word = word[:len(word)-1]
	}
	return len(word) <= len("undefined") && absentWords[string(lower(&buf, word))]
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
		case !isSecretByte(c):
			i++
			continue
		}
		j := s.secretRun(i)
		switch w := in[i:j]; {
		case secretIDBegins(w), namesSecret(bytes.TrimRight(w, "=")):
			s.steps += i - start
			return
		default:
			if kind := issuedKind(w); kind != kindNone {
				j = s.wrapEnd(kind, i, j)
				s.secret(kind, i, j)
				stop = j + issuedReach
			}
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
