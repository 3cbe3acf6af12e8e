package decode

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
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
)

// secretKeys are the keys whose value is one secret word.
var secretKeys = map[string]string{
	"q-ak":                 SecretID,
	"secretid":             SecretID,
	"secret_id":            SecretID,
	"secret-id":            SecretID,
	"tmpsecretid":          SecretID,
	"q-signature":          SecretSignature,
	"signature":            SecretSignature,
	"x-cls-token":          SecretToken,
	"x-tc-token":           SecretToken,
	"x-cos-security-token": SecretToken,
	"token":                SecretToken,
	"sessiontoken":         SecretToken,
	"securitytoken":        SecretToken,
	"security_token":       SecretToken,
}

// secretHeaders are the headers whose whole value is secret.
var secretHeaders = map[string]string{
	"authorization":       SecretAuthorization,
	"proxy-authorization": SecretAuthorization,
	"cookie":              SecretCookie,
	"set-cookie":          SecretCookie,
}

// minSecret is the length from which a value of the plain words "token" and
// "signature" is taken for a secret; shorter ones are prose.
const minSecret = 16

// secretWord notes the value of a key of secretKeys that ends at end.
func (s *scanner) secretWord(kind string, start, end int) {
	if start < s.secretEnd {
		return // inside a larger secret
	}
	_, i, ok := s.afterKey(end)
	if !ok {
		return
	}
	j := i
	for j < len(s.in) && isSecretByte(s.in[j]) {
		j++
	}
	s.steps += j - i
	key := s.in[start:end]
	if plainWord := bytes.EqualFold(key, []byte("token")) || bytes.EqualFold(key, []byte("signature")); j == i || plainWord && j-i < minSecret {
		return
	}
	s.secret(kind, i, j)
}

func isSecretByte(c byte) bool {
	return isWord[c] || c == '+' || c == '/' || c == '=' || c == '%' || c == '*' || c == '~'
}

// secretHeader notes the value of a header of secretHeaders whose name stands
// at [start, end). The signature form that CLS uses is kept readable, because
// its times show a wrong clock: only its key id and signature are secret, and
// those are noted by their own names.
func (s *scanner) secretHeader(kind string, start, end int) {
	if start < s.secretEnd {
		return
	}
	open, i, ok := s.afterKey(end)
	if !ok {
		return
	}
	if hasFold(s.in[i:], "q-sign-algorithm") {
		return
	}
	j := i
	if open.char != 0 {
		v, _ := s.readString(i, open, len(s.in))
		j = int(v.end)
	} else {
		j = s.headerEnd(start, i)
	}
	if j > i {
		s.secret(kind, i, j)
	}
}

// headerEnd returns where an unquoted header value that starts at i ends: with
// its line if the name starts the line, otherwise with the first thing that
// can enclose a header in a log. Rather too much is hidden than too little.
func (s *scanner) headerEnd(name, i int) int {
	stops := "\n"
	if name != s.lineStart {
		stops = "\n\"'`\\{}]"
	}
	n := bytes.IndexAny(s.in[i:], stops)
	if n < 0 {
		n = len(s.in) - i
	}
	s.steps += n
	return trimRight(s.in, i, i+n)
}

// secretKeyName reports whether a word names a secret key: SecretKey with any
// prefix and spelling (TENCENTCLOUD_SECRET_KEY, tmpSecretKey, secret-key).
func secretKeyName(word []byte) bool {
	for _, suffix := range []string{"secretkey", "secret_key", "secret-key", "key_secret", "keysecret"} {
		if n := len(word) - len(suffix); n >= 0 && hasFold(word[n:], suffix) {
			return true
		}
	}
	return false
}

// secretID reports whether a word is a SecretId as it is issued.
func secretID(word []byte) bool {
	return len(word) >= 12 && bytes.HasPrefix(word, []byte("AKID"))
}

