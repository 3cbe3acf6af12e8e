package decode

// The numbers of accounts.

// accountKeys are the keys whose value is the number of an account. In the name
// of a resource, qcs::cls:ap-guangzhou:uin/100000000001:topic/…, a slash stands
// between key and number.
var accountKeys = []string{"uin", "owneruin", "subuin", "subaccountuin"}

// account notes the number of an account. In a name of a resource it may be
// broken off its slash, or in two: what follows is the next part of the name.
func (s *scanner) account(_, end int) {
	in := s.in
	_, i, ok := s.afterKey(end)
	least, slash := minAccount, false
	if !ok {
		for i = end; i < len(in) && i-end < 16 && in[i] == '\\'; i++ {
		}
		if next, _ := s.wrapped(i); next > 0 && in[next] == '/' {
			i = next
		}
		switch rest := in[i:]; {
		case hasPrefix(rest, "/"):
			slash = true
			i++
		case hasFold(rest, "%2f"):
			slash = true
			i += 3
		default:
			i, _ = s.near(end)
			least = minNumber
		}
	}
	digits := func(i int) int {
		for i < len(in) && i-end < 64 && '0' <= in[i] && in[i] <= '9' {
			i++
		}
		return i
	}
	j := digits(i)
	if next, _ := s.wrapped(j); (j > i || slash) && next > 0 {
		if k := digits(next); k > next && k < len(in) && (in[k] == ':' || in[k] == '/') {
			if j == i {
				i = next
			}
			j = k
		}
	}
	if j-i >= least && (j == len(in) || !isWord[in[j]] || in[j] == '.') {
		s.secret(kindAccount, i, j)
	}
}

// maxResource bounds the name of a resource.
const maxResource = 1 << 10

// resource notes the accounts in the name of a resource that begins with qcs::,
// behind whatever key:
//
//	qcs::sts:ap-guangzhou:uin/100000000001:federated-user/100000000002
func (s *scanner) resource(_, end int) {
	if end < s.resourceEnd {
		return
	}
	in := s.in[:min(len(s.in), end+maxResource)]
	i, part := end, false // whether a part of the name begins at i
	for i < len(in) {
		c, next := in[i], i+1
		if c == '%' {
			c, next = percentByte(in, i)
		}
		switch {
		case c == ':' || c == '/':
			part = true
		case '0' <= c && c <= '9' && part:
			for next < len(in) && '0' <= in[next] && in[next] <= '9' {
				next++
			}
			if next-i >= minNumber && (next == len(in) || !isWord[in[next]]) {
				s.secret(kindAccount, i, next)
			}
			part = false
		case isWord[c] || c == '*':
			part = false
		default:
			in = in[:i]
		}
		i = next
	}
	s.steps += len(in) - end
	s.resourceEnd = len(in)
}
