package triage

import (
	"bytes"

	"cls-error-explorer/catalog/decode"
)

// A verdict is what the decoder said about the records of one template.
type verdict struct {
	hits []hit
}

// A hit is a group and how often a record adds to it. The group is nil where
// it is one beyond the cap.
type hit struct {
	group      *Group
	count      int64
	suspicious bool
}

const (
	// maxVerdicts bounds how many templates are remembered, maxTemplate how
	// long one is and maxTemplates all of them.
	maxVerdicts  = 8192
	maxTemplate  = 16 << 10
	maxTemplates = 4 << 20
)

// judge returns what a record says.
func (c *Counter) judge(record []byte) verdict {
	c.key = c.key[:0]
	if len(record) <= maxTemplate {
		c.key = template(c.key, record)
		if v, ok := c.verdicts[string(c.key)]; ok {
			return v
		}
	}
	v := c.decoded(record)
	if len(record) <= maxTemplate {
		if len(c.verdicts) >= maxVerdicts || c.verdictBytes+len(c.key) > maxTemplates {
			clear(c.verdicts)
			c.verdictBytes = 0
		}
		c.verdicts[string(c.key)] = v
		c.verdictBytes += len(c.key)
	}
	return v
}

// decoded decodes a record.
func (c *Counter) decoded(record []byte) (v verdict) {
	report := decode.Text(record, decode.Options{})
	for i := range report.Findings {
		f := &report.Findings[i]
		g := &Group{Product: f.Product, ProductName: f.ProductName, Status: f.Status, Code: f.Code, ClientCode: f.ClientCode,
			Message: Normal(f.Message), Entry: f.Entry, Candidates: f.Candidates}
		if len(g.Candidates) > 8 {
			g.Candidates = g.Candidates[:8]
		}
		v.add(c.sum.group(g), int64(f.Count), false)
	}
	if len(v.hits) > 0 {
		return v
	}
	reason, at, status := suspicion(record, report.Verdict == decode.Succeeded)
	if reason == "" {
		return v
	}
	from, to := lineStart(record, at, 0), lineEnd(record, at)
	if to-from > 4*maxNormal {
		from = max(from, at-maxNormal/2)
		to = min(to, from+4*maxNormal)
	}
	text := masked(report, record, from, to)
	g := &Group{Status: status, Message: normal(string(withoutTime(text)), false), Reason: reason}
	v.add(c.sum.group(g), 1, true)
	return v
}

func (v *verdict) add(g *Group, count int64, suspicious bool) {
	for i := range v.hits {
		if v.hits[i].group == g {
			v.hits[i].count += count
			return
		}
	}
	v.hits = append(v.hits, hit{g, count, suspicious})
}

// withoutTime returns a line without the time it begins with.
func withoutTime(line []byte) []byte {
	i := 0
	for i < len(line) && (line[i] == '[' || line[i] == '"' || line[i] == ' ') {
		i++
	}
	if _, end, ok := timeAt(line, i, 1970); ok {
		return bytes.TrimLeft(line[end:], "] \"\t")
	}
	return line
}

