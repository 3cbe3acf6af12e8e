package triage

import (
	"bytes"
	"io"
)

// maxElement is how much of an element is looked at.
const maxElement = 1 << 20

// An elementReader finds the elements of a JSON array, or of the entries of a
// HAR, in a stream. It tolerates what is no JSON: it counts brackets outside
// strings, no more.
type elementReader struct {
	c     *Counter
	depth int  // open brackets
	list  int  // depth of what the elements stand in; 0 until it is reached
	har   bool // the list is log.entries
	done  bool // the list has ended

	text    bool // inside a string
	escaped bool // after a backslash in it
	key     []byte
	keys    [2]string // the last key at depth 1 and 2, in this order
	element []byte
	inside  bool // an element is open
}

func (e *elementReader) readFrom(r io.Reader, watch func()) error {
	buf := make([]byte, 64<<10)
	for n := 0; ; n++ {
		k, err := r.Read(buf)
		e.c.file.Bytes += int64(k)
		e.take(buf[:k])
		if watch != nil && n%8 == 7 {
			watch()
		}
		if err != nil {
			if len(e.element) > 0 { // cut off: what is there can still say something
				e.end()
			}
			return atEnd(err)
		}
	}
}

func (e *elementReader) take(p []byte) {
	start := 0 // of what belongs to the element and was not kept yet
	for i := 0; i < len(p); i++ {
		c := p[i]
		if e.text {
			switch {
			case e.escaped:
				e.escaped = false
			case c == '\\':
				e.escaped = true
			case c == '"':
				e.text = false
			default:
				if !e.inside && len(e.key) < 16 {
					e.key = append(e.key, c)
				}
			}
			continue
		}
		switch c {
		case '"':
			e.text = true
			if !e.inside {
				e.key = e.key[:0]
			}
		case ':':
			if !e.inside && e.depth <= 2 && e.depth > 0 {
				e.keys[e.depth-1] = string(e.key)
			}
		case '{', '[':
			if !e.inside && e.list > 0 && e.depth == e.list && !e.done {
				e.inside, start = true, i
			}
			e.depth++
			if e.list == 0 && c == '[' && (!e.har && e.depth == 1 || e.har && e.depth == 3 && e.keys == [2]string{"log", "entries"}) {
				e.list = e.depth
			}
		case '}', ']':
			e.depth--
			if e.inside && e.depth == e.list {
				e.keep(p[start : i+1])
				e.end()
			} else if e.list > 0 && e.depth < e.list {
				e.done = true
			}
		}
	}
	if e.inside {
		e.keep(p[start:])
	}
}

func (e *elementReader) keep(p []byte) {
	if room := maxElement - len(e.element); len(p) > room {
		p = p[:room]
	}
	e.element = append(e.element, p...)
}

// end counts the element that is complete.
func (e *elementReader) end() {
	e.c.single(e.element)
	e.element, e.inside = e.element[:0], false
}

// single counts text as one record and one line.
func (c *Counter) single(text []byte) {
	c.lines++
	if bytes.IndexByte(text, 0) >= 0 {
		c.class(c.lines, c.lines, &c.file.Lines.Broken)
		return
	}
	m, own := lineTime(text, c.opts.Year)
	if own {
		c.time, c.timeAt = m, 0
		c.sum.span(c.ms(m))
	}
	if c.scanner.next(text, 0) == len(text) {
		return
	}
	v := c.judge(text)
	if len(v.hits) == 0 {
		return
	}
	in := &c.file.Lines.Found
	if v.hits[0].suspicious {
		in = &c.file.Lines.Suspicious
	}
	c.class(c.lines, c.lines, in)
	buf := c.buf
	c.buf = text
	for _, h := range v.hits {
		c.add(h, c.time, own, c.timeAt >= 0, c.lines, 0, len(text))
	}
	c.buf = buf
}
