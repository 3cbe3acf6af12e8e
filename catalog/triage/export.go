package triage

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"cls-error-explorer/catalog"
)

// Title names a group: "404 TopicNotExist".
func (g *Group) Title() string {
	var words []string
	if g.Status != 0 {
		words = append(words, strconv.Itoa(g.Status))
	}
	name := cmp.Or(g.Code, g.ClientCode)
	if name == "" && g.Status != 0 {
		name = catalog.StatusText(g.Status)
	}
	if name == "" && g.Reason != "" {
		name = reasons[g.Reason]
	}
	return strings.TrimSpace(strings.Join(append(words, cmp.Or(name, "without a code")), " "))
}

var reasons = map[Reason]string{
	ReasonStatus: "failed answer", ReasonCode: "unknown error code", ReasonException: "exception", ReasonLevel: "logged as an error",
}

// Meaning says in a sentence what a group is, "" if no catalog knows.
func (g *Group) Meaning() string {
	if g.Entry != nil {
		if e := catalog.Find(catalog.Default(), *g.Entry); e != nil {
			return e.Meaning
		}
	}
	return ""
}

// Share returns a part of a whole in percent: "12.3 %".
func Share(n, of int64) string {
	if of == 0 {
		return ""
	}
	if n > 0 && n*1000 < of {
		return "< 0.1 %"
	}
	return strconv.FormatFloat(float64(n)*100/float64(of), 'f', 1, 64) + " %"
}

// Receipt says which secrets are masked: "3 × signature, 1 × token"; "" if none.
func (s *Summary) Receipt() string {
	var list []string
	for _, kind := range sortedKeys(s.Masked) {
		list = append(list, strconv.Itoa(s.Masked[kind])+" × "+kind)
	}
	return strings.Join(list, ", ")
}

// CSV returns the groups as a table. No cell can be taken for a formula.
func (s *Summary) CSV() []byte {
	var b bytes.Buffer
	row := func(cells ...string) {
		for i, cell := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(csvCell(cell))
		}
		b.WriteString("\r\n")
	}
	zone := s.Zone()
	row("kind", "count", "share", "status", "code", "product", "message", "meaning", "first", "last", "time inherited", "time unknown", "sample file", "sample line")
	for i, list := range [][]*Group{s.Errors, s.Suspicious} {
		kind, whole := "error", s.ErrorCount()
		if i == 1 {
			kind, whole = "suspicious", s.SuspiciousCount()
		}
		for _, g := range list {
			status, file, line := "", "", ""
			if g.Status != 0 {
				status = strconv.Itoa(g.Status)
			}
			if len(g.Samples) > 0 {
				file, line = g.Samples[0].File, strconv.FormatInt(g.Samples[0].Line, 10)
			}
			row(kind, strconv.FormatInt(g.Count, 10), Share(g.Count, whole), status, cmp.Or(g.Code, g.ClientCode, string(g.Reason)), g.ProductName, g.Message, g.Meaning(),
				zone.Time(g.First), zone.Time(g.Last), strconv.FormatInt(g.Inherited, 10), strconv.FormatInt(g.Untimed, 10), file, line)
		}
	}
	if n := s.Beyond.Errors; n > 0 {
		row("error", strconv.FormatInt(n, 10), Share(n, s.ErrorCount()), "", "", "", "in groups that are not listed")
	}
	if n := s.Beyond.Suspicious; n > 0 {
		row("suspicious", strconv.FormatInt(n, 10), Share(n, s.SuspiciousCount()), "", "", "", "in groups that are not listed")
	}
	if receipt := s.Receipt(); receipt != "" {
		row("masked", "", "", "", "", "", receipt)
	}
	return b.Bytes()
}

