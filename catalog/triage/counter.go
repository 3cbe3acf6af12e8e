package triage

import (
	"bytes"
	"io"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"cls-error-explorer/catalog/decode"
)

// Options adjusts what is counted. The zero value is the usual one.
type Options struct {
	// MaxGroups is how many groups of errors, and how many of suspicious lines,
	// are kept; 0 means 500.
	MaxGroups int
	// Zone is the offset from UTC, in minutes, of times that name none.
	Zone int
	// Year is the year of times that name none; 0 means 1970. Where a file was
	// changed last is a good guess.
	Year int
}

func (o Options) maxGroups() int {
	if o.MaxGroups == 0 {
		return 500
	}
	return o.MaxGroups
}

const (
	// chunk is how many bytes are gathered before they are scanned.
	chunk = 512 << 10
	// kept is how many bytes before what is scanned stay at hand.
	kept = 2 * lookBack
	// contextReach is how far around a record a sample shows lines, and
	// contextLines how many.
	contextReach = 1 << 10
	contextLines = 2
	// maxSample is how much of a record a sample shows.
	maxSample = 4 << 10
	// maxWord is more than the longest word of the scanner.
	maxWord = 128
)

// A Counter counts the errors of one text. Feed it with Write, then Close it.
type Counter struct {
	opts    Options
	sum     *Summary
	file    *File
	scanner *scanner
	chunk   int

	buf     []byte
	base    int64 // offset of buf[0] in the text
	pos     int   // what lies before is settled
	floor   int   // end of the last record
	counted int   // lines before are counted
	fresh   int   // bytes that were not scanned yet
	lines   int64 // line breaks before counted
	marked  int64 // number of the last line that is found, suspicious or broken

	// Of a part of a file: where its own text begins and ends in what is
	// written; the rest is context. tail is set where the file ends with it.
	limit      int64
	head, tail bool

	timeAt   int64 // offset of the last line with a time, -1: none
	time     moment
	timeSeen int64 // lines before have been searched for times

	started   bool
	bigEndian bool
	wide      bool
	odd       []byte // half a character of UTF-16

	key          []byte
	verdicts     map[string]verdict
	verdictBytes int
}

// New returns a counter for the text with this name.
func New(name string, opts Options) *Counter {
	if opts.Year == 0 {
		opts.Year = 1970
	}
	c := &Counter{opts: opts, sum: newSummary(opts.maxGroups()), scanner: defaultScanner(), chunk: chunk,
		limit: 1<<63 - 1, head: true, tail: true, timeAt: -1, verdicts: map[string]verdict{}}
	c.sum.Files = []File{{Name: name, Kind: KindLog}}
	c.file = &c.sum.Files[0]
	return c
}

// part makes c count [skip, limit) of what is written to it.
func (c *Counter) part(skip int, limit int64, tail bool) {
	c.pos, c.floor, c.counted = skip, skip, skip
	c.limit, c.head, c.tail = limit, skip == 0, tail
}

// Write takes the next bytes of the text. It never fails.
func (c *Counter) Write(p []byte) (n int, err error) {
	n = len(p)
	c.file.Bytes += int64(n)
	if !c.started {
		c.odd = append(c.odd, p...)
		if len(c.odd) < 4 {
			return n, nil
		}
		p = c.start()
	}
	for len(p) > 0 {
		part := p[:min(len(p), max(1, c.chunk-c.fresh))]
		p = p[len(part):]
		c.take(part)
		if c.fresh >= c.chunk {
			c.scan(false)
		}
	}
	return n, nil
}

// readFrom writes everything that r returns, and calls watch, if there is one,
// after every chunk.
func (c *Counter) readFrom(r io.Reader, watch func()) error {
	for {
		if c.started && !c.wide { // without a copy
			if c.fresh >= c.chunk {
				c.scan(false)
				if watch != nil {
					watch()
				}
			}
			c.buf = slices.Grow(c.buf, c.chunk-c.fresh)
			n, err := r.Read(c.buf[len(c.buf) : len(c.buf)+c.chunk-c.fresh])
			c.buf = c.buf[:len(c.buf)+n]
			c.fresh += n
			c.file.Bytes += int64(n)
			if err != nil {
				return atEnd(err)
			}
			continue
		}
		var head [4 << 10]byte
		n, err := r.Read(head[:])
		c.Write(head[:n])
		if err != nil {
			return atEnd(err)
		}
	}
}

