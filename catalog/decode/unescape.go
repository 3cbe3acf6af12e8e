package decode

import (
	"bytes"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxRaw is how much of a value is unescaped.
const maxRaw = 64 << 10

// plain returns raw, the text of a string that open opened, as its writer meant
// it: escapes resolved, invalid bytes replaced, at most limit bytes.
func plain(raw []byte, open quote, limit int) string {
	raw = raw[:runeFloor(raw, maxRaw)]
	if open.within == '%' {
		raw = unescapeURL(raw)
	}
	if open.within == ',' {
		raw = bytes.ReplaceAll(raw, []byte(`""`), []byte(`"`))
	}
	if open.entity {
		raw = unescapeHTML(raw)
	}
	if open.char != 0 {
		levels := bits.Len32(uint32(open.slashes) + 1)
		for ; levels > 0 && bytes.IndexByte(raw, '\\') >= 0; levels-- {
			raw = unescape(raw)
		}
	}
	text := strings.ToValidUTF8(string(raw), "\uFFFD")
	return text[:runeFloor([]byte(text), limit)]
}

// runeFloor returns the largest rune border of b that is at most limit.
func runeFloor(b []byte, limit int) int {
	if len(b) <= limit {
		return len(b)
	}
	for i := limit; i > limit-utf8.UTFMax && i > 0; i-- {
		if utf8.RuneStart(b[i]) {
			return i
		}
	}
	return limit
}

// unescape resolves one level of JSON escapes, and of the two that Python adds
// (\' and \xNN). An escape that it does not know stays as it is.
func unescape(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c != '\\' || i+1 == len(raw) {
			out = append(out, c)
			continue
		}
		i++
		switch c = raw[i]; c {
		case '"', '\\', '/', '\'', '`':
			out = append(out, c)
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case 'r', 'b', 'f':
			// no one misses them
		case 'u':
			r, ok := hexRune(raw, i+1, 4)
			if !ok {
				out = append(out, '\\', 'u')
				continue
			}
			i += 4
			if utf16.IsSurrogate(r) && hasPrefix(raw[i+1:], `\u`) {
				if low, ok := hexRune(raw, i+3, 4); ok {
					if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
						r = both
						i += 6
					}
				}
			}
			out = utf8.AppendRune(out, r)
		case 'x':
			if r, ok := hexRune(raw, i+1, 2); ok {
				out = append(out, byte(r)) // a byte of UTF-8
				i += 2
				continue
			}
			out = append(out, '\\', 'x')
		default:
			out = append(out, '\\', c)
		}
	}
	return out
}

func hexRune(b []byte, i, digits int) (rune, bool) {
	if i+digits > len(b) {
		return 0, false
	}
	r := rune(0)
	for _, c := range b[i : i+digits] {
		if !isHex[c] {
			return 0, false
		}
		r = r<<4 | rune(unhex(c))
	}
	return r, true
}

// entities are those that escaping HTML makes; the numeric forms of the quotes
// are what common libraries write.
var entities = strings.NewReplacer(
	"&amp;quot;", `"`, "&quot;", `"`, "&#34;", `"`, "&#x22;", `"`,
	"&#39;", "'", "&#x27;", "'", "&apos;", "'",
	"&lt;", "<", "&gt;", ">", "&nbsp;", " ", "&amp;", "&",
)

func unescapeHTML(raw []byte) []byte { return []byte(entities.Replace(string(raw))) }

// hasEntity reports whether text has a quote that escaping HTML makes.
func hasEntity(text []byte) bool {
	if bytes.IndexByte(text, '&') < 0 {
		return false
	}
	return slices.ContainsFunc(quoteForms, func(f quoteForm) bool { return f.entity && bytes.Contains(text, []byte(f.text)) })
}

// unescapeURL resolves %NN, and + as forms have it for a blank.
func unescapeURL(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c == '+' {
			c = ' '
		} else if r, ok := hexRune(raw, i+1, 2); ok && c == '%' {
			c = byte(r)
			i += 2
		}
		out = append(out, c)
	}
	return out
}

// hexAt reports whether n hexadecimal digits stand at i.
func hexAt(b []byte, i, n int) bool {
	if i+n > len(b) {
		return false
	}
	for _, c := range b[i : i+n] {
		if !isHex[c] {
			return false
		}
	}
	return true
}

// isHex are the hexadecimal digits.
var isHex = bytesOf("0123456789abcdefABCDEF")

// unhex returns the value of a hexadecimal digit.
func unhex(c byte) byte {
	if c > '9' {
		c += 9 // of a letter, of either case, the low half is its place in the alphabet
	}
	return c & 15
}
