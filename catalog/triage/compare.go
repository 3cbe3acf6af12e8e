package triage

import "sort"

// A Change is how the count of one group differs between two summaries.
type Change struct {
	Group   *Group     `json:"-"` // of the later summary, or of the earlier where it is gone
	Title   string     `json:"title"`
	Message string     `json:"message"`
	Before  int64      `json:"before"`
	After   int64      `json:"after"`
	Kind    ChangeKind `json:"kind"`
}

// A ChangeKind says what became of a group.
type ChangeKind string

const (
	ChangeNew   ChangeKind = "new"
	ChangeGone  ChangeKind = "gone"
	ChangeMore  ChangeKind = "more"
	ChangeFewer ChangeKind = "fewer"
	ChangeSame  ChangeKind = "same"
)

// Compare returns how the groups of two summaries differ, the largest
// differences first. Groups are the same if all that tells them apart is.
func Compare(before, after *Summary) []Change {
	var list []Change
	at := map[string]int{}
	for _, groups := range [][]*Group{before.Errors, before.Suspicious} {
		for _, g := range groups {
			at[g.key()] = len(list)
			list = append(list, Change{Group: g, Title: g.Title(), Message: g.Message, Before: g.Count, Kind: ChangeGone})
		}
	}
	for _, groups := range [][]*Group{after.Errors, after.Suspicious} {
		for _, g := range groups {
			i, ok := at[g.key()]
			if !ok {
				list = append(list, Change{Group: g, Title: g.Title(), Message: g.Message, After: g.Count, Kind: ChangeNew})
				continue
			}
			x := &list[i]
			x.Group, x.After = g, g.Count
			switch {
			case x.After > x.Before:
				x.Kind = ChangeMore
			case x.After < x.Before:
				x.Kind = ChangeFewer
			default:
				x.Kind = ChangeSame
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].size() > list[j].size() })
	return list
}

func (c Change) size() int64 { return max(c.After-c.Before, c.Before-c.After) }
