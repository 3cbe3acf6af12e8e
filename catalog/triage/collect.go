package triage

import (
	"cmp"
	"encoding/json"
	"hash/fnv"
	"strconv"

	"cls-error-explorer/catalog"
)

// A Collector adds up what is counted elsewhere, part by part, and says what a
// page has to show of it.
type Collector struct {
	opts  Options
	files []*collected
}

// A collected is a file whose parts come in any order.
type collected struct {
	sum  *Summary         // of the first parts
	next int              // the first part that sum lacks
	late map[int]*Summary // complete parts that come after a missing one, and the state of those under way
	done map[int]bool     // which of late are complete
}

// NewCollector returns a collector of nothing.
func NewCollector(opts Options) *Collector { return &Collector{opts: opts} }

// Take takes the summary of a part of the file with this number. One that is not
// final is replaced by the next of the same part.
func (c *Collector) Take(file, part, parts int, final bool, s *Summary) {
	for len(c.files) <= file {
		c.files = append(c.files, &collected{sum: NewSummary(c.opts), late: map[int]*Summary{}, done: map[int]bool{}})
	}
	f := c.files[file]
	if part < f.next || f.done[part] {
		return
	}
	f.late[part], f.done[part] = s, final
	for f.done[f.next] {
		if parts == 1 {
			f.sum.Add(f.late[f.next]) // perhaps an archive, which is several files
		} else {
			f.sum.Follow(f.late[f.next])
		}
		delete(f.late, f.next)
		f.next++
	}
}

// file returns what is known of a file so far.
func (c *Collector) file(n int) *Summary {
	f := c.files[n]
	if len(f.late) == 0 {
		return f.sum
	}
	s := NewSummary(c.opts)
	if f.next > 0 {
		s.Follow(f.sum)
	}
	for part, left := f.next, len(f.late); left > 0; part++ {
		if x := f.late[part]; x != nil {
			s.Follow(x)
			left--
		}
	}
	return s
}

// total returns what is known of all files so far.
func (c *Collector) total() *Summary {
	s := NewSummary(c.opts)
	for n := range c.files {
		s.Add(c.file(n))
	}
	s.Sort()
	return s
}

// A Query says what to show.
type Query struct {
	// Flipped are groups that are not as they are at first: errors are part of
	// the chart, suspicious lines are not. Only is the one group that is, if it
	// is not empty.
	Flipped []string `json:"flipped"`
	Only    string   `json:"only"`
	// From and To limit counts to a range of time, in Unix seconds. Both are 0
	// for all the time.
	From int64 `json:"from"`
	To   int64 `json:"to"`
	// Rows is how many groups of each kind are listed.
	Rows int `json:"rows"`
	// Compare is set to list how the second file differs from the first.
	Compare bool `json:"compare"`
}

// A View is what a page shows.
type View struct {
	Files      []File   `json:"files"`
	Lines      Lines    `json:"lines"`
	Errors     int64    `json:"errors"`     // in the range
	Suspicious int64    `json:"suspicious"` // in the range
	Rows       []Row    `json:"rows"`
	Suspects   []Row    `json:"suspects"`
	More       int      `json:"more"`      // groups of errors that are not listed
	MoreOdd    int      `json:"moreOdd"`   // and of suspicious lines
	Beyond     int64    `json:"beyond"`    // errors in groups over the cap
	BeyondOdd  int64    `json:"beyondOdd"` // and suspicious lines
	MaxGroups  int      `json:"maxGroups"` // the cap
	Chart      Chart    `json:"chart"`
	Begin      string   `json:"begin"` // the time covered, for people
	End        string   `json:"end"`
	MixedZones bool     `json:"mixedZones"`
	NoYear     int64    `json:"noYear"`
	Receipt    string   `json:"receipt"`
	Changes    []Change `json:"changes"`
	Compared   []string `json:"compared"` // the names of the two files
}

// A Row is a group in a view.
type Row struct {
	ID        string       `json:"id"`
	Title     string       `json:"title"`
	Status    int          `json:"status"`
	Code      string       `json:"code"`
	Message   string       `json:"message"`
	Product   string       `json:"product"`
	Reason    Reason       `json:"reason"`
	Entry     *catalog.Ref `json:"entry"`
	Meaning   string       `json:"meaning"` // of the entry
	Count     int64        `json:"count"`
	Share     string       `json:"share"`
	First     string       `json:"first"`
	Last      string       `json:"last"`
	Inherited int64        `json:"inherited"`
	Untimed   int64        `json:"untimed"`
	Spark     []int64      `json:"spark"`
	Charted   bool         `json:"charted"`
}

