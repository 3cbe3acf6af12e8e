package triage

import (
	"bytes"
	"errors"
	"io"
)

// PartSize is about how much of a file is counted at once where several parts
// are counted side by side.
const PartSize = 32 << 20

// borderReach is how far after a border a line is looked for that a part can
// begin with.
const borderReach = 1 << 20

// Parts returns where a plain log can be cut into parts that are counted one by
// one: the offset of the first line of every part, and size at the end. A file
// that has to be read from its beginning (because it is packed, a HAR or in
// UTF-16) is one part, and whole is set: it is for [Read].
func Parts(r io.ReaderAt, size int64) (borders []int64, whole bool, err error) {
	return parts(r, size, PartSize)
}

func parts(r io.ReaderAt, size, part int64) (borders []int64, whole bool, err error) {
	head := make([]byte, min(size, sniffed))
	n, err := r.ReadAt(head, 0)
	if n < len(head) {
		return nil, true, unexpected(err)
	}
	if kindOfFile(head) != fileText || size <= part {
		return []int64{0, size}, true, nil
	}
	borders = []int64{0}
	for at := part; at < size-part/2; at += part {
		border, err := hardLine(r, at, size)
		if err != nil {
			return nil, false, err
		}
		if border > borders[len(borders)-1] && border < size {
			borders = append(borders, border)
		}
	}
	return append(borders, size), false, nil
}

// hardLine returns the offset of the first line after at that begins a record
// whatever stands above it, or 0.
func hardLine(r io.ReaderAt, at, size int64) (int64, error) {
	for reach := int64(16 << 10); ; reach *= 8 {
		reach = min(reach, borderReach, size-at)
		text := make([]byte, reach)
		if n, err := r.ReadAt(text, at); n < len(text) {
			return 0, unexpected(err)
		}
		i := bytes.IndexByte(text, '\n') + 1
		for ; i > 0; i = lineEnd(text, i) {
			next := lineEnd(text, i)
			if next == len(text) {
				break
			}
			if next-i <= maxRecord && kindOf(text[i:next]) == lineTimed {
				return at + int64(i), nil
			}
		}
		if reach == borderReach || reach == size-at {
			return 0, nil
		}
	}
}

// ReadPart counts the part [from, to) of a file of which [Parts] returned the
// borders. Add the summaries with [Summary.Follow].
func ReadPart(name string, r io.ReaderAt, from, to, size int64, opts Options, watch func(*Summary)) *Summary {
	c := New(name, opts)
	begin := max(0, from-kept)
	end := min(size, to+2*contextReach)
	if from > 0 {
		c.started = true // there is no byte order mark
	}
	limit := to - begin
	if to == size {
		limit = 1<<63 - 1
	}
	c.part(int(from-begin), limit, to == size)
	err := c.readFrom(io.NewSectionReader(r, begin, end-begin), func() {
		if watch != nil {
			c.file.Bytes = max(0, begin+c.base+int64(len(c.buf))-from)
			watch(c.Peek())
		}
	})
	if err == nil && c.file.Bytes < end-begin {
		err = errShrunk
	}
	s := c.Close()
	c.file.Bytes = to - from
	if err != nil {
		c.file.Bytes = max(0, begin+c.base+int64(len(c.buf))-from)
		c.file.Problem = problem(err)
	}
	return s
}

func unexpected(err error) error {
	if err == nil || err == io.EOF {
		return errShrunk
	}
	return err
}

var errShrunk = errors.New("the file became shorter while it was read")

// problem says in words why a file was not read to its end.
func problem(err error) string {
	return err.Error() + "; what was counted before stays"
}
