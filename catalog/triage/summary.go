package triage

import (
	"cmp"
	"slices"
	"sort"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

// A Summary is what was counted in one or several files. Summaries add up: see
// [Summary.Add].
type Summary struct {
	Files []File `json:"files"`
	Lines Lines  `json:"lines"` // of all files

	Errors     []*Group `json:"errors"`     // recognised; most frequent first
	Suspicious []*Group `json:"suspicious"` // not recognised; most frequent first
	// Beyond counts what belongs to groups over the cap, which are not kept.
	Beyond struct {
		Errors     int64 `json:"errors"`
		Suspicious int64 `json:"suspicious"`
	} `json:"beyond"`

	// Step is the width of a bucket of every timeline, in seconds.
	Step int64 `json:"step"`
	// From and To are the first and the last time that the files say, in
	// milliseconds since 1970; both 0 if they say none.
	From int64 `json:"from"`
	To   int64 `json:"to"`
	// Zones counts in how many errors the log wrote its time in which offset
	// from UTC: "+08:00", "UTC", or "" where it names none.
	Zones map[string]int64 `json:"zones"`
	// NoYear counts the times without a year.
	NoYear int64 `json:"noYear"`

	// Masked counts the secrets that the samples come without, by kind.
	Masked map[string]int `json:"masked"`

	byKey map[string]*Group
	max   int
}

// Lines counts lines: Read = Found + Suspicious + Clean + Broken. In a HAR and
// in a JSON array every element counts as one line.
type Lines struct {
	Read       int64 `json:"read"`
	Found      int64 `json:"found"`      // of records with an error
	Suspicious int64 `json:"suspicious"` // of records that look like an error that nobody knows
	Clean      int64 `json:"clean"`      // with nothing of interest
	Broken     int64 `json:"broken"`     // not text: they hold NUL bytes
}

func (l *Lines) add(x Lines) {
	l.Read += x.Read
	l.Found += x.Found
	l.Suspicious += x.Suspicious
	l.Clean += x.Clean
	l.Broken += x.Broken
}

// A File is what became of one input.
type File struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"` // one of the Kind constants
	Bytes   int64  `json:"bytes"`
	Lines   Lines  `json:"lines"`
	Errors  int64  `json:"errors"`
	Problem string `json:"problem"` // why it was not read, or not to its end
}

// Values of [File.Kind].
const (
	KindLog  = "log"
	KindHAR  = "HAR"
	KindJSON = "JSON array"
)

// A Group is errors that are equal but for ids, numbers and names, or suspicious
// lines that are.
type Group struct {
	Product     decode.Product `json:"product"` // empty for suspicious lines
	ProductName string         `json:"productName"`
	Status      int            `json:"status"`
	Code        string         `json:"code"`
	ClientCode  string         `json:"clientCode"`
	Message     string         `json:"message"` // see [Normal]
	Reason      Reason         `json:"reason"`  // of suspicious lines
	Entry       *catalog.Ref   `json:"entry"`
	Candidates  []catalog.Ref  `json:"candidates"`

	Count     int64 `json:"count"`
	Inherited int64 `json:"inherited"` // without a time of their own: that of a line above counts
	Untimed   int64 `json:"untimed"`   // no line near says a time
	First     int64 `json:"first"`     // ms since 1970; 0 if no time is known
	Last      int64 `json:"last"`

	// Timeline counts by time: bucket n holds the times from n*Step seconds
	// on. Empty ones are left out.
	Timeline Timeline `json:"timeline"`
	Samples  []Sample `json:"samples"` // the first ones, at most maxSamples

	// Order is the number of the line of the first one in its file.
	Order int64 `json:"order"`
}

// A Timeline counts errors by number of the bucket.
type Timeline map[int64]int64

// A Reason is why a line is suspicious.
type Reason string

const (
	ReasonStatus    Reason = "status"    // an HTTP status of 400 or more
	ReasonCode      Reason = "code"      // an error code that nobody knows
	ReasonException Reason = "exception" // the name of an exception
	ReasonLevel     Reason = "level"     // logged as an error
)

// A Sample is one occurrence, with every secret replaced.
type Sample struct {
	File      string `json:"file"`
	Line      int64  `json:"line"` // 1-based; in a HAR the number of the exchange
	Time      int64  `json:"time"` // ms since 1970, 0 if unknown
	Inherited bool   `json:"inherited"`
	Before    string `json:"before"` // lines above
	Text      string `json:"text"`
	After     string `json:"after"` // lines below
	// Masked are the kinds of the secrets that are replaced, one for each.
	Masked []string `json:"masked"`
}

const (
	maxSamples = 3
	// maxBuckets is how many buckets a timeline spans.
	maxBuckets = 512
)

// steps are the widths that buckets take, in seconds; each is a multiple of the
// one before, so that buckets can be joined.
var steps = [...]int64{1, 5, 15, 60, 300, 900, 3600, 3 * 3600, 12 * 3600, 86400, 7 * 86400, 28 * 86400, 364 * 86400}

func newSummary(max int) *Summary {
	return &Summary{Files: []File{}, Errors: []*Group{}, Suspicious: []*Group{}, Step: steps[0],
		Zones: map[string]int64{}, Masked: map[string]int{}, byKey: map[string]*Group{}, max: max}
}

// NewSummary returns the summary of nothing, to which others are added.
func NewSummary(opts Options) *Summary { return newSummary(opts.maxGroups()) }

func (g *Group) key() string {
	return string(g.Reason) + "\x00" + string(g.Product) + "\x00" + g.Code + "\x00" + g.ClientCode + "\x00" + string(rune(g.Status)) + "\x00" + g.Message
}

