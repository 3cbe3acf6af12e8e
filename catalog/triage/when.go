package triage

// A moment is the time of a record, as its log wrote it.
type moment struct {
	ms     int64 // Unix time in milliseconds; where zone is zoneNone, as if in UTC
	zone   int16 // offset from UTC in minutes, or zoneNone
	noYear bool  // the log does not say the year
}

// zoneNone is the zone of a time that names none.
const zoneNone = 1 << 14

// timeReach is how many bytes of a line are searched for its time.
const timeReach = 96

// lineTime returns the time that a line says it was written at.
func lineTime(line []byte, year int) (m moment, ok bool) {
	if len(line) > 0 && line[0] == '{' {
		return objectTime(line, year)
	}
	reach := min(len(line), timeReach)
	for i := 0; i < reach; i++ {
		if i > 0 && !edge(line[i-1]) {
			continue
		}
		switch c := line[i]; {
		case digit(c):
			if m, _, ok := timeAt(line, i, year); ok {
				return m, true
			}
			if i == 0 || line[i-1] == '=' && timeKey(line[:i-1]) {
				if m, ok := epoch(line[i:]); ok {
					return m, true
				}
			}
		case letter(c) && len(line)-i >= 15:
			if m, ok := wordTime(line, i, year); ok {
				return m, true
			}
		}
	}
	return moment{}, false
}

// edge reports whether a time may begin after c.
func edge(c byte) bool {
	switch c {
	case ' ', '\t', '[', '(', '"', '\'', '|', '<', '>', '=', ',':
		return true
	}
	return false
}

// timeKey reports whether text ends with the name of a time: "ts", "time".
func timeKey(text []byte) bool {
	for _, name := range []string{"time", "ts", "timestamp", "datetime", "@t", "date"} {
		if n := len(text) - len(name); n >= 0 && equalFold(text[n:], name) {
			return true
		}
	}
	return false
}

// objectTime returns the time in a line that is a JSON object: the value of a
// key near its beginning or its end.
func objectTime(line []byte, year int) (moment, bool) {
	for _, part := range [][]byte{line[:min(len(line), 512)], line[max(0, len(line)-160):]} {
		for i := 2; i+10 < len(part); i++ {
			if part[i] != ':' || part[i-1] != '"' || !timeKey(part[:i-1]) {
				continue
			}
			j := i + 1
			for j < len(part) && (part[j] == ' ' || part[j] == '"') {
				j++
			}
			if m, _, ok := timeAt(part, j, year); ok {
				return m, true
			}
			if m, ok := epoch(part[j:]); ok {
				return m, true
			}
			if m, ok := wordTime(part, j, year); ok {
				return m, true
			}
		}
		if len(line) <= 512 {
			break
		}
	}
	return moment{}, false
}

// timeAt reads a time that begins with digits at i, and the offset after it:
//
//	2021-03-04T08:00:00.123+08:00   2021/03/04 08:00:00   2021-03-04 08:00:00,123
//	04/Mar/2021:08:00:00 +0800      20210304T080000Z      04 Mar 2021 08:00:00
func timeAt(p []byte, i, _ int) (m moment, end int, ok bool) {
	rest := p[i:]
	if len(rest) < 14 || !digit(rest[0]) || !digit(rest[1]) {
		return m, i, false
	}
	switch {
	case len(rest) >= 19 && (rest[4] == '-' && rest[7] == '-' || rest[4] == '/' && rest[7] == '/') && (rest[10] == 'T' || rest[10] == ' ' || rest[10] == 't' || rest[10] == '_'):
		year, month, day := number(rest[0:4]), number(rest[5:7]), number(rest[8:10])
		return clock(p, i+11, year, month, day)
	case len(rest) >= 20 && rest[2] == '/' && rest[6] == '/' && rest[11] == ':':
		return clock(p, i+12, number(rest[7:11]), monthOf(rest[3:6]), number(rest[0:2]))
	case len(rest) >= 20 && rest[2] == ' ' && rest[6] == ' ' && rest[11] == ' ':
		return clock(p, i+12, number(rest[7:11]), monthOf(rest[3:6]), number(rest[0:2]))
	case len(rest) >= 15 && (rest[8] == 'T' || rest[8] == ' '):
		year, month, day := number(rest[0:4]), number(rest[4:6]), number(rest[6:8])
		if year < 1970 {
			return m, i, false
		}
		if rest[11] == ':' {
			return clock(p, i+9, year, month, day)
		}
		h, min, s := number(rest[9:11]), number(rest[11:13]), number(rest[13:15])
		return finish(p, i+15, year, month, day, h, min, s)
	}
	return m, i, false
}