func (s *scanner) secret(kind string, start, end int) {
	s.secrets = append(s.secrets, Redaction{Kind: kind, Start: start, End: end})
	s.secretEnd = max(s.secretEnd, end)
}

// redactions returns the secrets in order, without overlaps and with their
// placeholders. Of overlapping secrets the outer one counts; where neither
// holds the other, they become one of the first's kind. A long secret word that
// occurs again anywhere is hidden there as well.
func (s *scanner) redactions() []Redaction {
	known := map[string]string{} // secret word to the kind it was found as
	for _, x := range s.secrets {
		s.eachWord(x.Start, x.End, func(start, end int) {
			if w := s.in[start:end]; unmistakable(w) && known[string(w)] == "" {
				known[string(w)] = x.Kind
			}
		})
	}
	all := s.secrets
	if len(known) > 0 {
		s.eachWord(0, len(s.in), func(start, end int) {
			if kind := known[string(s.in[start:end])]; kind != "" {
				all = append(all, Redaction{Kind: kind, Start: start, End: end})
			}
		})
	}
	slices.SortFunc(all, func(a, b Redaction) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	out := all[:0]
	for _, x := range all {
		if n := len(out); n > 0 && x.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, x.End)
			continue
		}
		out = append(out, x)
	}
	names := map[string]string{} // kind and secret to placeholder
	count := map[string]int{}
	for i, x := range out {
		key := x.Kind + " " + string(s.in[x.Start:x.End])
		if names[key] == "" {
			count[x.Kind]++
			names[key] = "<" + x.Kind + "-" + strconv.Itoa(count[x.Kind]) + ">"
		}
		out[i].Placeholder = names[key]
	}
	return out
}

// unmistakable reports whether a word is random enough to be hidden wherever
// it occurs.
func unmistakable(word []byte) bool {
	return len(word) >= minSecret && bytes.ContainsAny(word, "0123456789")
}

// eachWord calls f with every word of [start, end).
func (s *scanner) eachWord(start, end int, f func(start, end int)) {
	s.steps += end - start
	for i := start; i < end; {
		if !isWord[s.in[i]] {
			i++
			continue
		}
		j := i + 1
		for j < end && isWord[s.in[j]] {
			j++
		}
		f(i, j)
		i = j
	}
}

// hidden returns the text of a span with every secret replaced.
func (a *assembly) hidden(at Span) []byte {
	i, _ := slices.BinarySearchFunc(a.secrets, at.Start, func(x Redaction, start int) int {
		return cmp.Compare(x.End, start+1)
	})
	if i == len(a.secrets) || a.secrets[i].Start >= at.End {
		return a.in[at.Start:at.End]
	}
	var out []byte
	pos := at.Start
	for ; i < len(a.secrets) && a.secrets[i].Start < at.End; i++ {
		x := a.secrets[i]
		out = append(out, a.in[pos:max(pos, x.Start)]...)
		out = append(out, x.Placeholder...)
		pos = min(x.End, at.End)
	}
	return append(out, a.in[pos:at.End]...)
}

// text returns a value as a string for the report. Where a line break was put
// into a quoted one by wrapping, joint takes its place.
func (a *assembly) text(v value, joint string, limit int) string {
	raw := a.hidden(v.span())
	if v.open.char != 0 {
		raw = unwrap(raw, joint)
	} else if string(raw) == "null" {
		return ""
	}
	return strings.TrimSpace(plain(raw, v.open, limit))
}

// Redact returns input, the text that r was made from, with every secret
// replaced by its placeholder. What is beyond [MaxInput] was not searched for
// secrets, so it is left out.
func (r Report) Redact(input []byte) []byte {
	input = readable(input)
	out := make([]byte, 0, len(input))
	pos := 0
	for _, x := range r.Redactions {
		out = append(out, input[pos:x.Start]...)
		out = append(out, x.Placeholder...)
		pos = x.End
	}
	return append(out, input[pos:]...)
}
