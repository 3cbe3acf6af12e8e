package app

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog/decode"
	"cls-error-explorer/catalog/triage"
)

// triaging is the state of the triage page. Files are read by workers, one for
// each processor, and what they count is added up by one more, the collector.
// The page itself only hands out work and shows views; see triage_worker.go for
// the messages.
type triaging struct {
	state   triageState
	files   []triageFile
	counter []*countingWorker
	collect *workerHandle
	waiting []triageTask
	failure string // why the workers do not run

	started time.Time
	seconds float64 // how long it took, when it is over
	memory  float64 // of all workers, in bytes

	query  triage.Query
	asked  int // number of the last view that was asked for
	shown  int // number of the view
	askAt  time.Time
	view   triage.View
	ready  bool // there is a view
	drawn  int  // how many rows of each table are drawn so far, see drawMore
	cursor int  // the bar of the chart that is read out
	drag   int  // where a range began to be drawn, -1: none
	asData bool // the chart is shown as a table too

	open    string // the group whose samples are shown
	samples []triage.Sample
}

type triageState int

const (
	triageIdle triageState = iota
	triageRunning
	triageDone
	triageCancelled
)

type triageFile struct {
	name    string
	size    float64
	file    app.Value
	year    int
	parts   int // 0: not planned yet
	counted int // parts
	read    map[int]float64
}

type triageTask struct {
	id, part int
	from, to float64
	whole    bool
}

type countingWorker struct {
	workerHandle
	task *triageTask
	took float64
}

const (
	// maxWorkers bounds the memory that a machine with many processors spends.
	maxWorkers = 6
	// firstRows is how many groups are listed at first, and with every "more".
	firstRows = 20
	// runningRows is how many groups are listed while files are read.
	runningRows = 8
	// drawnAtOnce is how many rows of a table are drawn at once: each costs about
	// a millisecond. aFrame is the time in between.
	drawnAtOnce = 4
	aFrame      = 20 * time.Millisecond
	// viewEvery is how often the page is brought up to date while files are read.
	viewEvery = 700 * time.Millisecond
)

// triageFiles reads files, in the place of those before.
func (r *root) triageFiles(ctx app.Context, files []app.Value) {
	if len(files) == 0 {
		return
	}
	t := &r.triage
	t.discard()
	*t = triaging{state: triageRunning, started: time.Now(), drag: -1, query: triage.Query{Rows: firstRows}}
	total := 0.0
	for _, f := range files {
		year := 0
		if changed := f.Get("lastModified"); changed.Truthy() {
			year = time.UnixMilli(int64(changed.Float())).Year()
		}
		t.files = append(t.files, triageFile{name: f.Get("name").String(), size: f.Get("size").Float(), file: f, year: year, read: map[int]float64{}})
		total += f.Get("size").Float()
	}
	collect := startWorker(func(m app.Value) { r.heardCollector(ctx, m) })
	t.collect = &collect
	// A few megabytes are read faster than a second worker starts.
	workers := min(max(processors(), 1), maxWorkers, max(1, int(total/(8<<20))))
	for range workers {
		w := &countingWorker{}
		w.workerHandle = startWorker(func(m app.Value) { r.heardWorker(ctx, w, m) })
		t.counter = append(t.counter, w)
	}
	for id := range t.files {
		f := &t.files[id]
		t.counter[id%workers].post("plan", "id", id, "file", f.file, "size", f.size)
	}
	r.announce(say("Reading the files."))
	if r.at.page != triagePage {
		ctx.Navigate(href("/triage"))
	}
	r.tick(ctx)
}

// tick shows how far the work is until it is done.
func (r *root) tick(ctx app.Context) {
	started := r.triage.started
	after(ctx, 300*time.Millisecond, func(ctx app.Context) {
		if r.triage.started == started && r.triage.state == triageRunning {
			r.tick(ctx)
		}
	})
}

// stop ends the workers that count, at once. The collector keeps what it has.
func (t *triaging) stop() {
	for _, w := range t.counter {
		w.stop()
	}
	t.counter, t.waiting = nil, nil
}

