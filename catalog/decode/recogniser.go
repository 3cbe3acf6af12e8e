package decode

// A recogniser reads what begins with, or is told by, one of its words: a key,
// the name of an exception, a header. Each file of recognisers registers its
// own in an init function, so that a new shape is a new file and a golden of it.
type recogniser struct {
	name  string   // what it reads, for people
	words []string // in lower case; without the bytes of wordEdge at their ends
	// read acts on the word [start, end) and returns where to go on, or 0 for
	// right after it. Its steps must be linear in what it marks, or bounded.
	read   func(s *scanner, start, end int) (next int)
	always bool // also in lines that are curl's chatter
}

// recognisers are all of them by word.
var recognisers wordTable[[]*recogniser]

func register(r recogniser) {
	for _, w := range r.words {
		if len(w) > maxKeyword {
			panic("decode: the word " + w + " is too long")
		}
		same := recognisers.at(w)
		*same = append(*same, &r)
	}
}

// maxKeyword is the length from which words mean nothing.
const maxKeyword = 64

// recognise calls the recognisers of the word [start, end) until one goes on
// elsewhere.
func (s *scanner) recognise(list []*recogniser, start, end int) (next int) {
	own := s.isConsumed(start) || start < s.dataEnd
	for _, r := range list {
		if (s.quiet || own) && !r.always {
			continue
		}
		if next := r.read(s, start, end); next > end {
			return next
		}
	}
	return 0
}

func init() {
	for word, sign := range idSigns {
		register(recogniser{name: "request id", words: []string{word}, read: func(s *scanner, start, end int) int {
			return s.requestID(sign, start, end)
		}})
	}
	for word := range statusKeys {
		register(recogniser{name: "status", words: []string{word}, read: func(s *scanner, start, end int) int {
			return s.statusAfter(word, start, end)
		}})
	}
}
