package app

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/triage"
)

// triagePage counts the errors of whole files.
func (r *root) triagePage() app.UI {
	t := &r.triage
	body := []app.UI{
		el("div.intro",
			el("h1").ID(idHeading).TabIndex(-1).Text(say("Triage a log")),
			txt("p.lead", say("Drop logs or HAR files anywhere on the page, .gz and .zip too, of any size. They are read in this browser and sent nowhere.")),
		),
		el("div.triage-bar",
			el("button.button").ID("choose").Attr("type", "button").Text(say("Choose files")).OnClick(r.onChooseFiles),
			void("input").ID(idFiles).Attr("type", "file").Attr("multiple", true).Attr("hidden", true).
				Attr("aria-label", say("Files")).OnChange(r.onFiles),
			r.triageProgress(),
		),
	}
	if t.failure != "" {
		body = append(body, el("p.note").Attr("role", "alert").Text(t.failure))
	}
	if t.state == triageIdle {
		body = append(body, el("div.empty",
			txt("h2", say("What you will see here")),
			el("ul.points",
				txt("li", say("Which errors are in the files, how often each, and its share.")),
				txt("li", say("When: a chart over time, the first and the last of each, empty times too.")),
				txt("li", say("Samples with the lines around them; secrets are masked.")),
				txt("li", say("What looks like an error and is not known. Every line is counted once.")),
			),
		))
	} else if t.ready {
		body = append(body, r.triageView()...)
	}
	return el("div.page.triage", body...)
}

// triageProgress says how far the work is, or what it took.
func (r *root) triageProgress() app.UI {
	t := &r.triage
	read, of := t.progress()
	switch t.state {
	case triageRunning:
		seconds := time.Since(t.started).Seconds()
		words := []string{sayf("%s of %s", bytesText(read), bytesText(of))}
		if speed := read / max(seconds, 0.1); speed > 0 {
			words = append(words, sayf("%s a second", bytesText(speed)))
			if seconds > 1 {
				words = append(words, sayf("%d seconds left", int(math.Ceil((of-read)/speed))))
			}
		}
		return el("div.triage-progress",
			el("progress").Aria("label", say("Reading the files")).Attr("max", 100).Attr("value", int(100*read/max(of, 1))),
			txt("span.hint", listed(words)),
			el("button.button.button-quiet").ID("cancel").Attr("type", "button").Text(say("Cancel")).OnClick(r.onCancelTriage),
		)
	case triageDone, triageCancelled:
		text := sayf("%s in %.1f seconds", bytesText(read), t.seconds)
		if t.state == triageCancelled {
			text = sayf("Stopped after %s of %s", bytesText(read), bytesText(of))
		}
		return el("div.triage-progress",
			el("span.hint").ID("took").Attr("data-memory", strconv.FormatInt(int64(t.memory), 10)).Attr("data-seconds", strconv.FormatFloat(t.seconds, 'f', 3, 64)).Text(text),
			el("button.button.button-quiet").ID("clear-triage").Attr("type", "button").Text(say("Clear")).OnClick(r.onClearTriage),
		)
	}
	return txt("span.hint", say("Or a paste that is too large for Decode."))
}

// bytesText returns a size for people: "256 MB".
func bytesText(n float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}} {
		if n >= unit.size {
			digits := 0
			if n < 10*unit.size {
				digits = 1
			}
			return strconv.FormatFloat(n/unit.size, 'f', digits, 64) + " " + unit.name
		}
	}
	return strconv.FormatFloat(n, 'f', 0, 64) + " B"
}

// triageView shows what was counted.
func (r *root) triageView() []app.UI {
	t := &r.triage
	v := &t.view
	body := []app.UI{r.triageTotals()}
	for _, f := range v.Files {
		if f.Problem != "" {
			body = append(body, el("p.note.triage-problem", txt("strong", f.Name), app.Text(": "), inEnglish(txt("span", f.Problem+"."))))
		}
	}
	if v.Chart.Bars > 0 {
		body = append(body, r.triageChart())
	}
	if len(v.Rows) > 0 {
		body = append(body, r.triageTable("errors", sayf("Errors: %d", v.Errors), v.Rows, v.More, v.Beyond))
	} else if t.state != triageRunning {
		body = append(body, txt("p.triage-none", say("No error of CLS or of its clients was recognised.")))
	}
	if len(v.Suspects) > 0 {
		body = append(body, r.triageTable("suspects", sayf("Suspicious, not recognised: %d", v.Suspicious), v.Suspects, v.MoreOdd, v.BeyondOdd))
	}
	if len(t.files) == 2 {
		body = append(body, r.triageCompare())
	}
	return append(body, r.triageExports())
}

