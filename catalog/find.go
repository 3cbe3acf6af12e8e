package catalog

import "iter"

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
