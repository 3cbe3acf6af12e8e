package triage

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
	"strings"
)

const (
	// sniffed is how many bytes of a file tell what it is.
	sniffed = 64 << 10
	// maxRatio is how many times its size a packed file may unpack to, once it
	// is more than maxUnpacked bytes.
	maxRatio = 200
	// maxNested is how many archives, one in the other, are opened.
	maxNested = 2
	// maxInside is how many files of one archive are read.
	maxInside = 1000
)

// maxUnpacked is a variable for the tests' sake.
var maxUnpacked int64 = 256 << 20

type fileKind int

const (
	fileText fileKind = iota
	fileEmpty
	fileGzip
	fileZip
	fileHAR
	fileArray
	fileOther // not text
)

// magics are the first bytes of files that are not logs.
var magics = []struct{ bytes, name string }{
	{"\x89PNG", "a PNG image"}, {"\xff\xd8\xff", "a JPEG image"}, {"GIF8", "a GIF image"}, {"%PDF", "a PDF document"}, {"RIFF", "an image, a sound or a film"},
	{"\x7fELF", "a program"}, {"MZ\x90", "a program"}, {"\x00asm", "a program"}, {"\xca\xfe\xba\xbe", "a program"}, {"7z\xbc\xaf", "a 7z archive; unpack it first"}, {"Rar!", "a RAR archive; unpack it first"},
	{"\x28\xb5\x2f\xfd", "packed with zstd; unpack it first"}, {"BZh", "packed with bzip2; unpack it first"}, {"\xfd7zXZ", "packed with xz; unpack it first"}, {"SQLite format", "a database"},
}

// kindOfFile tells what a file is by its beginning.
func kindOfFile(head []byte) fileKind {
	if len(head) == 0 {
		return fileEmpty
	}
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b, 8}):
		return fileGzip
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return fileZip
	}
	if otherName(head) != "" {
		return fileOther
	}
	text := bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	text = bytes.TrimLeft(text, " \t\r\n")
	if len(text) == 0 {
		return fileText
	}
	rest := bytes.TrimLeft(text[1:], " \t\r\n")
	switch {
	case text[0] == '{' && bytes.HasPrefix(rest, []byte(`"log"`)):
		rest = bytes.TrimLeft(rest[len(`"log"`):], " \t\r\n:")
		if len(rest) > 0 && rest[0] == '{' {
			return fileHAR
		}
	case text[0] == '[' && len(rest) > 0 && rest[0] == '{':
		line := bytes.TrimRight(text[:lineEnd(text, 0)], " \t\r\n")
		next := bytes.TrimLeft(text[lineEnd(text, 0):], " \t\r\n")
		if line[len(line)-1] == ']' && len(next) > 0 {
			return fileText // an array on every line
		}
		return fileArray
	}
	return fileText
}

// otherName says what a file is that is not text, "" if it may be.
func otherName(head []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			return m.name
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return "a tar archive; unpack it first"
	}
	if len(head) >= 4 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		return ""
	}
	part := head[:min(len(head), 4<<10)]
	controls, nul, wide := 0, 0, [2]int{}
	for i, c := range part {
		switch {
		case c == 0:
			nul++
			wide[i%2]++
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != 0x1b:
			controls++
		}
	}
	if nul > 0 && wide[0]*wide[1] == 0 && nul > len(part)/4 {
		return "" // UTF-16
	}
	if (controls+nul)*10 > len(part) {
		return "binary data"
	}
	return ""
}

// Read counts a file of any kind that arrives as a stream. An archive becomes
// several files of the summary. What goes wrong is the problem of its file:
// what was counted before stays. It calls watch, if there is one, now and then
// with the summary so far.
func Read(name string, r io.Reader, opts Options, watch func(*Summary)) *Summary {
	s := NewSummary(opts)
	read(s, name, r, opts, 0, watch)
	s.Sort()
	return s
}

// read adds the file name to s.
func read(s *Summary, name string, r io.Reader, opts Options, nested int, watch func(*Summary)) {
	in := bufio.NewReaderSize(r, sniffed)
	head, err := in.Peek(sniffed)
	kind := kindOfFile(head)
	if kind == fileEmpty {
		reason := "the file is empty"
		if err != nil && err != io.EOF {
			reason = err.Error()
		}
		s.Failed(name, reason)
		return
	}
	switch kind {
	case fileOther:
		s.Failed(name, "not a log, but "+otherName(head))
		return
	case fileGzip, fileZip:
		if nested == maxNested {
			s.Failed(name, "an archive inside an archive inside an archive is not opened")
			return
		}
		if kind == fileZip {
			readZip(s, name, in, opts, nested, watch)
		} else {
			readGzip(s, name, in, opts, nested, watch)
		}
		return
	}

	c := New(name, opts)
	peek := func() {
		if watch != nil {
			watch(c.Peek())
		}
	}
	switch kind {
	case fileHAR, fileArray:
		c.file.Kind = KindJSON
		if kind == fileHAR {
			c.file.Kind = KindHAR
		}
		if order := bytes.HasPrefix(head, []byte("\xef\xbb\xbf")); order {
			in.Discard(3)
		}
		err = (&elementReader{c: c, har: kind == fileHAR}).readFrom(in, peek)
		c.settle()
	default:
		err = c.readFrom(in, peek)
		c.Close()
	}
	if err != nil {
		c.file.Problem = problem(err)
	}
	s.Add(c.sum)
}

