package decode

import (
	"bytes"
	"strings"
)

// A secretName is what a name says of its value.
type secretName struct {
	end   string // the name, or how it ends
	kind  secretKind
	trust trust
}

// A trust says which values of a name are secrets, where a colon, an equals sign
// or quotes tie them to it. Elsewhere a value has to look made by a machine,
// whatever its name; see secretNear.
type trust uint8

const (
	trusted trust = iota // all: nothing else is called secretKey
	guarded              // all but words: "password: required"
	common               // long ones: "token: expired" is prose
)

// secretKeys are the keys whose value is one secret word.
var secretKeys = newWordTable(map[string]secretName{
	"q-ak":        {kind: kindID},
	"q-signature": {kind: kindSignature},
	"signature":   {kind: kindSignature, trust: common},
	"sign":        {kind: kindSignature, trust: common},
	"ak":          {kind: kindID, trust: common},
	"sk":          {kind: kindKey, trust: common},
})

// secretPhrases are the names of two words by their first. What a longer one
// begins with comes after it.
var secretPhrases = map[string][]secretName{
	"secret":  {{" access key", kindKey, guarded}, {" key", kindKey, guarded}, {" id", kindID, common}},
	"access":  {{" key id", kindID, common}, {" key secret", kindKey, guarded}, {" key", kindKey, guarded}, {" token", kindToken, common}},
	"api":     {{" key", kindKey, guarded}},
	"private": {{" key", kindKey, guarded}},
}

// secretNames are the ends of more keys, which have prefixes of all kinds:
// TENCENTCLOUD_SECRET_KEY, cls.secretId, tmpSecretKey, X-TC-Token. Each is spelt
// in one word, with underscores and with hyphens. The first that fits counts.
var secretNames = func() (list []secretName) {
	for _, name := range []secretName{
		{"secret key", kindKey, trusted}, {"key secret", kindKey, trusted},
		{"secret id", kindID, trusted}, {"access key id", kindID, trusted},
		{"session token", kindToken, trusted}, {"security token", kindToken, trusted},
		{"x-cls-token", kindToken, trusted}, {"x-tc-token", kindToken, trusted},
		{"token", kindToken, common},
		{"access key", kindKey, guarded}, {"api key", kindKey, guarded}, {"private key", kindKey, guarded},
		{"secret", kindKey, guarded},
		{"password", kindPassword, guarded}, {"passwd", kindPassword, guarded}, {"pwd", kindPassword, guarded},
		{"passphrase", kindPassword, guarded}, {"_pass", kindPassword, guarded},
		{"encryption key", kindKey, guarded}, {"account key", kindKey, guarded},
		{"_cookie", kindCookie, trusted}, {".cookie", kindCookie, trusted},
		{"_authorization", kindAuthorization, trusted}, {".authorization", kindAuthorization, trusted},
	} {
		for _, joint := range []string{"", "_", "-"} {
			spelt := name
			if spelt.end = strings.ReplaceAll(name.end, " ", joint); joint == "" || spelt.end != name.end {
				list = append(list, spelt)
			}
		}
	}
	return list
}()

// secretEnds groups secretNames by their last two letters, each as its number in
// the alphabet.
var secretEnds = func() (groups [32][32][]secretName) {
	for _, name := range secretNames {
		n := len(name.end)
		group := &groups[name.end[n-2]&31][name.end[n-1]&31]
		*group = append(*group, name)
	}
	return groups
}()

// namesOfSecrets are the members whose value is the name of a Secret of
// Kubernetes.
var namesOfSecrets = newWordTable(map[string]bool{"existingsecret": true, "imagepullsecret": true})

// mayNameSecret reports whether a word, which is not empty, may be a name of a
// secret by its last two bytes.
func mayNameSecret(word []byte) bool {
	n := len(word)
	return n > 2 && len(secretEnds[word[n-2]&31][word[n-1]&31]) > 0 || word[n-1] <= '9'
}

// nameOfSecret returns what a word says of its value; kindNone where it is no
// name of a secret.
func nameOfSecret(word []byte) (name secretName) {
	n := len(word)
	if n < len("pwd") || n > maxKeyword {
		return name
	}
	for _, x := range secretEnds[word[n-2]&31][word[n-1]&31] { // none for nearly all words
		if i := n - len(x.end); i >= 0 && hasFold(word[i:], x.end) {
			if x.end == "secret" && i > 0 && namesOfSecrets.getFolded(word) != nil {
				return name
			}
			return x
		}
	}
	if c := word[n-1]; '0' <= c && c <= '9' && (word[n-2] < '0' || word[n-2] > '9') { // secretKey1, password_2
		return nameOfSecret(bytes.TrimRight(word[:n-1], "_-"))
	}
	return name
}

// namesSecret reports whether a word is a key or a header whose value is secret.
func namesSecret(word []byte) bool {
	switch {
	case len(word) == 0:
		return false
	case mayNameSecret(word) && nameOfSecret(word).kind != kindNone:
		return true
	case secretKeys.maybeFolded(word) && secretKeys.getFolded(word) != nil:
		return true
	}
	return secretHeaders.maybeFolded(word) && secretHeaders.getFolded(word) != nil
}

// takes reports whether a value that is tied to the name is secret. It stands in
// quotes, or was assigned after an equals sign, or after a colon only.
func (name secretName) takes(value []byte, quoted, assigned bool) bool {
	switch name.trust {
	case common:
		return len(value) >= minSecret && (len(value) >= 2*minSecret || digits.index(value) >= 0)
	case guarded:
		switch {
		case hasPrefix(value, "${"), len(bytes.Trim(value, "*")) == 0:
			return false // the place of a value, or one that is masked
		case quoted:
			return true
		case name.kind != kindPassword && bytes.IndexByte([]byte("{[(/"), value[0]) >= 0:
			return made(value[1:]) // no object, no remark, no path
		case assigned, len(value) >= minSecret:
			return true
		case bytes.IndexByte([]byte("{[("), value[0]) >= 0: // of a password, which may begin so where it was assigned
			return made(value[1:])
		}
		// A word of a sentence has no digits, and no signs but at its end.
		return bytes.ContainsAny(bytes.TrimRight(value, ".!?:*"), "0123456789!@#$%^&*+=~?")
	}
	return true
}

// made reports whether a word looks made by a machine: a name or a path, of
// lower-case words with signs between them, does not, nor does an id.
func made(word []byte) bool {
	for len(word) > 0 && (word[len(word)-1] == '=' || isEdge[word[len(word)-1]]) {
		word = word[:len(word)-1]
	}
	if !unmistakable(word) || word[0] == '/' || bytes.IndexByte(word, '=') >= 0 {
		return false
	}
	var lower, upper, sign bool
	for _, c := range word {
		lower = lower || 'a' <= c && c <= 'z'
		upper = upper || 'A' <= c && c <= 'Z'
		sign = sign || bytes.IndexByte([]byte("._-/"), c) >= 0
	}
	return lower && upper || (lower || upper) && !sign
}