// wordTime reads a time that begins with a letter at i:
//
//	Mar  4 08:00:00   I0304 08:00:00.123456   Thu, 04 Mar 2021 08:00:00 GMT
//	Thu Mar  4 08:00:00 2021   Mar 04, 2021 8:00:01 AM
func wordTime(p []byte, i, year int) (m moment, ok bool) {
	rest := p[i:]
	if len(rest) < 14 {
		return m, false
	}
	if digit(rest[1]) { // klog
		if i == 0 && (rest[0] == 'I' || rest[0] == 'W' || rest[0] == 'E' || rest[0] == 'F') && rest[5] == ' ' {
			m, _, ok = clock(p, i+6, year, number(rest[1:3]), number(rest[3:5]))
			m.noYear = true
		}
		return m, ok
	}
	month := monthOf(rest)
	if month == 0 { // a day of the week
		if rest[3] == ',' && rest[4] == ' ' && digit(rest[5]) {
			m, _, ok = timeAt(p, i+5, year)
			return m, ok
		}
		if rest[3] != ' ' || monthOf(rest[4:]) == 0 {
			return m, false
		}
		i, rest = i+4, rest[4:]
		month = monthOf(rest)
	}
	if len(rest) < 14 || rest[3] != ' ' {
		return m, false
	}
	day, at := number(rest[4:6]), 6
	if rest[4] == ' ' {
		day = number(rest[5:6])
	} else if rest[5] == ' ' || rest[5] == ',' {
		day, at = number(rest[4:5]), 5
	}
	if rest[at] == ',' && len(rest) >= at+13 && rest[at+1] == ' ' { // Mar 04, 2021 8:00:01 AM
		return twelve(p, i+at+7, number(rest[at+2:at+6]), month, day)
	}
	if rest[at] != ' ' {
		return m, false
	}
	m, end, ok := clock(p, i+at+1, year, month, day)
	if !ok {
		return m, false
	}
	if end+5 <= len(p) && p[end] == ' ' {
		if y := number(p[end+1 : end+5]); y >= 1970 && y < 2200 && (end+5 == len(p) || !wordByte(p[end+5])) {
			m, _, ok = clock(p, i+at+1, y, month, day)
			return m, ok
		}
	}
	m.noYear = true
	return m, ok
}

// twelve reads a clock of twelve hours at i: 8:00:01 AM.
func twelve(p []byte, i, year, month, day int) (m moment, ok bool) {
	h := 0
	for n := 0; i < len(p) && digit(p[i]) && n < 2; n++ {
		h = h*10 + int(p[i]-'0')
		i++
	}
	if len(p)-i < 9 || p[i] != ':' || p[i+3] != ':' || h > 12 {
		return m, false
	}
	h %= 12
	if p[i+7] == 'P' {
		h += 12
	}
	m, _, ok = finish(nil, 0, year, month, day, h, number(p[i+1:i+3]), number(p[i+4:i+6]))
	return m, ok
}

// clock reads 08:00:00 at i, what follows it, and completes the time.
func clock(p []byte, i, year, month, day int) (m moment, end int, ok bool) {
	if len(p)-i < 8 || p[i+2] != ':' || p[i+5] != ':' {
		return m, i, false
	}
	return finish(p, i+8, year, month, day, number(p[i:i+2]), number(p[i+3:i+5]), number(p[i+6:i+8]))
}

