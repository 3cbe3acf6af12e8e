package catalog

// A Diff is what changed between two editions of a catalog.
type Diff struct {
	Added     []*Entry      // listed in the later edition only, in catalog order
	Withdrawn []*Entry      // listed in the earlier edition only, in catalog order
	Limits    []LimitChange // of entries that both list
}

// A LimitChange is a limit that the message of an entry quotes differently.
type LimitChange struct {
	Entry    *Entry
	From, To string
}

// Diff compares two editions, dates YYYY-MM-DD, in either order of time.
func (c *Catalog) Diff(from, to string) Diff {
	var d Diff
	for i := range c.Entries {
		e := &c.Entries[i]
		switch before, after := e.In(from), e.In(to); {
		case before && after:
			if was, is := e.Limit(from), e.Limit(to); was != is {
				d.Limits = append(d.Limits, LimitChange{e, was, is})
			}
		case after:
			d.Added = append(d.Added, e)
		case before:
			d.Withdrawn = append(d.Withdrawn, e)
		}
	}
	return d
}

// Limit returns the limit that the message quotes in an edition, or "".
func (e *Entry) Limit(edition string) string {
	limit := ""
	for _, l := range e.Limits {
		if l.Edition <= edition {
			limit = l.Value
		}
	}
	return limit
}