// discard ends everything.
func (t *triaging) discard() {
	t.stop()
	if t.collect != nil {
		t.collect.stop()
		t.collect = nil
	}
}

// heardWorker handles a message of a worker that counts.
func (r *root) heardWorker(ctx app.Context, w *countingWorker, m app.Value) {
	t := &r.triage
	if !slices.Contains(t.counter, w) {
		return
	}
	switch m.Get("kind").String() {
	case "planned":
		id := m.Get("id").Int()
		f := &t.files[id]
		borders := list(m.Get("borders"))
		if len(borders) == 0 {
			f.parts = 1
			t.waiting = append(t.waiting, triageTask{id: id, to: f.size, whole: true})
		}
		for i := 0; i+1 < len(borders); i++ {
			f.parts++
			t.waiting = append(t.waiting, triageTask{id: id, part: i, from: borders[i].Float(), to: borders[i+1].Float()})
		}
		t.handOut()
	case "progress":
		t.files[m.Get("id").Int()].read[m.Get("part").Int()] = m.Get("bytes").Float()
	case "counted":
		id, part := m.Get("id").Int(), m.Get("part").Int()
		f := &t.files[id]
		m.Set("kind", "take")
		m.Set("parts", f.parts)
		t.collect.forward(m)
		f.read[part] = m.Get("bytes").Float()
		w.took = m.Get("memory").Float()
		if !m.Get("final").Bool() {
			r.askView(ctx, false)
			return
		}
		f.counted++
		w.task = nil
		t.handOut()
		if t.over() {
			r.finishTriage(ctx, triageDone)
			return
		}
		r.askView(ctx, false)
	case "stopped":
		t.failure = say("The browser stopped a worker that reads the files. What was counted stays; load the page again to try once more.")
		r.finishTriage(ctx, triageCancelled)
	}
}

// handOut gives tasks to the workers that have none.
func (t *triaging) handOut() {
	for _, w := range t.counter {
		if w.task != nil || len(t.waiting) == 0 {
			continue
		}
		task := t.waiting[0]
		t.waiting = t.waiting[1:]
		w.task = &task
		f := &t.files[task.id]
		w.post("count", "id", task.id, "part", task.part, "file", f.file, "name", f.name, "from", task.from, "to", task.to, "size", f.size, "whole", task.whole, "year", f.year)
	}
}

// over tells whether everything was counted.
func (t *triaging) over() bool {
	for i := range t.files {
		if f := &t.files[i]; f.parts == 0 || f.counted < f.parts {
			return false
		}
	}
	return true
}

func (r *root) finishTriage(ctx app.Context, state triageState) {
	t := &r.triage
	t.seconds = time.Since(t.started).Seconds()
	t.memory = 0
	for _, w := range t.counter {
		t.memory += w.took
	}
	t.state = state
	t.stop()
	r.askView(ctx, true)
}

// askView asks the collector for what to show; not too often unless it is now.
func (r *root) askView(_ app.Context, now bool) {
	t := &r.triage
	if t.collect == nil || !now && time.Since(t.askAt) < viewEvery {
		return
	}
	q := t.query
	if t.state == triageRunning {
		q.Rows = runningRows
	}
	query, err := json.Marshal(q)
	if err != nil {
		return
	}
	t.askAt = time.Now()
	t.asked++
	t.collect.post("view", "query", string(query), "number", t.asked)
}

// drawMore draws some rows more of the tables, until all are there: many at once
// would hold up the page.
func (r *root) drawMore(ctx app.Context) {
	t := &r.triage
	if t.drawn >= max(len(t.view.Rows), len(t.view.Suspects)) {
		return
	}
	t.drawn += drawnAtOnce
	started := t.started
	after(ctx, aFrame, func(ctx app.Context) {
		if r.triage.started == started {
			r.drawMore(ctx)
		}
	})
}

