package decode

import "bytes"

// What a ticket needs beside the error: which topic and logset, which region,
// which program, and when it signed the request.
func init() {
	id := func(kind markKind) func(s *scanner, start, end int) int {
		return func(s *scanner, start, end int) int {
			i := end
			if i < len(s.in) && s.in[i] == '/' {
				i++ // qcs::cls:ap-guangzhou:uin/100000000001:topic/3f1c8f0a-…
			} else if _, next, ok := s.afterKey(end); ok {
				i = next
			} else if next, ok := cell(s.in, end); ok {
				i = next
			} else if hasSuffix(s.in[:start], "--") {
				i = skipBlank(s.in, end) // --TopicId 3f1c8f0a-…
			} else {
				return 0
			}
			j := i
			for j < len(s.in) && isWord[s.in[j]] && j-i <= uuidLen {
				j++
			}
			if j = uuidEnd(s.in, i, j); isUUID(unwrap(s.in[i:j], "")) {
				s.mark(mark{kind: kind, start: int32(i), end: int32(j)})
				s.explain(i, j)
			}
			return 0
		}
	}
	register(recogniser{name: "topic id", words: []string{"topic", "topic_id", "topicid", "topic-id", "topic_ids", "topicids"}, wraps: true, read: id(markTopic)})
	register(recogniser{name: "logset id", words: []string{"logset", "logset_id", "logsetid", "logset-id"}, wraps: true, read: id(markLogset)})

	register(recogniser{name: "time in a JSON log", words: []string{"time", "ts", "t", "timestamp", "datetime"}, read: func(s *scanner, start, end int) int {
		_, i, ok := s.afterKey(end)
		if !ok || s.head != headNone {
			return 0
		}
		i, j := timeAt(s.in, i)
		if digitsLike(s.in, i, "0000-00-00") == 0 {
			for j = i; j < len(s.in) && j-i < 13 && '0' <= s.in[j] && s.in[j] <= '9'; j++ {
			}
			if n := j - i; n != 10 && n != 13 {
				return 0
			}
			j = fraction(s.in, j)
		}
		if j > i {
			s.mark(mark{kind: markTime, start: int32(i), end: int32(j)})
		}
		return 0
	}})
	register(recogniser{name: "region", words: []string{"region", "x-tc-region"}, read: func(s *scanner, start, end int) int {
		_, i, ok := s.afterKey(end)
		if !ok {
			i = skipBlank(s.in, end) // --region ap-guangzhou
		}
		s.region(i)
		return 0
	}})
	register(recogniser{name: "signature time", words: []string{"q-sign-time"}, read: func(s *scanner, start, end int) int {
		_, i, ok := s.afterKey(end)
		if !ok {
			return 0
		}
		j := i
		for j < len(s.in) && j-i < 32 && ('0' <= s.in[j] && s.in[j] <= '9' || s.in[j] == ';') {
			j++
		}
		if hasPrefix(s.in[j:], "%3B") || hasPrefix(s.in[j:], "%3b") {
			for j += 3; j < len(s.in) && j-i < 32 && '0' <= s.in[j] && s.in[j] <= '9'; j++ {
			}
		}
		if j > i {
			s.mark(mark{kind: markSignTime, start: int32(i), end: int32(j)})
		}
		return 0
	}})
	register(recogniser{name: "User-Agent", words: []string{"user-agent"}, read: func(s *scanner, start, end int) int {
		open, i, ok := s.afterKey(end)
		if !ok {
			return 0
		}
		j := i
		for j < len(s.in) && j-i < 256 && s.in[j] >= ' ' && s.in[j] != '"' && s.in[j] != '\\' && (open.char == 0 || s.in[j] != open.char) {
			j++
		}
		if j = trimRight(s.in, i, j); j > i {
			s.mark(mark{kind: markClient, start: int32(i), end: int32(runeStart(s.in, j)), n: -1})
		}
		return 0
	}})
}

// region marks the region at i.
func (s *scanner) region(i int) {
	j := i
	for j < len(s.in) && isWord[s.in[j]] && j-i < 32 {
		j++
	}
	if isRegion(s.in[i:j]) {
		s.mark(mark{kind: markRegion, start: int32(i), end: int32(j)})
		s.explain(i, j)
	}
}

// resourceRegion marks the region at i in the name of a resource, where a colon
// follows it, so that the rest of a wrapped one is known.
func (s *scanner) resourceRegion(i int) {
	j := i
	for j < len(s.in) && isWord[s.in[j]] && j-i < 32 {
		j++
	}
	if next, _ := s.wrapped(j); next > 0 {
		for j = next; j < len(s.in) && isWord[s.in[j]] && j-next < 32; {
			j++
		}
	}
	if j < len(s.in) && s.in[j] == ':' && isRegion(unwrap(s.in[i:j], "")) {
		s.mark(mark{kind: markRegion, start: int32(i), end: int32(j)})
		s.explain(i, j)
	}
}

// runeStart returns the last rune border of in that is at most i.
func runeStart(in []byte, i int) int {
	for k := i; k > 0 && k < len(in) && i-k < 4; k-- {
		if in[k] < 0x80 || in[k] >= 0xC0 {
			return k
		}
	}
	return i
}

const uuidLen = 36

// isUUID reports whether text has the form of a UUID.
func isUUID(text []byte) bool {
	if len(text) != uuidLen {
		return false
	}
	for i, c := range text {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (c == '-') || !dash && !isHex[c] {
			return false
		}
	}
	return true
}

// isRegion reports whether text is a region, "ap-guangzhou" or "ap-shanghai-fsi".
func isRegion(text []byte) bool {
	if len(text) < 6 || text[2] != '-' || len(text) > 24 {
		return false
	}
	switch string(text[:2]) {
	case "ap", "na", "eu", "sa", "me", "af":
	default:
		return false
	}
	for _, c := range text[3:] {
		if (c < 'a' || c > 'z') && c != '-' && (c < '0' || c > '9') {
			return false
		}
	}
	return 'a' <= text[3] && text[3] <= 'z'
}

// regionOf returns where in the host of CLS, which starts at i, its region
// stands: ap-guangzhou.cls.tencentcs.com, cls.ap-guangzhou.tencentcloudapi.com.
func regionOf(host []byte) Span {
	start := 0
	for i := 0; i <= len(host); i++ {
		if i < len(host) && host[i] != '.' {
			continue
		}
		label := bytes.TrimSuffix(host[start:i], []byte("-producer"))
		if isRegion(label) {
			return Span{start, start + len(label)}
		}
		start = i + 1
	}
	return Span{}
}
