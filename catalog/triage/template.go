package triage

// Two records of one kind differ in ids, numbers and times only. A template is
// what is left without them.

// template appends text to dst with everything replaced that differs among
// records of a kind and cannot change what the decoder says of them: numbers
// stay where they may be a status or a code.
func template(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		c := text[i]
		if !letter(c) && !digit(c) {
			dst = append(dst, c)
			i++
			continue
		}
		j, digits, hex := i, 0, true
		for ; j < len(text); j++ {
			c := text[j]
			switch {
			case digit(c):
				digits++
				continue
			case letter(c):
				hex = hex && (c|0x20) <= 'f'
				continue
			}
			break
		}
		token := text[i:j]
		switch n := j - i; {
		case digits == 0, i > 0 && (text[i-1] == '\\' || text[i-1] == '%' || text[i-1] == '#'):
			dst = append(dst, token...) // a word, or an escape
		case n == 8 && hex && uuidAt(text, i):
			dst = append(dst, "<uuid>"...)
			j = i + uuidLen
		case digits == n:
			if n == 3 && token[0] <= '5' && plainNumber(text, i, j) || afterCode(text, i) {
				dst = append(dst, token...)
			} else {
				dst = append(dst, '#')
			}
		case n >= 8 && hex:
			dst = append(dst, "<hex>"...)
		case digits <= 2 && letter(token[0]) && n < 32:
			dst = append(dst, token...)
		case n >= 24 && digits > 2:
			dst = append(dst, "<id>"...)
		default:
			for k := range token {
				if !digit(token[k]) {
					dst = append(dst, token[k])
				} else if k == 0 || !digit(token[k-1]) {
					dst = append(dst, '#')
				}
			}
		}
		i = j
	}
	return dst
}

// plainNumber reports whether the digits [i, j) are no part of a larger number,
// a time or an address.
func plainNumber(p []byte, i, j int) bool {
	if i > 1 && (p[i-1] == '.' || p[i-1] == ',') && digit(p[i-2]) || j+1 < len(p) && (p[j] == '.' || p[j] == ':') && digit(p[j+1]) {
		return false
	}
	return true
}

// afterCode reports whether a key that may be a code stands right before i.
func afterCode(p []byte, i int) bool {
	for n := 0; i > 0 && n < 6; n++ {
		c := p[i-1]
		if letter(c) {
			return i >= 3 && (equalFold(p[i-3:i], "ode") || equalFold(p[i-3:i], "tus"))
		}
		i--
	}
	return false
}

const uuidLen = 36

// uuidAt reports whether a UUID begins at i.
func uuidAt(p []byte, i int) bool {
	if len(p)-i < uuidLen {
		return false
	}
	for k, c := range p[i : i+uuidLen] {
		if k == 8 || k == 13 || k == 18 || k == 23 {
			if c != '-' {
				return false
			}
		} else if !digit(c) && !('a' <= c|0x20 && c|0x20 <= 'f') {
			return false
		}
	}
	return true
}

// maxNormal is how many bytes of a message tell groups apart.
const maxNormal = 200

// Normal returns a message in the form that groups are told apart by: ids,
// numbers, times, hosts and quoted names are replaced by placeholders.
func Normal(message string) string {
	return normal(message, true)
}

func normal(message string, quotes bool) string {
	text := []byte(message)
	dst := make([]byte, 0, min(len(text), maxNormal)+16)
	for i := 0; i < len(text) && len(dst) < maxNormal; {
		c := text[i]
		switch {
		case c <= ' ':
			if n := len(dst); n > 0 && dst[n-1] != ' ' {
				dst = append(dst, ' ')
			}
			i++
			continue
		case quotes && (c == '"' || c == '\'' || c == '`') && (i == 0 || !wordByte(text[i-1])):
			if end := quoteEnd(text, i); end > 0 {
				dst = append(dst, "<name>"...)
				i = end
				continue
			}
		case digit(c) && (i == 0 || !wordByte(text[i-1])):
			if _, end, ok := timeAt(text, i, 1970); ok {
				dst = append(dst, "<time>"...)
				i = end
				continue
			}
		}
		if !letter(c) && !digit(c) {
			dst = append(dst, c)
			i++
			continue
		}
		if j := hostEnd(text, i); j > i {
			dst = append(dst, "<host>"...)
			i = j
			continue
		}
		j, digits, hex := i, 0, true
		for ; j < len(text) && (letter(text[j]) || digit(text[j])); j++ {
			if digit(text[j]) {
				digits++
			} else {
				hex = hex && text[j]|0x20 <= 'f'
			}
		}
		token := text[i:j]
		switch n := j - i; {
		case n == 8 && hex && uuidAt(text, i):
			dst = append(dst, "<uuid>"...)
			j = i + uuidLen
		case digits == 0:
			dst = append(dst, token...)
		case digits == n:
			dst = append(dst, "<n>"...)
			for j+1 < len(text) && (text[j] == '.' || text[j] == ',') && digit(text[j+1]) {
				for j++; j < len(text) && digit(text[j]); j++ {
				}
			}
		case n >= 8 && hex:
			dst = append(dst, "<hex>"...)
		case n >= 20 && digits > 2:
			dst = append(dst, "<id>"...)
		default:
			for k := 0; k < n; k++ {
				if !digit(token[k]) {
					dst = append(dst, token[k])
				} else if k == 0 || !digit(token[k-1]) {
					dst = append(dst, "<n>"...)
				}
			}
		}
		i = j
	}
	return string(trimRune(dst))
}

// quoteEnd returns the offset after the quoted name at i, 0 if it is none.
func quoteEnd(p []byte, i int) int {
	for j := i + 1; j < len(p) && j-i <= 80; j++ {
		if p[j] == p[i] {
			if j == i+1 {
				return 0
			}
			return j + 1
		}
		if p[j] == '\n' {
			return 0
		}
	}
	return 0
}

// hostEnd returns the end of the host or IPv4 address, with its port, at i, or
// i. A host has two dots and ends with letters, or one and a port.
func hostEnd(p []byte, i int) int {
	if i > 0 && (wordByte(p[i-1]) || p[i-1] == '.' || p[i-1] == '-') {
		return i
	}
	j, dots, digits, letters, last := i, 0, 0, 0, i
	for ; j < len(p) && (letter(p[j]) || digit(p[j]) || p[j] == '.' || p[j] == '-'); j++ {
		switch {
		case p[j] == '.':
			dots++
			last = j + 1
		case digit(p[j]):
			digits++
		case 'A' <= p[j] && p[j] <= 'Z':
			return i // a code or a class
		default:
			letters++
		}
	}
	for j > i && (p[j-1] == '.' || p[j-1] == '-') {
		j--
	}
	if last >= j {
		return i
	}
	port := j
	if port+1 < len(p) && p[port] == ':' && digit(p[port+1]) {
		for port++; port < len(p) && digit(p[port]); port++ {
		}
	}
	switch {
	case letters == 0 && dots == 3 && digits >= 4:
		return port
	case letters > 0 && digit(p[last]):
		return i
	case letters > 0 && (dots >= 2 || dots == 1 && port > j):
		return port
	}
	return i
}

// trimRune removes blanks and a cut rune from the end of p.
func trimRune(p []byte) []byte {
	for len(p) > 0 && p[len(p)-1] == ' ' {
		p = p[:len(p)-1]
	}
	if len(p) >= maxNormal {
		p = p[:maxNormal]
		for len(p) > 0 && p[len(p)-1] >= 0x80 {
			p = p[:len(p)-1]
		}
	}
	return p
}
