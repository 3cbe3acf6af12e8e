package decode

import "bytes"

// Access management (CAM) denies in a sentence of its own:
//
//	you are not authorized to perform operation (cls:SearchLog)
//	resource (qcs::cls:ap-guangzhou:uin/100000000001:topic/3f1c…) has no permission
//
// It names what a policy would have to allow. Region and topic of the resource
// are read where they stand.
func init() {
	denied := cause{text: "Access management (CAM) does not allow this action on this resource. A policy would have to.",
		code: "AuthFailure.UnauthorizedOperation", shared: true}
	text := phraseWords("authorized to perform operation")
	register(recogniser{name: "CAM denial", words: text[:1], read: func(s *scanner, start, end int) int {
		i, ok := s.wordsFollow(text[1:], end, start+maxPhrase)
		if !ok {
			return 0
		}
		if action, ok := s.inParens(i); ok {
			marks := []mark{{kind: markDenial, start: int32(action.Start), end: int32(action.End)}}
			end = action.End + 1
			if i = skipBlank(s.in, end); hasPrefix(s.in[i:], "resource") {
				if resource, ok := s.inParens(i + len("resource")); ok {
					marks = append(marks, mark{kind: markResource, start: int32(resource.Start), end: int32(resource.End)})
					end = resource.End + 1
				}
			}
			s.markCause(start, end, &denied)
			if service, _, ok := bytes.Cut(s.in[action.Start:action.End], []byte(":")); ok && string(service) != "cls" && !bytes.Contains(service, []byte("*")) {
				s.mark(mark{kind: markSign, sign: signTencent, start: int32(action.Start), end: int32(action.Start + len(service))})
			}
			for _, m := range marks {
				s.mark(m)
			}
		}
		return 0
	}})
}

// inParens returns what stands in the parentheses at i.
func (s *scanner) inParens(i int) (Span, bool) {
	i = skipBlank(s.in, i)
	if i >= len(s.in) || s.in[i] != '(' {
		return Span{}, false
	}
	rest := s.in[i+1 : min(len(s.in), i+1+maxPhrase)]
	n := bytes.IndexAny(rest, ")\n")
	s.steps += len(rest)
	if n <= 0 || rest[n] != ')' {
		return Span{}, false
	}
	return Span{i + 1, i + 1 + n}, true
}