// finish reads the fraction and the zone at i.
func finish(p []byte, i, year, month, day, h, min, s int) (m moment, end int, ok bool) {
	if year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31 || h < 0 || h > 24 || min < 0 || min > 59 || s < 0 || s > 60 {
		return m, i, false
	}
	m.ms = ((days(year, month, day)*24+int64(h))*60+int64(min))*60_000 + int64(s)*1000
	m.zone = zoneNone
	if i+1 < len(p) && (p[i] == '.' || p[i] == ',' || p[i] == ':') && digit(p[i+1]) && (p[i] != ':' || i+3 < len(p) && digit(p[i+3])) {
		i++
		for unit := int64(100); i < len(p) && digit(p[i]); i++ {
			m.ms += unit * int64(p[i]-'0')
			unit /= 10
		}
	}
	j := i
	if j < len(p) && p[j] == ' ' {
		j++
	}
	switch {
	case j >= len(p):
	case p[j] == 'Z' && (j+1 == len(p) || !wordByte(p[j+1])):
		m.zone, i = 0, j+1
	case (p[j] == '+' || p[j] == '-') && len(p)-j >= 5 && digit(p[j+1]) && digit(p[j+2]):
		at := j + 3
		if p[at] == ':' {
			at++
		}
		if len(p)-at >= 2 && digit(p[at]) && digit(p[at+1]) && (at+2 == len(p) || !digit(p[at+2])) {
			zone := number(p[j+1:j+3])*60 + number(p[at:at+2])
			if zone > 14*60 {
				break
			}
			if p[j] == '-' {
				zone = -zone
			}
			m.zone, i = int16(zone), at+2
			m.ms -= int64(zone) * 60_000
		}
	case len(p)-j >= 3 && (string(p[j:j+3]) == "GMT" || string(p[j:j+3]) == "UTC"):
		m.zone, i = 0, j+3
	case len(p)-j >= 3 && string(p[j:j+3]) == "CST" && j > i: // in these logs China's
		m.zone, i = 8*60, j+3
		m.ms -= 8 * 60 * 60_000
	}
	return m, i, true
}

// epoch reads a Unix time in seconds, milliseconds, micro- or nanoseconds.
func epoch(p []byte) (m moment, ok bool) {
	n, i := int64(0), 0
	for i < len(p) && i < 20 && digit(p[i]) {
		n = n*10 + int64(p[i]-'0')
		i++
	}
	if i < len(p) && wordByte(p[i]) {
		return m, false
	}
	switch i {
	case 10:
		n *= 1000
	case 13:
	case 16:
		n /= 1000
	case 19:
		n /= 1_000_000
	default:
		return m, false
	}
	const y2000, y2100 = 946684800_000, 4102444800_000
	return moment{ms: n}, y2000 <= n && n < y2100
}

// number returns the value of digits, with blanks before them; -1 if there is
// anything else.
func number(p []byte) int {
	n := 0
	for i, c := range p {
		switch {
		case digit(c):
			n = n*10 + int(c-'0')
		case c == ' ' && i == 0 && len(p) > 1:
		default:
			return -1
		}
	}
	return n
}

// monthOf returns the month that p begins with in English, 0 if none.
func monthOf(p []byte) int {
	if len(p) < 3 {
		return 0
	}
	const names = "JanFebMarAprMayJunJulAugSepOctNovDec"
	for i := 0; i < len(names); i += 3 {
		if string(p[:3]) == names[i:i+3] {
			return i/3 + 1
		}
	}
	return 0
}

// days returns the number of days from 1970-01-01 to a date.
func days(year, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	era := year / 400
	y := year % 400
	return int64(era)*146097 + int64(y*365+y/4-y/100+(153*(month-3)+2)/5+day-1) - 719468
}