// group returns the group with the identity of g, nil if it would be one too
// many.
func (s *Summary) group(g *Group) *Group {
	s.index()
	key := g.key()
	if have := s.byKey[key]; have != nil {
		return have
	}
	list := &s.Errors
	if g.Reason != "" {
		list = &s.Suspicious
	}
	if len(*list) >= s.max {
		return nil
	}
	own := *g
	own.Count, own.Inherited, own.Untimed, own.First, own.Last, own.Samples = 0, 0, 0, 0, 0, nil
	own.Timeline = Timeline{}
	*list = append(*list, &own)
	s.byKey[key] = &own
	return &own
}

// index makes the summary ready for more, also one that was read from JSON.
func (s *Summary) index() {
	if s.byKey != nil {
		return
	}
	s.byKey = map[string]*Group{}
	for _, list := range [][]*Group{s.Errors, s.Suspicious} {
		for _, g := range list {
			s.byKey[g.key()] = g
		}
	}
	if s.max == 0 {
		s.max = Options{}.maxGroups()
	}
}

// span widens the time that the summary covers, and its buckets if need be.
func (s *Summary) span(ms int64) {
	if ms == 0 {
		return
	}
	if s.From == 0 || ms < s.From {
		s.From = ms
	}
	if s.To == 0 || ms > s.To {
		s.To = ms
	}
	step := s.Step
	for i := 0; floorDiv(s.To, step*1000)-floorDiv(s.From, step*1000) >= maxBuckets; i++ {
		if i < len(steps) {
			step = max(step, steps[i])
		} else {
			step *= 4
		}
	}
	s.widen(step)
}

// widen makes the buckets step seconds wide.
func (s *Summary) widen(step int64) {
	if step <= s.Step {
		return
	}
	for _, list := range [][]*Group{s.Errors, s.Suspicious} {
		for _, g := range list {
			g.Timeline = g.Timeline.widened(step / s.Step)
		}
	}
	s.Step = step
}

func (t Timeline) widened(by int64) Timeline {
	wide := make(Timeline, len(t))
	for n, count := range t {
		wide[floorDiv(n, by)] += count
	}
	return wide
}

func floorDiv(a, b int64) int64 {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// Add adds what was counted in other files. x keeps its counts, but its buckets
// may become wider.
func (s *Summary) Add(x *Summary) {
	s.Files = append(s.Files, x.Files...)
	s.merge(x, 0)
}

// Follow adds the summary of the part of the same file that follows. x keeps its
// counts, but its buckets may become wider.
func (s *Summary) Follow(x *Summary) {
	if len(s.Files) == 0 {
		s.Files = append(s.Files, x.Files...)
	} else {
		f, next := &s.Files[0], x.Files[0]
		f.Bytes += next.Bytes
		f.Errors += next.Errors
		f.Lines.add(next.Lines)
		f.Problem = cmp.Or(f.Problem, next.Problem)
	}
	s.merge(x, s.Lines.Read)
}

// merge adds the counts of x, whose lines begin after the first lines.
func (s *Summary) merge(x *Summary, lines int64) {
	s.Lines.add(x.Lines)
	s.Beyond.Errors += x.Beyond.Errors
	s.Beyond.Suspicious += x.Beyond.Suspicious
	s.NoYear += x.NoYear
	for zone, n := range x.Zones {
		s.Zones[zone] += n
	}
	s.span(x.From)
	s.span(x.To)
	step := max(s.Step, x.Step)
	s.widen(step)
	x.widen(step)
	for _, list := range [][]*Group{x.Errors, x.Suspicious} {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Order < list[j].Order })
		for _, g := range list {
			s.mergeGroup(g, lines)
		}
	}
}

func (s *Summary) mergeGroup(g *Group, lines int64) {
	own := s.group(g)
	if own == nil {
		if g.Reason != "" {
			s.Beyond.Suspicious += g.Count
		} else {
			s.Beyond.Errors += g.Count
		}
		return
	}
	if own.Count == 0 {
		own.Order = lines + g.Order
	}
	own.Count += g.Count
	own.Inherited += g.Inherited
	own.Untimed += g.Untimed
	if g.First != 0 && (own.First == 0 || g.First < own.First) {
		own.First = g.First
	}
	own.Last = max(own.Last, g.Last)
	for n, count := range g.Timeline {
		own.Timeline[n] += count
	}
	for _, sample := range g.Samples {
		if len(own.Samples) < maxSamples {
			sample.Line += lines
			own.Samples = append(own.Samples, sample)
		}
	}
}

// Sort puts the most frequent groups first, those of the same count in the
// order in which they were found, and brings Masked up to date. It comes after
// the last Add.
func (s *Summary) Sort() {
	s.Masked = map[string]int{}
	for _, list := range [][]*Group{s.Errors, s.Suspicious} {
		for _, g := range list {
			for _, sample := range g.Samples {
				for _, kind := range sample.Masked {
					s.Masked[kind]++
				}
			}
		}
	}
	for _, list := range [][]*Group{s.Errors, s.Suspicious} {
		sort.SliceStable(list, func(i, j int) bool {
			if list[i].Count != list[j].Count {
				return list[i].Count > list[j].Count
			}
			return list[i].Order < list[j].Order
		})
	}
}

// ErrorCount returns how many errors were recognised.
func (s *Summary) ErrorCount() int64 {
	n := s.Beyond.Errors
	for _, g := range s.Errors {
		n += g.Count
	}
	return n
}

// SuspiciousCount returns how many records are suspicious.
func (s *Summary) SuspiciousCount() int64 {
	n := s.Beyond.Suspicious
	for _, g := range s.Suspicious {
		n += g.Count
	}
	return n
}

// sortedKeys returns the keys of a count in order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