// heardCollector handles a message of the collector.
func (r *root) heardCollector(ctx app.Context, m app.Value) {
	t := &r.triage
	switch m.Get("kind").String() {
	case "view":
		number := m.Get("number").Int()
		if number <= t.shown {
			return
		}
		var view triage.View
		if json.Unmarshal([]byte(m.Get("view").String()), &view) != nil {
			return
		}
		started := t.started
		after(ctx, aFrame, func(ctx app.Context) { // reading it and drawing it are two tasks
			if number <= t.shown || t.started != started {
				return
			}
			first := t.state == triageDone && number == t.asked
			t.view, t.shown, t.ready = view, number, true
			r.drawMore(ctx)
			t.cursor = min(max(t.cursor, 0), max(0, view.Chart.Bars-1))
			if first {
				r.announce(t.summary())
			}
		})
	case "samples":
		group := m.Get("group").String()
		var samples []triage.Sample
		if json.Unmarshal([]byte(m.Get("samples").String()), &samples) != nil {
			return
		}
		ctx.Dispatch(func(app.Context) {
			if t.open == group {
				t.samples = samples
			}
		})
	case "exported":
		name, mime, text := m.Get("name").String(), m.Get("type").String(), m.Get("text").String()
		ctx.Dispatch(func(app.Context) {
			saveFile(name, mime, text)
			r.announce(sayf("Saved as %s.", name))
		})
	case "stopped":
		ctx.Dispatch(func(app.Context) {
			t.discard()
			t.state = triageCancelled
			t.failure = say("The browser could not start the workers that read the files. Load the page again to try once more.")
			r.announce(t.failure)
		})
	}
}

// summary says in a sentence what was found.
func (t *triaging) summary() string {
	return sayf("%d errors and %d suspicious records in %d lines.", t.view.Errors, t.view.Suspicious, t.view.Lines.Read)
}

// progress returns how many bytes were read, of how many.
func (t *triaging) progress() (read, of float64) {
	for i := range t.files {
		f := &t.files[i]
		of += f.size
		for _, n := range f.read {
			read += n
		}
	}
	return min(read, of), of
}

// ---- what people do ----------------------------------------------------------

// onDragOver lets files be dropped anywhere.
func onDragOver(e app.Event) {
	if carriesFiles(e) {
		e.PreventDefault()
	}
}

func (r *root) onDrop(ctx app.Context, e app.Event) {
	if !carriesFiles(e) {
		return
	}
	e.PreventDefault()
	files := droppedFiles(e)
	ctx.Dispatch(func(ctx app.Context) { r.triageFiles(ctx, files) })
}

func (r *root) onFiles(ctx app.Context, _ app.Event) { r.triageFiles(ctx, chosenFiles(idFiles)) }

func (r *root) onChooseFiles(app.Context, app.Event) { chooseFiles(idFiles) }

// triageText reads a paste that is too large for the decoder.
func (r *root) triageText(ctx app.Context, text string) {
	r.triageFiles(ctx, []app.Value{newFile(say("pasted text"), text)})
}

// tooLarge tells whether the decoder reads only a part of the paste.
func (d *decoder) tooLarge() bool { return len(d.input) > decode.MaxInput }

func (r *root) onTriagePaste(ctx app.Context, _ app.Event) { r.triageText(ctx, r.decoder.input) }

func (r *root) onCancelTriage(ctx app.Context, _ app.Event) {
	r.finishTriage(ctx, triageCancelled)
	r.announce(say("Cancelled. What was counted so far stays."))
}

func (r *root) onClearTriage(app.Context, app.Event) {
	r.triage.discard()
	r.triage = triaging{}
	focus(idHeading)
	r.announce(say("Cleared."))
}

func (r *root) export(format string) app.UI {
	names := map[string]string{"csv": "CSV", "json": "JSON", "md": "Markdown", "svg": "SVG"}
	return el("button.button.button-quiet").ID("export-"+format).Attr("type", "button").Text(names[format]).
		Aria("label", sayf("Save as %s", names[format])).
		OnClick(func(app.Context, app.Event) {
			query, err := json.Marshal(r.triage.query)
			if err == nil && r.triage.collect != nil {
				r.triage.collect.post("export", "format", format, "query", string(query))
			}
		}, format)
}

