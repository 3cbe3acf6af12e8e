package catalog

import (
	"iter"
	"strings"
)

// Find returns the entry of catalogs that ref names, or nil. The code has to be
// spelt exactly.
func Find(catalogs []*Catalog, ref Ref) *Entry {
	for _, c := range catalogs {
		if c.ID != ref.Catalog {
			continue
		}
		if e := c.Lookup(ref.Code); e != nil && e.Status == ref.Status {
			return e
		}
	}
	return nil
}

// Lookup returns the entry of c with the code, spelt exactly, or nil. A code
// stands once in a catalog.
func (c *Catalog) Lookup(code string) *Entry {
	for i := range c.Entries {
		if c.Entries[i].Code == code {
			return &c.Entries[i]
		}
	}
	return nil
}

// EntriesIn returns the entries that the edition lists, in catalog order.
// edition is a date, YYYY-MM-DD, and need not be one of c.Editions.
func (c *Catalog) EntriesIn(edition string) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for i := range c.Entries {
			if e := &c.Entries[i]; e.In(edition) && !yield(e) {
				return
			}
		}
	}
}

// In reports whether the edition, a date YYYY-MM-DD, lists e. An entry without
// Since counts as older than every edition.
func (e *Entry) In(edition string) bool {
	return e.Since <= edition && (e.Until == "" || edition < e.Until)
}

// Fallback returns the entry that explains the family of a code which c does not
// list: for "ResourceNotFound.Something", the entry of "ResourceNotFound". It
// returns nil where c knows no such family.
func (c *Catalog) Fallback(code string) *Entry {
	if family, _, split := strings.Cut(code, "."); split {
		return c.Lookup(family)
	}
	return nil
}

// Family returns the part of the code before the first dot, the whole code if
// it has none.
func (e *Entry) Family() string {
	family, _, _ := strings.Cut(e.Code, ".")
	return family
}

// Edition returns the edition of c with the id, or nil.
func (c *Catalog) Edition(id string) *Edition {
	for i := range c.Editions {
		if c.Editions[i].ID == id {
			return &c.Editions[i]
		}
	}
	return nil
}

// Newest returns the id of the newest edition.
func (c *Catalog) Newest() string { return c.Editions[len(c.Editions)-1].ID }

// A Counterpart is an entry of another catalog that means the same, or that is
// the same word with another meaning.
type Counterpart struct {
	Entry   *Entry
	Differs bool
	Note    string
}

// Twins returns the counterparts of e in catalogs, whichever of the two names
// the other.
func Twins(catalogs []*Catalog, e *Entry) []Counterpart {
	var twins []Counterpart
	for _, t := range e.Twins {
		for _, c := range catalogs {
			if c.ID != t.Catalog {
				continue
			}
			if other := c.Lookup(t.Code); other != nil {
				twins = append(twins, Counterpart{other, t.Differs, t.Note})
			}
		}
	}
	for _, c := range catalogs {
		for i := range c.Entries {
			other := &c.Entries[i]
			for _, t := range other.Twins {
				if t.Catalog == e.Catalog && t.Code == e.Code {
					twins = append(twins, Counterpart{other, t.Differs, t.Note})
				}
			}
		}
	}
	return twins
}