// csvCell returns text as a cell. What a table program takes for a formula gets
// an apostrophe before it.
func csvCell(text string) string {
	if text != "" && strings.IndexByte("=+-@\t\r", text[0]) >= 0 {
		text = "'" + text
	}
	if strings.ContainsAny(text, ",\"\r\n") {
		text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// Markdown returns a summary for a ticket.
func (s *Summary) Markdown() []byte {
	var b bytes.Buffer
	line := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
		}
		b.WriteByte('\n')
	}
	zone := s.Zone()
	line("## Errors in ", s.names())
	line()
	line(s.sentence())
	if s.To != 0 {
		line("The time covered is ", zone.Time(s.From), " to ", zone.Time(s.To), zoneNote(zone), ".")
	}
	table := func(title string, list []*Group, whole, beyond int64) {
		if len(list) == 0 {
			return
		}
		line()
		line("### ", title)
		line()
		line("| Count | Share | Error | Message | First | Last |")
		line("|---:|---:|---|---|---|---|")
		for i, g := range list {
			if i == maxListed {
				beyond += left(list[i:])
				break
			}
			line("| ", strconv.FormatInt(g.Count, 10), " | ", Share(g.Count, whole), " | ", markdownCell(g.Title()), " | ", markdownCell(g.Message), " | ", zone.Time(g.First), " | ", zone.Time(g.Last), " |")
		}
		if beyond > 0 {
			line("| ", strconv.FormatInt(beyond, 10), " | ", Share(beyond, whole), " | others | | | |")
		}
	}
	table("Errors", s.Errors, s.ErrorCount(), s.Beyond.Errors)
	table("Suspicious, not recognised", s.Suspicious, s.SuspiciousCount(), s.Beyond.Suspicious)
	for i, g := range s.Errors {
		if i == 3 || len(g.Samples) == 0 {
			break
		}
		sample := g.Samples[0]
		line()
		line("First ", markdownCell(g.Title()), " (", markdownCell(sample.File), ", line ", strconv.FormatInt(sample.Line, 10), "):")
		line()
		fence := "```"
		for strings.Contains(sample.Text, fence) {
			fence += "`"
		}
		line(fence)
		line(strings.TrimRight(sample.Text, "\r\n"))
		line(fence)
	}
	for _, f := range s.Files {
		if f.Problem != "" {
			line()
			line("Not read to its end: ", markdownCell(f.Name), ": ", markdownCell(f.Problem), ".")
		}
	}
	if receipt := s.Receipt(); receipt != "" {
		line()
		line("Masked: ", receipt, ".")
	}
	return b.Bytes()
}

// maxListed is how many groups a text lists.
const maxListed = 50

// left returns how much groups that are not listed count.
func left(list []*Group) (n int64) {
	for _, g := range list {
		n += g.Count
	}
	return n
}

// markdownCell returns text that means nothing in Markdown.
func markdownCell(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch r {
		case '|', '`', '*', '_', '<', '[', '\\', '#':
			b.WriteByte('\\')
		case '\n', '\r':
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

func zoneNote(z Zone) string {
	if z.Name == "" {
		return " (the logs name no zone)"
	}
	return ""
}

// names lists the files.
func (s *Summary) names() string {
	var list []string
	for i, f := range s.Files {
		if i == 5 {
			list = append(list, "and "+strconv.Itoa(len(s.Files)-i)+" more")
			break
		}
		list = append(list, f.Name)
	}
	return strings.Join(list, ", ")
}

// sentence says what the lines add up to.
func (s *Summary) sentence() string {
	n := func(n int64) string { return strconv.FormatInt(n, 10) }
	l := s.Lines
	return n(s.ErrorCount()) + " errors, " + n(s.SuspiciousCount()) + " suspicious records. " +
		n(l.Read) + " lines read: " + n(l.Found) + " with errors, " + n(l.Suspicious) + " suspicious, " + n(l.Clean) + " without, " + n(l.Broken) + " not text."
}

// Text returns the summary for a terminal.
func (s *Summary) Text() []byte {
	var b bytes.Buffer
	zone := s.Zone()
	b.WriteString(s.sentence() + "\n")
	if s.To != 0 {
		b.WriteString(zone.Time(s.From) + " to " + zone.Time(s.To) + zoneNote(zone) + "\n")
	}
	table := func(title string, list []*Group, whole, beyond int64) {
		if len(list) == 0 {
			return
		}
		b.WriteString("\n" + title + "\n")
		for i, g := range list {
			if i == maxListed {
				beyond += left(list[i:])
				break
			}
			b.WriteString(pad(strconv.FormatInt(g.Count, 10), 10) + pad(Share(g.Count, whole), 9) + "  " + printable(g.Title()))
			if g.Message != "" {
				b.WriteString("  " + printable(g.Message))
			}
			b.WriteByte('\n')
			if g.First != 0 {
				b.WriteString(strings.Repeat(" ", 21) + zone.Time(g.First))
				if g.Last != g.First {
					b.WriteString(" to " + zone.Time(g.Last))
				}
				b.WriteByte('\n')
			}
			if len(g.Samples) > 0 {
				b.WriteString(strings.Repeat(" ", 21) + printable(g.Samples[0].File) + ":" + strconv.FormatInt(g.Samples[0].Line, 10) + "\n")
			}
		}
		if beyond > 0 {
			b.WriteString(pad(strconv.FormatInt(beyond, 10), 10) + pad(Share(beyond, whole), 9) + "  others\n")
		}
	}
	table("Errors", s.Errors, s.ErrorCount(), s.Beyond.Errors)
	table("Suspicious, not recognised", s.Suspicious, s.SuspiciousCount(), s.Beyond.Suspicious)
	return b.Bytes()
}

func pad(text string, width int) string {
	return strings.Repeat(" ", max(0, width-len(text))) + text
}

// printable returns text without control characters, which could drive a
// terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || 0x7f <= r && r < 0xa0 {
			return ' '
		}
		return r
	}, text)
}

