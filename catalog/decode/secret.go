package decode

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
	// maxNear bounds what may stand between a name and a value that no sign ties
	// to it.
	maxNear = 64
	// maxQuoted bounds a secret in quotes that holds other bytes than secret words.
	maxQuoted = 512
	// maxUserinfo bounds user and password in a URL.
	maxUserinfo = 512
	// maxPrivateKey bounds a private key in PEM; one of 8192 bits is shorter.
	maxPrivateKey = 8 << 10
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

func init() {
	always := func(name string, read func(s *scanner, start, end int), words ...string) {
		register(recogniser{name: name, words: words, always: true, read: func(s *scanner, start, end int) int {
			if !s.inSecret(start) {
				read(s, start, end)
			}
			return 0
		}})
	}
	for word, name := range secretKeys.all() {
		always(secretKinds[name.kind], func(s *scanner, start, end int) { s.secretWord(name, start, end) }, word)
	}
	for word := range secretPhrases {
		always("name of two words", func(s *scanner, start, end int) { s.secretPhrase(secretPhrases[word], start, end) }, word)
	}
	for word, kind := range secretHeaders.all() {
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

// secret notes a secret, and keeps the names in it from being read.
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

// addSecret notes a secret that may have others in it.
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
