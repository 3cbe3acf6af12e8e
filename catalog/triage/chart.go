package triage

import (
	"sort"
	"strconv"
	"time"
)

// A Chart is a summary by time, ready to be drawn: bars of equal width, one
// after the other, with a part for each series.
type Chart struct {
	Step   int64    `json:"step"`   // width of a bar in seconds
	Start  int64    `json:"start"`  // Unix time in seconds at which the first bar begins
	Series []Series `json:"series"` // most frequent first; the last may be all others
	Bars   int      `json:"bars"`   // how many there are, empty ones too
	Max    int64    `json:"max"`    // the highest bar
	Zone   Zone     `json:"zone"`
}

// A Series is one code of a chart.
type Series struct {
	Name   string  `json:"name"`
	Total  int64   `json:"total"`
	Counts []int64 `json:"counts"` // by bar
}

const (
	// MaxSeries is how many codes a chart tells apart.
	MaxSeries = 6
	// maxBars is how many bars a chart has at most.
	maxBars = 120
)

// A Zone is how times are shown.
type Zone struct {
	Minutes int    `json:"minutes"` // offset from UTC
	Name    string `json:"name"`    // "UTC", "+08:00", "" where the logs name none
}

// Zone returns the zone that the times of the summary are shown in: the logs'
// own if they all name the same one, else UTC.
func (s *Summary) Zone() Zone {
	names := sortedKeys(s.Zones)
	if len(names) != 1 {
		return Zone{0, "UTC"}
	}
	name := names[0]
	if name == "" || name == "UTC" {
		return Zone{0, name}
	}
	n := number([]byte(name[1:3]))*60 + number([]byte(name[4:6]))
	if name[0] == '-' {
		n = -n
	}
	return Zone{n, name}
}

// Format returns a time, in milliseconds since 1970, as people read it.
func (z Zone) Format(ms int64, layout string) string {
	return time.UnixMilli(ms).UTC().Add(time.Duration(z.Minutes) * time.Minute).Format(layout)
}

// Time returns a time with its date and zone: "2021-03-04 08:00:00 UTC".
func (z Zone) Time(ms int64) string {
	if ms == 0 {
		return ""
	}
	text := z.Format(ms, "2006-01-02 15:04:05")
	if z.Name != "" {
		text += " " + z.Name
	}
	return text
}

// Chart counts groups by time from one Unix time in seconds to another; both 0
// mean all the time that the summary covers. Groups with the same title are one
// series.
func (s *Summary) Chart(groups []*Group, from, to int64) Chart {
	if from == 0 && to == 0 {
		from, to = floorDiv(s.From, 1000), floorDiv(s.To, 1000)+1
	}
	c := Chart{Step: s.Step, Zone: s.Zone()}
	if s.To == 0 || to <= from {
		return c
	}
	for i := 0; floorDiv(to-1, c.Step)-floorDiv(from, c.Step) >= maxBars; {
		if i < len(steps) {
			if steps[i] > c.Step {
				c.Step = steps[i]
			}
			i++
		} else {
			c.Step *= 4
		}
	}
	first := floorDiv(from, c.Step)
	c.Start = first * c.Step
	c.Bars = int(floorDiv(to-1, c.Step)-first) + 1

	byName := map[string]int{}
	for _, g := range groups {
		name := g.Title()
		at, ok := byName[name]
		if !ok {
			at = len(c.Series)
			byName[name] = at
			c.Series = append(c.Series, Series{Name: name, Counts: make([]int64, c.Bars)})
		}
		for n, count := range g.Timeline {
			if bar := floorDiv(n*s.Step, c.Step) - first; bar >= 0 && bar < int64(c.Bars) {
				c.Series[at].Counts[bar] += count
				c.Series[at].Total += count
			}
		}
	}
	sort.SliceStable(c.Series, func(i, j int) bool { return c.Series[i].Total > c.Series[j].Total })
	if len(c.Series) > MaxSeries {
		rest := &c.Series[MaxSeries-1]
		for _, more := range c.Series[MaxSeries:] {
			rest.Total += more.Total
			for bar, n := range more.Counts {
				rest.Counts[bar] += n
			}
		}
		rest.Name = strconv.Itoa(len(c.Series)-MaxSeries+1) + " others"
		c.Series = c.Series[:MaxSeries]
	}
	for bar := range c.Bars {
		c.Max = max(c.Max, c.Total(bar))
	}
	return c
}

// Total returns how much a bar counts.
func (c *Chart) Total(bar int) (n int64) {
	for _, s := range c.Series {
		n += s.Counts[bar]
	}
	return n
}

// At returns when a bar begins, in milliseconds.
func (c *Chart) At(bar int) int64 { return (c.Start + int64(bar)*c.Step) * 1000 }

// BarName says which time a bar stands for: "2021-03-04 08:00".
func (c *Chart) BarName(bar int) string {
	layout := "2006-01-02 15:04"
	switch {
	case c.Step < 60:
		layout = "2006-01-02 15:04:05"
	case c.Step >= 86400:
		layout = "2006-01-02"
	}
	return c.Zone.Format(c.At(bar), layout)
}

// A Tick is a mark of the axis of time: it stands where a bar begins.
type Tick struct {
	Bar  int
	Text string
}

// Ticks returns about count marks. A mark names the date where it differs from
// the one before, and the year at the first.
func (c *Chart) Ticks(count int) (ticks []Tick) {
	if c.Bars == 0 {
		return nil
	}
	every := max(1, (c.Bars+count-1)/count)
	day := ""
	for bar := 0; bar < c.Bars; bar += every {
		layout := "15:04"
		if c.Step < 60 && c.Step*int64(c.Bars) < 600 {
			layout = "15:04:05"
		}
		switch today := c.Zone.Format(c.At(bar), "01-02"); {
		case bar == 0:
			layout = "2006-01-02 " + layout
			day = today
		case c.Step >= 86400:
			layout = "01-02"
			if c.Step*int64(every) > 200*86400 {
				layout = "2006-01"
			}
		case today != day:
			layout = "01-02 " + layout
			day = today
		}
		if c.Step >= 86400 && bar == 0 {
			layout = "2006-01-02"
		}
		ticks = append(ticks, Tick{bar, c.Zone.Format(c.At(bar), layout)})
	}
	return ticks
}