// ID names a group within a summary.
func (g *Group) ID() string {
	h := fnv.New64a()
	h.Write([]byte(g.key()))
	return strconv.FormatUint(h.Sum64(), 36)
}

// sparks is how many points the small chart of a row has.
const sparks = 24

// View returns what a page shows for q.
func (c *Collector) View(q Query) View {
	s := c.total()
	v := View{Files: s.Files, Lines: s.Lines, Beyond: s.Beyond.Errors, BeyondOdd: s.Beyond.Suspicious, MaxGroups: s.max,
		NoYear: s.NoYear, Receipt: s.Receipt(), MixedZones: len(s.Zones) > 1}
	zone := s.Zone()
	v.Begin, v.End = zone.Time(s.From), zone.Time(s.To)
	flipped := map[string]bool{}
	for _, id := range q.Flipped {
		flipped[id] = true
	}
	var charted []*Group
	rows := func(list []*Group, rows *[]Row, more *int, whole *int64) {
		for _, g := range list {
			*whole += q.count(s, g)
		}
		*rows = []Row{}
		for _, g := range list {
			id, count := g.ID(), q.count(s, g)
			shown := flipped[id] != (g.Reason == "")
			if q.Only != "" {
				shown = id == q.Only
			}
			if shown {
				charted = append(charted, g)
			}
			if count == 0 {
				continue
			}
			if len(*rows) == q.Rows {
				*more++
				continue
			}
			row := Row{ID: id, Title: g.Title(), Status: g.Status, Code: cmp.Or(g.Code, g.ClientCode), Message: g.Message, Product: g.ProductName, Reason: g.Reason, Entry: g.Entry,
				Count: count, Share: Share(count, *whole), First: zone.Time(g.First), Last: zone.Time(g.Last), Inherited: g.Inherited, Untimed: g.Untimed, Charted: shown}
			if row.Entry != nil {
				if entry := catalog.Find(catalog.Default(), *row.Entry); entry != nil {
					row.Meaning = entry.Meaning
				} else {
					row.Entry = nil
				}
			}
			if s.To > s.From {
				row.Spark = make([]int64, sparks)
				first, all := floorDiv(s.From, s.Step*1000), floorDiv(s.To, s.Step*1000)-floorDiv(s.From, s.Step*1000)+1
				for n, count := range g.Timeline {
					row.Spark[min((n-first)*sparks/all, sparks-1)] += count
				}
			}
			*rows = append(*rows, row)
		}
	}
	rows(s.Errors, &v.Rows, &v.More, &v.Errors)
	rows(s.Suspicious, &v.Suspects, &v.MoreOdd, &v.Suspicious)
	if q.From == 0 && q.To == 0 {
		v.Errors += v.Beyond
		v.Suspicious += v.BeyondOdd
	}
	v.Chart = s.Chart(charted, q.From, q.To)
	if q.Compare && len(c.files) == 2 {
		for n := range 2 {
			if f := c.file(n); len(f.Files) > 0 {
				v.Compared = append(v.Compared, f.Files[0].Name)
			}
		}
		v.Changes = Compare(c.file(0), c.file(1))
		v.Changes = v.Changes[:min(len(v.Changes), max(q.Rows, 1))]
	}
	return v
}

// count returns how often a group is in the range.
func (q *Query) count(s *Summary, g *Group) (n int64) {
	if q.From == 0 && q.To == 0 {
		return g.Count
	}
	for bucket, count := range g.Timeline {
		if at := bucket * s.Step; at >= q.From && at < q.To {
			n += count
		}
	}
	return n
}

// Samples returns the samples of a group.
func (c *Collector) Samples(id string) []Sample {
	s := c.total()
	for _, list := range [][]*Group{s.Errors, s.Suspicious} {
		for _, g := range list {
			if g.ID() == id {
				return g.Samples
			}
		}
	}
	return []Sample{}
}

// Export returns a file for people to keep: "csv", "json", "md" or "svg".
func (c *Collector) Export(format string, q Query) (name, mime string, content []byte) {
	s := c.total()
	name = "triage." + format
	switch format {
	case "csv":
		return name, "text/csv", s.CSV()
	case "md":
		return name, "text/markdown", s.Markdown()
	case "svg":
		chart := c.View(q).Chart
		return name, "image/svg+xml", chart.SVG("Errors in " + s.names() + receiptNote(s))
	}
	content, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic(err) // the types hold nothing that cannot be encoded
	}
	return name, "application/json", append(content, '\n')
}

func receiptNote(s *Summary) string {
	if s.Receipt() == "" {
		return ""
	}
	return " (masked: " + s.Receipt() + ")"
}
