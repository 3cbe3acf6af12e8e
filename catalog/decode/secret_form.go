package decode

import "bytes"

// Secrets that are told by their own form, or by the word before them.

// secretID reports whether a word is a SecretId as it is issued.
func secretID(word []byte) bool {
	return len(word) >= 12 && secretIDBegins(word)
}

// secretIDBegins reports whether text begins as a SecretId does.
func secretIDBegins(text []byte) bool { return hasPrefix(text, "AKID") }

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
	return len(w) >= minToken && hasPrefix(w, "eyJ") && bytes.Count(w, []byte(".")) == 2
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
		} else if line := bytes.LastIndexByte(part[:n], '\n'); line >= 0 {
			start := min(n, skipQuoteMarks(part, line+1))
			if last := part[start:n]; bytes.IndexByte(last, ' ') >= 0 || namesSecret(bytes.Trim(last, "\"'\\")) {
				n = line // of another text, or of another secret
			}
		}
	}
	s.steps += n
	if i < trimRight(in, i, i+n) {
		s.secret(kindKey, i, i+n)
	}
}