// triageTotals says what the lines add up to.
func (r *root) triageTotals() app.UI {
	v := &r.triage.view
	l := v.Lines
	number := func(n int64, what string) app.UI {
		return el("div.total", txt("dd", groupDigits(n)), txt("dt", what))
	}
	sums := el("dl.totals").ID("totals").Body(
		number(l.Read, say("lines read")),
		number(l.Found, say("with an error")),
		number(l.Suspicious, say("suspicious")),
		number(l.Clean, say("without")),
		number(l.Broken, say("not text")),
	)
	var notes []app.UI
	if v.Begin != "" {
		when := []string{sayf("From %s to %s.", v.Begin, v.End)}
		switch {
		case v.MixedZones:
			when = append(when, say("The logs name different zones, or none in places; times without one are taken for UTC."))
		case v.Chart.Zone.Name == "":
			when = append(when, say("The logs name no zone."))
		}
		if v.NoYear > 0 {
			when = append(when, say("The logs name no year; it is taken from the date of the file."))
		}
		notes = append(notes, txt("p.hint", sentences(when...)))
	}
	if v.Receipt != "" {
		notes = append(notes, el("p.hint").ID("triage-receipt").Text(sayf("Secrets masked in the samples: %s.", v.Receipt)))
	}
	return el("section.triage-totals").Aria("label", say("Totals")).Body(append([]app.UI{sums}, notes...)...)
}

// groupDigits returns n with thin blanks between thousands.
func groupDigits(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "\u202f" + text[i:]
	}
	return text
}

// svg returns an element of a drawing. go-app sets a class as a property, which
// drawings do not have, so style sheets go by data attributes.
func svg(tag string, children ...app.UI) app.HTMLElem {
	return app.Elem(tag).XMLNS("http://www.w3.org/2000/svg").Body(children...)
}

// The drawing area of the chart; it is stretched to the width of the page.
const (
	chartWidth  = 960
	chartHeight = 200
)