func atEnd(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// start looks at the first bytes and returns them as far as they are text.
func (c *Counter) start() []byte {
	c.started = true
	p := c.odd
	c.odd = nil
	plain := func(b byte) bool { return b >= ' ' && b < 0x80 || b == '\t' || b == '\n' || b == '\r' }
	switch {
	case len(p) < 4:
	case p[0] == 0xff && p[1] == 0xfe && (p[2] != 0 || p[3] != 0):
		c.wide, p = true, p[2:]
	case p[0] == 0xfe && p[1] == 0xff:
		c.wide, c.bigEndian, p = true, true, p[2:]
	case plain(p[0]) && p[1] == 0 && plain(p[2]) && p[3] == 0:
		c.wide = true
	case p[0] == 0 && plain(p[1]) && p[2] == 0 && plain(p[3]):
		c.wide, c.bigEndian = true, true
	case p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf:
		p = p[3:]
	}
	return p
}

// take appends to the buffer what is written, in UTF-8.
func (c *Counter) take(p []byte) {
	before := len(c.buf)
	if !c.wide {
		c.buf = append(c.buf, p...)
	} else {
		c.odd = append(c.odd, p...)
		i := 0
		for i+1 < len(c.odd) {
			r := rune(c.unit(i))
			if utf16.IsSurrogate(r) {
				if i+3 >= len(c.odd) {
					break
				}
				if both := utf16.DecodeRune(r, rune(c.unit(i+2))); both != utf8.RuneError {
					r = both
					i += 2
				} else {
					r = utf8.RuneError
				}
			}
			c.buf = utf8.AppendRune(c.buf, r)
			i += 2
		}
		c.odd = append(c.odd[:0], c.odd[i:]...)
	}
	c.fresh += len(c.buf) - before
}

func (c *Counter) unit(i int) uint16 {
	if c.bigEndian {
		return uint16(c.odd[i])<<8 | uint16(c.odd[i+1])
	}
	return uint16(c.odd[i+1])<<8 | uint16(c.odd[i])
}

// Close counts what is left and returns the summary. The counter must not be
// used any more.
func (c *Counter) Close() *Summary {
	if !c.started {
		c.take(c.start())
	}
	if len(c.odd) > 0 {
		c.buf = append(c.buf, string(utf8.RuneError)...)
	}
	c.scan(true)
	c.finish()
	return c.sum
}

// Peek returns the summary so far. It changes with the next Write.
func (c *Counter) Peek() *Summary {
	c.settle()
	return c.sum
}

// finish completes the summary.
func (c *Counter) finish() {
	if n := len(c.buf); n > 0 && c.counted == n && c.buf[n-1] != '\n' && c.limit > c.base+int64(n) {
		c.lines++ // the last line has no line break
	}
	if c.tail {
		if m, _, ok := c.timeBefore(len(c.buf)); ok {
			c.sum.span(c.ms(m))
		}
	}
	c.settle()
}

// settle brings the sums of the lines up to date.
func (c *Counter) settle() {
	l := &c.file.Lines
	l.Read = max(c.lines, c.marked)
	l.Clean = l.Read - l.Found - l.Suspicious - l.Broken
	c.sum.Lines = *l
	c.file.Errors = c.sum.ErrorCount()
	c.sum.Sort()
}

// scan looks at what was taken. Unless it is the end, what may still change
// with more text is left for the next time.
func (c *Counter) scan(final bool) {
	c.fresh = 0
	if c.head && (final || len(c.buf) >= lookBack) {
		c.head = false
		c.firstTime()
	}
	for c.step(final) {
	}
	if c.floor < c.pos-kept {
		c.floor = lineStart(c.buf, c.pos-kept, max(c.floor, c.pos-2*kept))
	}
	if drop := min(c.pos, c.floor, c.counted) - kept; drop > len(c.buf)/4 {
		n := copy(c.buf, c.buf[drop:])
		c.buf = c.buf[:n]
		c.base += int64(drop)
		c.pos -= drop
		c.counted -= drop
		c.floor -= drop
	}
}

// step deals with the next record that has a word. It reports whether there
// may be another.
func (c *Counter) step(final bool) bool {
	ready := len(c.buf)
	if !final {
		ready = bytes.LastIndexByte(c.buf[c.pos:], '\n') + 1 + c.pos
		if len(c.buf)-ready > 2*maxRecord { // a very long line
			ready = len(c.buf) - maxRecord
		}
	}
	end := ready
	if own := c.limit - c.base; own < int64(end) {
		end = max(int(own), c.pos)
	}
	i := c.scanner.next(c.buf[:end], c.pos)
	if i >= end {
		if end == len(c.buf) || end == int(c.limit-c.base) || end > 0 && c.buf[end-1] == '\n' {
			c.pos = max(c.pos, end)
		} else {
			c.pos = max(c.pos, end-maxWord)
		}
		c.count(c.pos)
		return false
	}
	start, stop, complete := recordAt(c.buf[:end], i, c.floor)
	if !final && (!complete && stop != int(c.limit-c.base) || len(c.buf)-stop < contextReach) {
		c.pos = max(c.pos, i-maxWord)
		return false
	}
	c.record(start, stop)
	c.pos, c.floor = stop, stop
	return true
}

// count counts the lines before to, and those that are not text.
func (c *Counter) count(to int) {
	if c.counted >= to {
		return
	}
	if breaks, text := countLines(c.buf[c.counted:to]); text {
		c.lines, c.counted = c.lines+int64(breaks), to
		return
	}
	for c.counted < to {
		nul := bytes.IndexByte(c.buf[c.counted:to], 0)
		if nul < 0 {
			c.lines, c.counted = c.lines+breaksIn(c.buf[c.counted:to]), to
			return
		}
		nul += c.counted
		c.lines += breaksIn(c.buf[c.counted:nul])
		c.class(c.lines+1, c.lines+1, &c.file.Lines.Broken)
		next := lineEnd(c.buf[:to], nul)
		c.lines += breaksIn(c.buf[nul:next])
		c.counted = next
	}
}

// breaksIn returns the number of line breaks in p.
func breaksIn(p []byte) int64 {
	n, _ := countLines(p)
	return int64(n)
}

// class counts the lines from first to last in one of the classes, unless they
// are in one already.
func (c *Counter) class(first, last int64, in *int64) {
	if first = max(first, c.marked+1); first <= last {
		*in += last - first + 1
		c.marked = last
	}
}

// record judges the record [start, stop).
func (c *Counter) record(start, stop int) {
	c.count(start)
	if c.counted > start { // it begins above its first word
		c.lines -= breaksIn(c.buf[start:c.counted])
		c.counted = start
	}
	text := c.buf[start:stop]
	breaks, ok := countLines(text)
	if !ok {
		c.count(stop)
		return
	}
	v := c.judge(text)
	first := c.lines + 1
	c.lines += int64(breaks)
	c.counted = stop
	if len(v.hits) == 0 {
		return
	}
	last := c.lines
	if text[len(text)-1] != '\n' {
		last++
	}
	if v.hits[0].suspicious {
		c.class(first, last, &c.file.Lines.Suspicious)
	} else {
		c.class(first, last, &c.file.Lines.Found)
	}
	m, own, timed := c.timeOf(start, stop)
	for _, h := range v.hits {
		c.add(h, m, own, timed, first, start, stop)
	}
}

// add counts a hit of the record [start, stop), which begins in a line.
func (c *Counter) add(h hit, m moment, own, timed bool, line int64, start, stop int) {
	g := h.group
	if g == nil {
		if h.suspicious {
			c.sum.Beyond.Suspicious += h.count
		} else {
			c.sum.Beyond.Errors += h.count
		}
		return
	}
	if g.Count == 0 {
		g.Order = line
	}
	g.Count += h.count
	var ms int64
	if timed {
		ms = c.ms(m)
		c.sum.span(ms)
		if g.First == 0 || ms < g.First {
			g.First = ms
		}
		g.Last = max(g.Last, ms)
		g.Timeline[floorDiv(ms, c.sum.Step*1000)] += h.count
		c.sum.Zones[zoneName(m.zone)] += h.count
		if m.noYear {
			c.sum.NoYear += h.count
		}
		if !own {
			g.Inherited += h.count
		}
	} else {
		g.Untimed += h.count
	}
	if len(g.Samples) < maxSamples {
		s := c.sample(start, stop)
		s.File, s.Line, s.Time, s.Inherited = c.file.Name, line, ms, timed && !own
		g.Samples = append(g.Samples, s)
	}
}

// ms returns the Unix time of a moment in milliseconds.
func (c *Counter) ms(m moment) int64 {
	if m.zone == zoneNone {
		return m.ms - int64(c.opts.Zone)*60_000
	}
	return m.ms
}

// zoneName returns an offset as people write it: "UTC", "+08:00".
func zoneName(zone int16) string {
	if zone == zoneNone {
		return ""
	}
	if zone == 0 {
		return "UTC"
	}
	sign, n := byte('+'), int(zone)
	if n < 0 {
		sign, n = '-', -n
	}
	return string([]byte{sign, byte('0' + n/600), byte('0' + n/60%10), ':', byte('0' + n%60/10), byte('0' + n%10)})
}

// maxTimed is how many lines of a record are searched for its time.
const maxTimed = 24

// timeOf returns the time of the record [start, stop): its own, or that of the
// nearest line above that has one.
func (c *Counter) timeOf(start, stop int) (m moment, own, ok bool) {
	for i, n := start, 0; i < stop && n < maxTimed; n++ {
		next := lineEnd(c.buf[:stop], i)
		if m, ok := lineTime(c.buf[i:next], c.opts.Year); ok {
			if n == 0 {
				c.time, c.timeAt, c.timeSeen = m, c.base+int64(start), c.base+int64(next)
			}
			return m, true, true
		}
		i = next
	}
	m, _, ok = c.timeBefore(start)
	return m, false, ok
}

// timeBefore returns the time of the nearest line before i that has one, at
// most lookBack bytes above. Every line is searched once.
func (c *Counter) timeBefore(i int) (m moment, at int64, ok bool) {
	oldest := max(0, i-lookBack)
	from := max(oldest, int(min(c.timeSeen-c.base, int64(i))))
	for j := i; j > from; {
		line := lineStart(c.buf, j-1, from)
		if line == 0 && c.base > 0 || line > 0 && c.buf[line-1] != '\n' {
			break // cut off
		}
		if m, ok := lineTime(c.buf[line:j], c.opts.Year); ok {
			c.time, c.timeAt = m, c.base+int64(line)
			break
		}
		j = line
	}
	c.timeSeen = max(c.timeSeen, c.base+int64(i))
	if c.timeAt < 0 || c.timeAt < c.base+int64(i)-lookBack {
		return m, 0, false
	}
	return c.time, c.timeAt, true
}

// firstTime notes the time that the text begins with.
func (c *Counter) firstTime() {
	for i := 0; i < min(len(c.buf), lookBack); {
		next := lineEnd(c.buf, i)
		if m, ok := lineTime(c.buf[i:next], c.opts.Year); ok {
			c.sum.span(c.ms(m))
			return
		}
		i = next
	}
}

// sample returns the record [start, stop) with the lines around it, without
// secrets.
func (c *Counter) sample(start, stop int) Sample {
	before, after := start, stop
	for n := 0; n < contextLines && before > 0 && start-before < contextReach/2; n++ {
		line := lineStart(c.buf, before-1, max(0, start-contextReach))
		if line == 0 && c.base > 0 || line > 0 && c.buf[line-1] != '\n' {
			break
		}
		before = line
	}
	around := c.buf[:min(len(c.buf), stop+contextReach)]
	for n := 0; n < contextLines && after < len(around); n++ {
		next := lineEnd(around, after)
		if around[next-1] != '\n' && next < len(c.buf) {
			break
		}
		after = next
	}
	return c.redacted(c.buf[before:after], start-before, stop-before)
}

// redacted makes a sample of text, of which [start, stop) is the record.
func (c *Counter) redacted(text []byte, start, stop int) Sample {
	report := decode.Text(text, decode.Options{})
	var kinds []string
	for _, x := range report.Redactions {
		kinds = append(kinds, x.Kind)
	}
	return Sample{Masked: kinds, Before: string(masked(report, text, 0, start)), Text: shortened(masked(report, text, start, stop)), After: string(masked(report, text, stop, len(text)))}
}

// shortened returns the beginning of the text of a sample.
func shortened(text []byte) string {
	if len(text) <= maxSample {
		return string(text)
	}
	cut := maxSample
	for cut > 0 && text[cut]&0xc0 == 0x80 {
		cut--
	}
	return string(text[:cut]) + "…"
}