// colours are those of the series of a chart, the last one for all others.
var colours = [MaxSeries]string{"#0b5cad", "#c4501b", "#6b8e23", "#8a4fa3", "#b8860b", "#6b7280"}

// SVG returns a chart as a picture of its own, on white.
func (c *Chart) SVG(title string) []byte {
	const width, height, left, bottom, top = 960, 360, 56, 64, 40
	var b bytes.Buffer
	num := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	text := func(x, y float64, anchor, s string) {
		b.WriteString(`<text x="` + num(x) + `" y="` + num(y) + `" text-anchor="` + anchor + `">` + escapeXML(s) + "</text>\n")
	}
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 360" width="960" height="360" font-family="sans-serif" font-size="12" fill="#222">` + "\n")
	b.WriteString("<title>" + escapeXML(title) + "</title>\n" + `<rect width="960" height="360" fill="#fff"/>` + "\n")
	text(left, 20, "start", title)
	if c.Bars > 0 && c.Max > 0 {
		w := float64(width-left-16) / float64(c.Bars)
		h := float64(height - top - bottom)
		text(left-6, top+10, "end", strconv.FormatInt(c.Max, 10))
		text(left-6, height-bottom, "end", "0")
		for bar := range c.Bars {
			y := float64(height - bottom)
			for n, s := range c.Series {
				if s.Counts[bar] == 0 {
					continue
				}
				high := h * float64(s.Counts[bar]) / float64(c.Max)
				y -= high
				b.WriteString(`<rect x="` + num(round(left+float64(bar)*w)) + `" y="` + num(round(y)) + `" width="` + num(round(max(w-1, 0.5))) + `" height="` + num(round(high)) + `" fill="` + colours[n] + `"><title>` +
					escapeXML(c.BarName(bar)+": "+strconv.FormatInt(s.Counts[bar], 10)+" × "+s.Name) + "</title></rect>\n")
			}
		}
		b.WriteString(`<path d="M56 296H944" stroke="#222"/>` + "\n")
		for _, t := range c.Ticks(6) {
			text(left+float64(t.Bar)*w, height-bottom+16, "start", t.Text)
		}
		x := float64(left)
		for n, s := range c.Series {
			b.WriteString(`<rect x="` + num(x) + `" y="326" width="10" height="10" fill="` + colours[n] + `"/>` + "\n")
			text(x+14, 335, "start", s.Name)
			x += 30 + 7*float64(len(s.Name))
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func round(f float64) float64 { return float64(int64(f*100+0.5)) / 100 }

func escapeXML(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(printable(text))
}
