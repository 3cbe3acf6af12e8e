package decode

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
)

// What is made of the secrets that were found: places without overlaps, with
// placeholders, and texts in which these stand.

// redactions returns the secrets in order, without overlaps and with their
// placeholders. Of overlapping secrets the outer one counts; where neither
// holds the other, they become one of the first's kind. A long secret word that
// occurs again anywhere is hidden there as well.
func (s *scanner) redactions() []Redaction {
	all := s.repeated(outermost(s.secrets.list(), secret.at, secret.until))
	switch {
	case s.stop == 0:
	case s.stop >= s.size:
		s.more = true // only what was unpacked of a HAR is left out
	default:
		all = outermost(append(all, secret{kindRest, int32(s.stop), int32(s.size)}), secret.at, secret.until)
	}
	var list []Redaction
	if len(all) > 0 {
		list = make([]Redaction, len(all))
	}
	first := make(map[uint64]int32, len(all)) // a secret, without the breaks of wrapping, to its first place in all
	var count [len(secretKinds)]int
	for i, x := range all {
		r := &list[i]
		*r = Redaction{Kind: secretKinds[x.kind], Start: int(x.start), End: int(x.end)}
		key := maphash.Bytes(hashSeed, unwrap(s.in[x.start:x.end], ""))
		if same, seen := first[key]; seen {
			r.Kind, r.Placeholder = list[same].Kind, list[same].Placeholder
			continue
		}
		count[x.kind]++
		r.Placeholder = "<" + r.Kind + "-" + strconv.Itoa(count[x.kind]) + ">"
		first[key] = int32(i)
	}
	return list
}

// hashSeed makes collisions of 64 bits a matter of chance, and so of never.
var hashSeed = maphash.MakeSeed()

// repeated adds to secrets, which are sorted, the places where one of their
// words stands by itself.
func (s *scanner) repeated(secrets []secret) []secret {
	known := map[uint64]int32{} // hash of a secret word to the first secret that has it
	var filter wordFilter
	for i, x := range secrets {
		s.eachNumber(int(x.start), int(x.end), func(start, end int) {
			w := s.in[start:end]
			if !unmistakable(w) && x.kind != kindAccount {
				return
			}
			key := maphash.Bytes(hashSeed, w)
			if _, seen := known[key]; !seen {
				known[key] = int32(i)
				filter.add(w)
			}
		})
	}
	if len(known) == 0 {
		return secrets
	}
	var more blocks[secret]
	pos := 0
	between := func(start, end int) {
		s.eachNumber(start, end, func(start, end int) {
			w := s.in[start:end]
			if !filter.maybe(w) {
				return
			}
			if i, found := known[maphash.Bytes(hashSeed, w)]; found {
				if more.n == maxSecrets {
					s.stopAt(start)
					return
				}
				more.add(secret{secrets[i].kind, int32(start), int32(end)})
			}
		})
	}
	for _, x := range secrets {
		between(pos, int(x.start))
		pos = int(x.end)
	}
	between(pos, len(s.in))
	if more.n == 0 {
		return secrets
	}
	return outermost(append(more.list(), secrets...), secret.at, secret.until)
}

// outermost sorts secrets, or what a report says of them, and merges those that
// overlap, in place. The merged one is the outer, or else the first. at returns
// where one stands, until the same one with another end.
func outermost[T any](all []T, at func(T) Span, until func(T, int) T) []T {
	byPlace := func(x, y T) int {
		a, b := at(x), at(y)
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	}
	if !slices.IsSortedFunc(all, byPlace) { // they mostly are
		slices.SortStableFunc(all, byPlace)
	}
	out := all[:0]
	for _, x := range all {
		if n := len(out); n > 0 && at(x).Start < at(out[n-1]).End {
			out[n-1] = until(out[n-1], max(at(x).End, at(out[n-1]).End))
			continue
		}
		out = append(out, x)
	}
	return out
}

func (x secret) at() Span             { return Span{int(x.start), int(x.end)} }
func (x secret) until(end int) secret { return secret{x.kind, x.start, int32(end)} }

func (x Redaction) at() Span                { return Span{x.Start, x.End} }
func (x Redaction) until(end int) Redaction { x.End = end; return x }

// unmistakable reports whether a word is random enough to be hidden wherever
// it occurs.
func unmistakable(word []byte) bool {
	return len(word) >= minSecret && digits.index(word) >= 0
}

// minNumber is the length from which the number of an account is hidden
// wherever it occurs. Other secrets that are hidden so are longer.
const minNumber = 9

// eachNumber calls f with every word of [start, end) that is long enough for the
// number of an account. It looks at the last byte of such a word first, so of
// most texts it sees a part only.
func (s *scanner) eachNumber(start, end int, f func(start, end int)) {
	s.steps += end - start
	for i := start; i+minNumber <= end; {
		j := i + minNumber
		for j > i && isWord[s.in[j-1]] {
			j--
		}
		if j > i {
			i = j // no word reaches over the byte before j
			continue
		}
		for j = i + minNumber; j < end && isWord[s.in[j]]; j++ {
		}
		f(i, j)
		i = j
	}
}

// hidden returns the text of a span with every secret replaced.
func (a *assembly) hidden(at Span) []byte {
	i := a.secretFrom(at.Start)
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
