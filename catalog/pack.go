package catalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// The packed form of a catalog is what a page loads: reading it takes a tenth of
// the time of reading JSON, and people wait for it. It holds the same as the JSON
// file, field after field in the order of [fields.catalog], without names. Each
// text and number ends with packEnd; before a list stands how many elements it
// has. It is made anew with every export and read by the same build only, so it
// may change at any time.

// packEnd ends each field. It is a control character, which the data does not have.
const packEnd = "\x1f"

// PackedName returns the name of the packed form of a file of [DataFiles]: that of
// a catalog, or name itself.
func PackedName(name string) string {
	if id, ok := strings.CutSuffix(name, ".json"); ok {
		return id + ".txt"
	}
	return name
}

// Pack returns the packed form of a catalog in JSON.
func Pack(text []byte) ([]byte, error) {
	c := new(Catalog)
	if err := json.Unmarshal(text, c); err != nil {
		return nil, err
	}
	f := &fields{write: true}
	f.catalog(c)
	return f.out, f.err
}

// unpack reads the packed form.
func unpack(text string) (*Catalog, error) {
	c, f := new(Catalog), &fields{text: text}
	f.catalog(c)
	if f.err == nil && f.text != "" {
		f.err = errors.New("text after the catalog")
	}
	return c, f.err
}

// fields reads the fields of a catalog from text or writes them to it, so that each
// is named once for both.
type fields struct {
	write bool
	text  string // what is left to read
	out   []byte // what was written
	err   error  // the first
}

func (f *fields) catalog(c *Catalog) {
	word(f, &c.ID)
	word(f, &c.Name)
	word(f, &c.About)
	word(f, &c.Source.Document)
	word(f, &c.Source.URL)
	word(f, &c.Source.Updated)
	list(f, &c.Editions, func(e *Edition) {
		word(f, &e.ID)
		f.number(&e.Rows)
		word(f, &e.Note)
	})
	word(f, &c.Opens)
	list(f, &c.Entries, f.entry)
}

func (f *fields) entry(e *Entry) {
	f.number(&e.Status)
	word(f, &e.Code)
	word(f, &e.Message)
	word(f, &e.Meaning)
	list(f, &e.Causes, f.point)
	list(f, &e.Actions, f.point)
	word(f, &e.Retry.When)
	word(f, &e.Retry.Note)
	word(f, &e.Who)
	word(f, &e.Resource)
	words(f, &e.See)
	words(f, &e.Tags)
	word(f, &e.Since)
	word(f, &e.Until)
	words(f, &e.ReplacedBy)
	word(f, &e.Group)
	list(f, &e.Limits, func(l *Limit) {
		word(f, &l.Edition)
		word(f, &l.Value)
	})
	list(f, &e.Twins, func(t *Twin) {
		word(f, &t.Catalog)
		word(f, &t.Code)
		f.flag(&t.Differs)
		word(f, &t.Note)
	})
	words(f, &e.Clients)
	list(f, &e.Statuses, f.number)
	list(f, &e.StandsFor, func(r *Ref) {
		word(f, &r.Catalog)
		f.number(&r.Status)
		word(f, &r.Code)
	})
	origin := e.Origin != nil
	if f.flag(&origin); origin {
		if e.Origin == nil {
			e.Origin = new(Origin)
		}
		word(f, &e.Origin.Document)
		word(f, &e.Origin.Edition)
	}
}

func (f *fields) point(p *Point) {
	word(f, &p.Text)
	word(f, &p.Basis)
}

// word is a field of text.
func word[T ~string](f *fields, to *T) {
	if !f.write {
		*to = T(f.next())
		return
	}
	if strings.Contains(string(*to), packEnd) {
		f.fail(fmt.Errorf("a control character in %q", *to))
	}
	f.out = append(append(f.out, *to...), packEnd...)
}

func (f *fields) number(to *int) {
	if f.write {
		f.out = append(strconv.AppendInt(f.out, int64(*to), 10), packEnd...)
		return
	}
	n, err := strconv.Atoi(f.next())
	if err != nil {
		f.fail(err)
	}
	*to = n
}

func (f *fields) flag(to *bool) {
	n := 0
	if *to {
		n = 1
	}
	f.number(&n)
	*to = n == 1
}

func words(f *fields, to *[]string) { list(f, to, func(w *string) { word(f, w) }) }

// list calls each for every element, which it makes when it reads.
func list[T any](f *fields, to *[]T, each func(*T)) {
	n := len(*to)
	f.number(&n)
	if n < 0 || !f.write && n > len(f.text) { // an element has a byte or more
		f.fail(fmt.Errorf("a list of %d elements", n))
		return
	}
	if !f.write && n > 0 {
		*to = make([]T, n)
	}
	for i := range *to {
		each(&(*to)[i])
	}
}

// next takes the next field from the text.
func (f *fields) next() string {
	field, rest, ended := strings.Cut(f.text, packEnd)
	if !ended {
		f.fail(errors.New("the catalog is cut off"))
	}
	f.text = rest
	return field
}

func (f *fields) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}
