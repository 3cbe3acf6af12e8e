package decode

import (
	"bytes"
	"slices"
)

// The records of a log keep their errors apart.

// recordReach is how far before a mark the beginning of its record is looked for.
const recordReach = 16 << 10

// enter goes on to the record that a mark at an offset stands in. A record of a
// log begins with a line that begins with a time stamp, and has the lines
// behind it that begin with none. What stands in one record says nothing about
// an error in another, however near: so it ends the answer before it, and
// forgets what waited for one. Only lines without any stamp that stand above
// the first, as in a ticket, may still tell about it; a status among them does
// not, for it is more likely that of something else.
//
// The lines between two marks are looked at once.
func (a *assembly) enter(at int) {
	from := max(a.seen, a.cur.end, at-recordReach)
	if at < from || at >= a.size { // what is written of a HAR has no records
		return
	}
	a.seen = at + 1
	for i := at; ; {
		line := bytes.LastIndexByte(a.in[from:i], '\n') + 1 + from
		a.steps += i - line
		if line > 0 && line == from && a.in[line-1] != '\n' {
			return // the line of the mark before
		}
		if stampedLine(a.in, line) {
			a.begins(line)
			return
		}
		if line == from {
			return
		}
		i = line - 1
	}
}

// begins begins a record.
func (a *assembly) begins(line int) {
	if a.stamped {
		a.forget()
	}
	a.loose = slices.DeleteFunc(a.loose, func(m mark) bool { return m.kind == markStatus })
	if !a.cur.http || a.cur.statusAt.End > 0 { // no request that waits for its answer
		a.next(answer{})
	}
	a.record, a.stamped = line, true
}

// forget drops what waits for the next error.
func (a *assembly) forget() {
	a.loose, a.lastSign, a.lastHost, a.last, a.command = a.loose[:0], mark{}, mark{}, [contextKinds]mark{}, mark{}
}
