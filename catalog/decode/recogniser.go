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
	wraps  bool // also where a terminal broke the word at the end of its line
}

// recognisers are all of them by word.
var recognisers wordTable[[]*recogniser]

// wrapping are the words of those that read wrapped ones.
var wrapping wordFilter

func register(r recogniser) {
	for _, w := range r.words {
		if len(w) > maxKeyword {
			panic("decode: the word " + w + " is too long")
		}
		if r.wraps {
			wrapping.add([]byte(w))
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

// brokenWord looks at a word of which [start, end) stands on its line and the
// rest, perhaps, on the next: a word of a recogniser, or the name of a secret.
func (s *scanner) brokenWord(start, end int) {
	in, next := s.in, end+1
	if in[end] == '\r' && next < len(in) && in[next] == '\n' {
		next++
	}
	next = skipQuoteMarks(in, next)
	stop := next
	for stop < len(in) && isWord[in[stop]] && stop-next < maxKeyword {
		stop++
	}
	s.steps += stop - end
	n := end - start + stop - next
	if stop == next || n >= maxKeyword {
		return
	}
	reads := wrapping.has(in[start]|lowerBit, in[stop-1]|lowerBit, n) && !s.quiet && start >= s.dataEnd && !s.isConsumed(start)
	names := stop < len(in) && endsName[in[stop]] && !s.inSecret(start)
	if !reads && !names {
		return
	}
	var buf [maxKeyword]byte
	word := buf[:n]
	copy(word[copy(word, in[start:end]):], in[next:stop])
	if names {
		s.brokenName(word, start, next, stop)
	}
	if !reads {
		return
	}
	if list := recognisers.getFolded(word); list != nil {
		for _, r := range *list {
			if r.wraps {
				r.read(s, start, stop)
			}
		}
	}
}

func init() {
	for word, sign := range idSigns {
		register(recogniser{name: "request id", words: []string{word}, wraps: true, read: func(s *scanner, start, end int) int {
			return s.requestID(sign, start, end)
		}})
	}
	for word := range statusKeys {
		register(recogniser{name: "status", words: []string{word}, read: func(s *scanner, start, end int) int {
			return s.statusAfter(word, start, end)
		}})
	}
}