// Failed notes a file that could not be read at all.
func (s *Summary) Failed(name, reason string) {
	s.Files = append(s.Files, File{Name: name, Problem: reason})
}

var (
	errBomb   = errors.New("it unpacks to more than " + strconv.Itoa(maxRatio) + " times its size, which no log does, so reading it stopped")
	errGzip   = errors.New("the gzip data is damaged or cut off")
	errPacked = errors.New("the packed data is damaged or cut off")
)

// A counting counts the bytes that are read through it.
type counting struct {
	in *bufio.Reader
	n  int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte keeps flate from reading more than it needs.
func (c *counting) ReadByte() (byte, error) {
	b, err := c.in.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// An unpacked is what is unpacked of packed, bounded.
type unpacked struct {
	io.Reader
	packed *counting
	before int64 // what had been read of packed
	n      int64
	broken error // in the place of errors of the format
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	u.n += int64(n)
	if u.n > maxUnpacked && u.n/maxRatio > u.packed.n-u.before {
		return n, errBomb
	}
	if err != nil && err != io.EOF && !isReadError(err) {
		err = u.broken
	}
	return n, err
}

// isReadError reports whether err comes from the file, not from its format.
func isReadError(err error) bool {
	var corrupt flate.CorruptInputError
	return !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, gzip.ErrChecksum) && !errors.Is(err, gzip.ErrHeader) && !errors.As(err, &corrupt)
}

func readGzip(s *Summary, name string, in *bufio.Reader, opts Options, nested int, watch func(*Summary)) {
	packed := &counting{in: in}
	z, err := gzip.NewReader(packed)
	if err != nil {
		s.Failed(name, errGzip.Error())
		return
	}
	read(s, name, &unpacked{Reader: z, packed: packed, broken: errGzip}, opts, nested+1, watch)
}

// readZip reads an archive from its beginning to its directory, which it does
// not need.
func readZip(s *Summary, name string, in *bufio.Reader, opts Options, nested int, watch func(*Summary)) {
	packed := &counting{in: in}
	for n := 0; ; n++ {
		var h [30]byte
		if _, err := io.ReadFull(packed, h[:4]); err != nil || string(h[:4]) != "PK\x03\x04" {
			if n == 0 || err != nil && string(h[:2]) != "PK" {
				s.Failed(name, "the zip archive is damaged or cut off")
			}
			return
		}
		if n == maxInside {
			s.Failed(name, "the archive holds more than "+strconv.Itoa(maxInside)+" files; the others are not read")
			return
		}
		if _, err := io.ReadFull(packed, h[4:]); err != nil {
			s.Failed(name, "the zip archive is damaged or cut off")
			return
		}
		le := binary.LittleEndian
		flags, method := le.Uint16(h[6:]), le.Uint16(h[8:])
		size, plain := int64(le.Uint32(h[18:])), int64(le.Uint32(h[22:]))
		title := make([]byte, le.Uint16(h[26:]))
		extra := make([]byte, le.Uint16(h[28:]))
		io.ReadFull(packed, title)
		if _, err := io.ReadFull(packed, extra); err != nil && len(extra) > 0 {
			s.Failed(name, "the zip archive is damaged or cut off")
			return
		}
		size, _ = zip64(extra, size, plain)
		inner := name + "/" + strings.ToValidUTF8(string(title), "\uFFFD")
		later := flags&8 != 0 // sizes come after the data
		var data io.Reader
		switch {
		case flags&1 != 0:
			s.Failed(inner, "it is encrypted")
			if later {
				return
			}
			data = io.LimitReader(packed, size)
		case method == 0 && !later:
			data = io.LimitReader(packed, size)
		case method == 8:
			data = flate.NewReader(packed)
		default:
			s.Failed(inner, "it is packed in a way that is not read here; unpack the archive first")
			if later {
				return
			}
			data = io.LimitReader(packed, size)
		}
		bounded := &unpacked{Reader: data, packed: packed, before: packed.n, broken: errPacked}
		skip := flags&1 != 0 || method != 0 && method != 8 || strings.HasSuffix(inner, "/") || strings.HasPrefix(string(title), "__MACOSX/")
		if !skip {
			read(s, inner, bounded, opts, nested+1, watch)
		}
		// What the reader left, so that the next file is found.
		if _, err := io.Copy(io.Discard, bounded); err != nil {
			if skip {
				s.Failed(inner, err.Error())
			}
			return
		}
		if later && !afterData(packed) {
			s.Failed(name, "the zip archive is damaged or cut off")
			return
		}
	}
}

// zip64 returns the sizes that an extra field names where they need more than 32
// bits.
func zip64(extra []byte, size, plain int64) (int64, int64) {
	const big = 1<<32 - 1
	for len(extra) >= 4 {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			break
		}
		if field := extra[:n]; id == 1 {
			for _, v := range []*int64{&plain, &size} {
				if *v == big && len(field) >= 8 {
					*v, field = int64(binary.LittleEndian.Uint64(field)&(1<<62-1)), field[8:]
				}
			}
		}
		extra = extra[n:]
	}
	return size, plain
}

// afterData skips what follows data whose size was not known before: a
// signature or none, a checksum, two sizes of four or of eight bytes.
func afterData(packed *counting) bool {
	for _, n := range []int{12, 16, 20, 24} {
		next, _ := packed.in.Peek(n + 4)
		if len(next) >= n+2 && next[n] == 'P' && next[n+1] == 'K' {
			_, err := io.CopyN(io.Discard, packed, int64(n))
			return err == nil
		}
	}
	return false
}