// triageChart draws the errors over time. It is a slider: its value is the bar
// that is read out, which the keyboard and the pointer choose.
func (r *root) triageChart() app.UI {
	t := &r.triage
	c := &t.view.Chart
	cursor := min(t.cursor, c.Bars-1)
	wide := float64(chartWidth) / float64(c.Bars)
	at := func(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

	drawing := []app.UI{}
	heights := make([]float64, c.Bars)
	for n, s := range c.Series {
		var path strings.Builder
		for bar, count := range s.Counts {
			if count == 0 {
				continue
			}
			high := max(chartHeight*float64(count)/float64(c.Max), 1)
			top := chartHeight - heights[bar] - high
			heights[bar] += high
			path.WriteString("M" + at(float64(bar)*wide) + " " + at(top) + "h" + at(max(wide-1, wide*0.8)) + "v" + at(high) + "h-" + at(max(wide-1, wide*0.8)) + "z")
		}
		drawing = append(drawing, svg("path").Attr("d", path.String()).Attr("data-series", n))
	}
	drawing = append(drawing, svg("rect").Attr("data-cursor", cursor).Attr("x", at(float64(cursor)*wide)).Attr("y", 0).Attr("width", at(wide)).Attr("height", chartHeight))

	legend := make([]app.UI, len(c.Series))
	for n, s := range c.Series {
		legend[n] = el("li", el("span.legend-mark").Attr("data-series", n), txt("span", sayTitle(s.Name)), txt("span.hint", groupDigits(s.Total)))
	}
	ticks := make([]app.UI, 0, 4)
	for _, tick := range c.Ticks(4) {
		ticks = append(ticks, txt("span", tick.Text))
	}
	actions := []app.UI{
		el("button.button.button-quiet").ID("from-here").Attr("type", "button").Text(say("Count from here")).
			OnClick(func(ctx app.Context, _ app.Event) { r.limit(ctx, r.triage.cursor, r.triage.view.Chart.Bars-1) }),
		el("button.button.button-quiet").ID("until-here").Attr("type", "button").Text(say("Count until here")).
			OnClick(func(ctx app.Context, _ app.Event) { r.limit(ctx, 0, r.triage.cursor) }),
	}
	if t.query.From != 0 || t.query.To != 0 {
		actions = append(actions, el("button.button").ID("all-time").Attr("type", "button").Text(say("All the time")).OnClick(r.onAllTime))
	}
	return el("section.triage-chart").Aria("labelledby", "chart-title").Body(
		el("h2").ID("chart-title").Text(say("Over time")),
		el("p.hint", app.Text(sentences(sayf("Each bar is %s, the highest counts %d.", stepText(c.Step), c.Max), zoneText(c.Zone)))),
		el("div.chart").ID(idChart).TabIndex(0).Attr("role", "slider").Aria("label", say("Errors over time")).
			Aria("valuemin", 0).Aria("valuemax", c.Bars-1).Aria("valuenow", cursor).Aria("valuetext", barText(c, cursor)).
			OnKeyDown(r.onChartKey).OnMouseMove(r.onChartMove).OnMouseDown(r.onChartDown).OnMouseUp(r.onChartUp).
			Body(svg("svg", drawing...).Attr("viewBox", "0 0 960 200").Attr("preserveAspectRatio", "none").Attr("aria-hidden", "true")),
		el("div.chart-ticks", ticks...).Aria("hidden", "true"),
		el("p.chart-bar").ID("chart-bar").Text(barText(c, cursor)),
		el("div.actions", actions...),
		el("ul.legend", legend...),
		r.chartData(c),
	)
}

// stepText says how wide a bar is.
func stepText(seconds int64) string {
	n := int(seconds)
	switch {
	case n%86400 == 0:
		return sayn(n/86400, "%d day", "%d days")
	case n%3600 == 0:
		return sayn(n/3600, "%d hour", "%d hours")
	case n%60 == 0:
		return sayn(n/60, "%d minute", "%d minutes")
	}
	return sayn(n, "%d second", "%d seconds")
}

func zoneText(z triage.Zone) string {
	if z.Name == "" {
		return say("Times as written, without a zone.")
	}
	return sayf("Times in %s.", z.Name)
}

// chartData is the chart as a table, once it is asked for.
func (r *root) chartData(c *triage.Chart) app.UI {
	button := el("button.button.button-quiet").ID("chart-data").Attr("type", "button").Aria("expanded", strconv.FormatBool(r.triage.asData)).
		Text(say("Show as a table")).OnClick(func(app.Context, app.Event) { r.triage.asData = !r.triage.asData })
	if !r.triage.asData {
		return button
	}
	head := []app.UI{txt("th", say("Time")).Attr("scope", "col")}
	for _, s := range c.Series {
		head = append(head, txt("th", sayTitle(s.Name)).Attr("scope", "col"))
	}
	var rows []app.UI
	for bar := range c.Bars {
		if c.Total(bar) == 0 {
			continue
		}
		cells := []app.UI{txt("th", c.BarName(bar)).Attr("scope", "row")}
		for _, s := range c.Series {
			cells = append(cells, txt("td", strconv.FormatInt(s.Counts[bar], 10)))
		}
		rows = append(rows, el("tr", cells...))
	}
	return el("div.triage-scroll", button,
		el("table.table", txt("caption", say("Times without an error are left out.")), el("thead", el("tr", head...)), el("tbody", rows...)),
	).TabIndex(0).Attr("role", "region").Aria("label", say("Errors over time"))
}

// triageTable lists groups.
func (r *root) triageTable(id, title string, rows []triage.Row, more int, beyond int64) app.UI {
	t := &r.triage
	var body []app.UI
	for i := range min(len(rows), t.drawn) {
		row := &rows[i]
		body = append(body, &triageRow{r: r, Row: *row, Open: row.ID == t.open, Only: row.ID == t.query.Only, Language: spoken})
		if row.ID == t.open {
			body = append(body, el("tr.triage-samples", el("td", r.triageSamples(row)).Attr("colspan", 7)))
		}
	}
	head := []app.UI{}
	for _, name := range []string{say("In the chart"), say("Count"), say("Share"), say("Error"), say("First and last"), say("Over time"), say("Samples")} {
		head = append(head, txt("th", name).Attr("scope", "col"))
	}
	list := []app.UI{
		el("h2").ID(id + "-title").Text(title),
		el("table.table.triage-table").ID(id).Aria("labelledby", id+"-title").Body(el("thead", el("tr", head...)), el("tbody", body...)),
	}
	if more > 0 && t.drawn >= len(rows) {
		list = append(list, el("p", txt("button.button", sayf("Show more, %d are left", more)).Attr("type", "button").OnClick(r.onMoreRows)))
	}
	if beyond > 0 {
		list = append(list, txt("p.hint", sayf("Only %d groups are told apart; %d more are counted in the total.", t.view.MaxGroups, beyond)))
	}
	return el("section.triage-groups", list...)
}

// A triageRow is a group in a table. It is a component of its own, because those
// are drawn again only where their fields change: all rows together would hold up
// the page.
type triageRow struct {
	app.Compo
	r *root

	Row      triage.Row
	Open     bool // its samples are shown
	Only     bool // it is alone in the chart
	Language language
}

func (c *triageRow) Render() app.UI {
	row, title := &c.Row, sayTitle(c.Row.Title)
	name := app.UI(txt("span.triage-code", title))
	if row.Entry != nil {
		entry := &catalog.Entry{Catalog: row.Entry.Catalog, Code: row.Entry.Code}
		name = el("a.triage-code").Attr("href", href(entryPath(entry))).Text(title)
	}
	about := []app.UI{el("div.triage-name", name)}
	if row.Meaning != "" {
		about = append(about, inEnglish(txt("p.triage-meaning", row.Meaning)))
	} else if row.Product != "" {
		about = append(about, txt("p.triage-meaning", row.Product))
	}
	if row.Message != "" {
		about = append(about, inEnglish(txt("p.triage-message", row.Message)))
	}
	var when []app.UI
	if row.First != "" {
		when = append(when, txt("span.date", row.First))
	}
	if row.Last != row.First {
		when = append(when, txt("span.date", row.Last))
	}
	if row.Inherited > 0 {
		when = append(when, txt("span.hint", sayf("%d with the time of a line above", row.Inherited)))
	}
	if row.Untimed > 0 {
		when = append(when, txt("span.hint", sayf("%d without a time", row.Untimed)))
	}
	cell := func(label string, children ...app.UI) app.UI {
		return el("td", children...).Attr("data-label", label)
	}
	charted := void("input").Attr("type", "checkbox").Attr("checked", row.Charted).Aria("label", sayf("%s in the chart", title)).
		OnChange(func(ctx app.Context, _ app.Event) { c.r.flip(ctx, c.Row.ID) })
	only := txt("button.button.button-quiet", say("Only")).Attr("type", "button").Aria("label", sayf("Only %s in the chart", title)).
		Aria("pressed", strconv.FormatBool(c.Only)).
		OnClick(func(ctx app.Context, _ app.Event) { c.r.only(ctx, c.Row.ID) })
	samples := txt("button.button.button-quiet", say("Samples")).Attr("type", "button").Aria("label", sayf("Samples of %s", title)).
		Aria("expanded", strconv.FormatBool(c.Open)).
		OnClick(func(app.Context, app.Event) { c.r.showSamples(c.Row.ID) })
	return el("tr").Attr("data-group", row.Title).Body(
		cell(say("In the chart"), el("div.triage-pick", charted, only)),
		cell(say("Count"), txt("span.triage-count", groupDigits(row.Count))),
		cell(say("Share"), txt("span", row.Share)),
		cell(say("Error"), about...),
		cell(say("First and last"), el("div.triage-when", when...)),
		cell(say("Over time"), sparkline(row.Spark)),
		cell(say("Samples"), samples),
	)
}

// sparkline draws counts as small bars.
func sparkline(counts []int64) app.UI {
	if len(counts) == 0 {
		return nil
	}
	most := int64(1)
	for _, n := range counts {
		most = max(most, n)
	}
	var path strings.Builder
	for i, n := range counts {
		if n > 0 {
			high := max(int64(1), 20*n/most)
			path.WriteString("M" + strconv.Itoa(i*4) + " " + strconv.FormatInt(20-high, 10) + "h3v" + strconv.FormatInt(high, 10) + "h-3z")
		}
	}
	return svg("svg", svg("path").Attr("d", path.String())).Attr("viewBox", "0 0 96 20").Attr("aria-hidden", "true").Attr("data-spark", "bars")
}

// sayTitle returns the title of a group or of a series of the chart in the
// language of the page. Codes and reason phrases are the same in all.
func sayTitle(title string) string {
	if n, ok := strings.CutSuffix(title, " others"); ok {
		return sayf("%s others", n)
	}
	switch title {
	case "failed answer":
		return say("failed answer")
	case "unknown error code":
		return say("unknown error code")
	case "exception":
		return say("exception")
	case "logged as an error":
		return say("logged as an error")
	case "without a code":
		return say("without a code")
	}
	return title
}

// triageSamples shows the samples of a group.
func (r *root) triageSamples(row *triage.Row) app.UI {
	t := &r.triage
	var list []app.UI
	for i := range t.samples {
		s := &t.samples[i]
		where := sayf("%s, line %d", s.File, s.Line)
		if s.Time != 0 {
			where += ", " + t.view.Chart.Zone.Time(s.Time)
		}
		if s.Inherited {
			where += " " + say("(the time of a line above)")
		}
		list = append(list, el("li.triage-sample",
			txt("p.hint", where),
			el("pre.text").TabIndex(0).Attr("role", "group").Aria("label", where).Body(
				txt("span.triage-context", s.Before), txt("strong", s.Text), txt("span.triage-context", s.After),
			),
			el("div.actions",
				txt("button.button.button-quiet", say("Decode this sample")).Attr("type", "button").
					OnClick(func(ctx app.Context, _ app.Event) { r.decode(ctx, s.Text) }, row.ID, i, len(t.samples), s.Line),
			),
		))
	}
	return el("ol.triage-list", list...)
}

// changeNames are the kinds of changes in words.
var changeNames = map[triage.ChangeKind]string{
	triage.ChangeNew: "new", triage.ChangeGone: "gone", triage.ChangeMore: "more", triage.ChangeFewer: "fewer", triage.ChangeSame: "the same",
}

// triageCompare compares the two files.
func (r *root) triageCompare() app.UI {
	t := &r.triage
	button := txt("button.button", say("Compare the two files")).ID("compare").Attr("type", "button").
		Aria("expanded", strconv.FormatBool(t.query.Compare)).OnClick(r.onCompareFiles)
	if !t.query.Compare || len(t.view.Compared) != 2 {
		return el("section.triage-compare", el("p", button))
	}
	var rows []app.UI
	for _, x := range t.view.Changes {
		rows = append(rows, el("tr",
			el("td", el("span.change").Attr("data-change", string(x.Kind)).Text(say(changeNames[x.Kind]))),
			el("td", txt("span.triage-code", sayTitle(x.Title)), inEnglish(txt("p.triage-message", x.Message))),
			txt("td", groupDigits(x.Before)), txt("td", groupDigits(x.After)),
		))
	}
	return el("section.triage-compare",
		el("p", button),
		el("table.table").ID("changes").Body(
			txt("caption", say("Groups that changed the most come first.")),
			el("thead", el("tr", txt("th", say("Change")).Attr("scope", "col"), txt("th", say("Error")).Attr("scope", "col"),
				txt("th", t.view.Compared[0]).Attr("scope", "col"), txt("th", t.view.Compared[1]).Attr("scope", "col"))),
			el("tbody", rows...),
		),
	)
}

// triageExports offers the result as files.
func (r *root) triageExports() app.UI {
	return el("section.triage-exports").Aria("labelledby", "exports").Body(
		el("h2").ID("exports").Text(say("Save")),
		txt("p.hint", say("Secrets are masked in every file, and each says which.")),
		el("div.actions", r.export("csv"), r.export("json"), r.export("md"), r.export("svg")),
	)
}