// flip takes a group into the chart or out of it.
func (r *root) flip(ctx app.Context, id string) {
	q := &r.triage.query
	if i := slices.Index(q.Flipped, id); i >= 0 {
		q.Flipped = slices.Delete(q.Flipped, i, i+1)
	} else {
		q.Flipped = append(q.Flipped, id)
	}
	q.Only = ""
	r.askView(ctx, true)
}

// only shows one group alone in the chart, or all again.
func (r *root) only(ctx app.Context, id string) {
	q := &r.triage.query
	if q.Only == id {
		id = ""
	}
	q.Only = id
	r.askView(ctx, true)
}

// limit limits the counts to the bars from first to last, or not at all.
func (r *root) limit(ctx app.Context, first, last int) {
	t := &r.triage
	c := &t.view.Chart
	t.query.From, t.query.To = c.Start+int64(first)*c.Step, c.Start+int64(last+1)*c.Step
	t.cursor = 0
	r.announce(sayf("Counted from %s to %s.", c.BarName(first), c.BarName(last)))
	r.askView(ctx, true)
}

func (r *root) onAllTime(ctx app.Context, _ app.Event) {
	r.triage.query.From, r.triage.query.To = 0, 0
	r.announce(say("Counted over all the time."))
	r.askView(ctx, true)
}

func (r *root) onMoreRows(ctx app.Context, _ app.Event) {
	r.triage.query.Rows += firstRows
	r.askView(ctx, true)
}

func (r *root) onCompareFiles(ctx app.Context, _ app.Event) {
	r.triage.query.Compare = !r.triage.query.Compare
	r.askView(ctx, true)
}

// showSamples opens or closes the samples of a group.
func (r *root) showSamples(id string) {
	t := &r.triage
	t.samples = nil
	if t.open == id {
		t.open = ""
		return
	}
	t.open = id
	if t.collect != nil {
		t.collect.post("samples", "group", id)
	}
}

// onChartKey moves the bar that is read out.
func (r *root) onChartKey(_ app.Context, e app.Event) {
	t := &r.triage
	last := t.view.Chart.Bars - 1
	switch e.Get("key").String() {
	case "ArrowLeft", "ArrowDown":
		t.cursor = max(0, t.cursor-1)
	case "ArrowRight", "ArrowUp":
		t.cursor = min(last, t.cursor+1)
	case "PageUp":
		t.cursor = min(last, t.cursor+10)
	case "PageDown":
		t.cursor = max(0, t.cursor-10)
	case "Home":
		t.cursor = 0
	case "End":
		t.cursor = last
	default:
		return
	}
	e.PreventDefault()
	e.StopImmediatePropagation()
}

func (r *root) onChartMove(_ app.Context, e app.Event) { r.triage.cursor = r.barAt(e) }

func (r *root) onChartDown(_ app.Context, e app.Event) {
	r.triage.drag = r.barAt(e)
	r.triage.cursor = r.triage.drag
}

func (r *root) onChartUp(ctx app.Context, e app.Event) {
	from, to := r.triage.drag, r.barAt(e)
	r.triage.drag = -1
	if from >= 0 && from != to {
		r.limit(ctx, min(from, to), max(from, to))
	}
}

func (r *root) barAt(e app.Event) int {
	bars := r.triage.view.Chart.Bars
	return min(int(acrossElement(idChart, e)*float64(bars)), bars-1)
}

// barText says what a bar of the chart counts.
func barText(c *triage.Chart, bar int) string {
	text := sayf("%s: %d", c.BarName(bar), c.Total(bar))
	for _, s := range c.Series {
		if n := s.Counts[bar]; n > 0 {
			text += ", " + strconv.FormatInt(n, 10) + " × " + sayTitle(s.Name)
		}
	}
	return text
}
