package app

import (
	"strings"
	"testing"

	"cls-error-explorer/catalog/triage"
)

// triaged returns the page after files with these texts were read.
func triaged(t *testing.T, query triage.Query, texts ...string) *root {
	t.Helper()
	r, _ := visit(t, "/triage")
	c := triage.NewCollector(triage.Options{})
	for i, content := range texts {
		name := string(rune('a'+i)) + ".log"
		c.Take(i, 0, 1, true, triage.Read(name, strings.NewReader(content), triage.Options{}, nil))
		r.triage.files = append(r.triage.files, triageFile{name: name, size: float64(len(content))})
	}
	query.Rows = firstRows
	r.triage.state, r.triage.ready, r.triage.drawn = triageDone, true, firstRows
	r.triage.query, r.triage.view = query, c.View(query)
	return r
}

const twoErrors = "2021-03-04 08:00:00 WARN status=404 {\"errorcode\":\"TopicNotExist\",\"errormessage\":\"topic not exist\"}\n" +
	"2021-03-04 08:01:00 WARN status=404 {\"errorcode\":\"TopicNotExist\",\"errormessage\":\"topic not exist\"}\n" +
	"2021-03-04 09:30:00 ERROR lost\n"

func TestTriageShowsWhatWasCounted(t *testing.T) {
	node := now(t, triaged(t, triage.Query{}, twoErrors))
	if got := text(byID(t, node, "totals")); got != "3 lines read 2 with an error 1 suspicious 0 without 0 not text" {
		t.Errorf("the totals are %q", got)
	}
	for id, want := range map[string]string{"errors": "404 TopicNotExist", "suspects": "ERROR lost", "chart-bar": "2021-03-04 08:00"} {
		if got := text(byID(t, node, id)); !strings.Contains(got, want) {
			t.Errorf("%s says %q, want %q", id, got, want)
		}
	}
	chart := byID(t, node, idChart)
	if attribute(chart, "role") != "slider" || attribute(chart, "aria-valuemax") != "90" || !strings.Contains(attribute(chart, "aria-valuetext"), "1 × 404 TopicNotExist") {
		t.Errorf("the chart is read as %v", chart.Attr)
	}
	if !strings.Contains(text(node), "The logs name no zone.") {
		t.Error("nothing says that the zone is unknown")
	}
}

func TestTriageCompares(t *testing.T) {
	if got := text(byID(t, now(t, triaged(t, triage.Query{}, twoErrors, twoErrors)), "compare")); got != "Compare the two files" {
		t.Errorf("the button says %q", got)
	}
	node := now(t, triaged(t, triage.Query{Compare: true}, twoErrors, strings.ReplaceAll(twoErrors, "TopicNotExist", "TopicExceed")))
	got := text(byID(t, node, "changes"))
	for _, want := range []string{"a.log", "b.log", "gone", "new", "the same", "404 TopicExceed"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

func TestTriageNamesWhatIsWrong(t *testing.T) {
	node := now(t, triaged(t, triage.Query{}, "\x89PNG\r\n\x1a\n\x00", ""))
	for _, want := range []string{"a.log : not a log, but a PNG image.", "b.log : the file is empty.", "No error of CLS or of its clients was recognised."} {
		if got := text(node); !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

func TestTriageInChinese(t *testing.T) {
	inChinese(t)
	for _, found := range englishTexts(now(t, triaged(t, triage.Query{Compare: true}, twoErrors, twoErrors))) {
		if !strings.Contains(found, "a.log") && !strings.Contains(found, "b.log") { // names of files
			t.Errorf("English in the Chinese page: %q", found)
		}
	}
}