// suspicion returns why a record in which no error was recognised looks like one
// all the same, and where; status is that of a failed answer.
func suspicion(p []byte, success bool) (reason Reason, at, status int) {
	best, rank := -1, 0
	consider := func(r Reason, n, i, code int) {
		if n > rank {
			reason, best, rank, status = r, i, n, code
		}
	}
	for i := 0; i < len(p); {
		c := p[i]
		if !letter(c) && c != '<' && c != '[' {
			i++
			continue
		}
		j := i
		for j < len(p) && (wordByte(p[j]) || p[j] == '/' || p[j] == '.' && j+1 < len(p) && digit(p[j+1])) {
			j++
		}
		if j == i {
			j++
		}
		w := p[i:j]
		switch {
		case len(w) >= 5 && equalFold(w[:5], "error") && len(w) <= 9 && (len(w) == 9 || len(w) == 10) && equalFold(w[5:], "code") && !success:
			if n := valueLen(p, j); n > 0 {
				consider(ReasonCode, 4, i, 0)
			}
		case len(w) >= 6 && equalFold(w[len(w)-6:], "status"), len(w) >= 4 && equalFold(w[len(w)-4:], "code"), len(w) >= 5 && equalFold(w[:5], "http/"),
			equalFold2(w, "http"), equalFold2(w, "returned"), equalFold2(w, "response"):
			if s := failedStatus(p, j); s > 0 {
				consider(ReasonStatus, 3, i, s)
			}
		case exceptionName(w), equalFold2(w, "traceback"), equalFold2(w, "panic") && j < len(p) && p[j] == ':':
			if !success {
				consider(ReasonException, 2, i, 0)
			}
		case errorLevel(p, i, j):
			if !success {
				consider(ReasonLevel, 1, i, 0)
			}
		}
		i = j
	}
	return reason, max(best, 0), status
}

func equalFold2(w []byte, text string) bool { return len(w) == len(text) && equalFold(w, text) }

// valueLen returns the length of the value after a key that ends at i, 0 for one
// that says that there is no error.
func valueLen(p []byte, i int) int {
	for n := 0; i < len(p) && n < 8 && bytes.IndexByte([]byte(`"'\: =>`), p[i]) >= 0; n++ {
		i++
	}
	j := i
	for j < len(p) && (wordByte(p[j]) || p[j] == '.') {
		j++
	}
	switch string(p[i:j]) {
	case "", "0", "null", "None", "nil", "OK", "ok", "200":
		return 0
	}
	return j - i
}

// failedStatus returns the status of a failed answer that stands after a word
// that ends at i, or 0.
func failedStatus(p []byte, i int) int {
	for n := 0; i < len(p) && n < 8 && bytes.IndexByte([]byte(`"'\: =>,`), p[i]) >= 0; n++ {
		i++
	}
	if i < len(p) && (p[i] == '4' || p[i] == '5') && isStatus(p, i) {
		return number(p[i : i+3])
	}
	if i+4 < len(p) && equalFold(p[i:i+4], "code") {
		return failedStatus(p, i+4)
	}
	return 0
}

// exceptionName reports whether w is the name of a class of errors:
// "IOException", "KeyError".
func exceptionName(w []byte) bool {
	for _, end := range []string{"Exception", "Error"} {
		if n := len(w) - len(end); n >= 1 && string(w[n:]) == end && 'A' <= w[0] && w[0] <= 'Z' {
			return true
		}
	}
	return false
}

// errorLevel reports whether the word [i, j) is the level of a log line.
func errorLevel(p []byte, i, j int) bool {
	switch string(p[i:j]) {
	case "ERROR", "FATAL", "CRITICAL", "SEVERE", "PANIC":
		return true
	case "error", "fatal", "critical", "Error", "Fatal":
	default:
		return false
	}
	if i == 0 {
		return false
	}
	if p[i-1] == '[' && j < len(p) && p[j] == ']' {
		return true
	}
	for i > 0 && bytes.IndexByte([]byte(`"'= :\`), p[i-1]) >= 0 {
		i--
	}
	for _, key := range []string{"level", "lvl", "severity"} {
		if n := i - len(key); n >= 0 && equalFold(p[n:i], key) {
			return true
		}
	}
	return false
}

// masked returns the part [from, to) of a text with the secrets of its report
// replaced. A secret at a border counts as inside.
func masked(r decode.Report, text []byte, from, to int) []byte {
	var out []byte
	pos := from
	for _, x := range r.Redactions {
		if x.End <= from || x.Start >= to {
			continue
		}
		if x.Start > pos {
			out = append(out, text[pos:x.Start]...)
		}
		out = append(out, x.Placeholder...)
		pos = max(pos, x.End)
	}
	if pos < to {
		out = append(out, text[pos:to]...)
	}
	return out
}
