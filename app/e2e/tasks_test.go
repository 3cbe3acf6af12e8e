package e2e

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
)

// A traceEvent is what the browser notes of something that one of its threads
// did. Times are in microseconds.
type traceEvent struct {
	Name    string  `json:"name"`
	Process int     `json:"pid"`
	Thread  int     `json:"tid"`
	Begin   float64 `json:"ts"`
	Took    float64 `json:"dur"`
	Busy    float64 `json:"tdur"` // of the processor; the rest others had it
	Args    struct {
		Name string `json:"name"`
	} `json:"args"`
}

// watchTasks begins to note what the threads of the page do.
func (p *page) watchTasks() {
	p.t.Helper()
	p.mu.Lock()
	p.traced, p.untraced = nil, make(chan struct{})
	p.mu.Unlock()
	command(p, tracing.Start, tracing.StartParams{TraceConfig: &tracing.TraceConfig{
		IncludedCategories: []string{"devtools.timeline", "disabled-by-default-devtools.timeline"}}})
}

// longestTask says what held up the main thread longest since watchTasks, and for
// how long: whether it was a message, a timer or the layout, and whether the
// processor was busy with it or had other things to do.
func (p *page) longestTask() string {
	p.t.Helper()
	command(p, tracing.End, cdp.Empty{})
	select {
	case <-p.untraced:
	case <-time.After(patience):
		p.t.Fatal("the browser does not end its trace")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	main := map[[2]int]bool{}
	for _, e := range p.traced {
		if e.Name == "thread_name" && e.Args.Name == "CrRendererMain" {
			main[[2]int{e.Process, e.Thread}] = true
		}
	}
	var longest traceEvent
	for _, e := range p.traced {
		if e.Name == "RunTask" && main[[2]int{e.Process, e.Thread}] && e.Took > longest.Took {
			longest = e
		}
	}
	var within []traceEvent
	for _, e := range p.traced {
		if e.Process == longest.Process && e.Thread == longest.Thread && e.Name != "RunTask" && e.Name != "ThreadControllerImpl::RunTask" &&
			longest.Begin <= e.Begin && e.Begin < longest.Begin+longest.Took {
			within = append(within, e)
		}
	}
	slices.SortStableFunc(within, func(a, b traceEvent) int { return cmp.Compare(b.Took, a.Took) })
	name := "without a name"
	if len(within) > 0 {
		name = within[0].Name
	}
	return fmt.Sprintf("%.0f ms (%.0f ms of them busy: %s)", longest.Took/1000, longest.Busy/1000, name)
}
