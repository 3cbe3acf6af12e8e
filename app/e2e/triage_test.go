package e2e

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
)

// A sampleLog is a log with known counts.
type sampleLog struct {
	path   string
	lines  int
	counts map[string]int // by title of the group
}

// writeLog writes a log of about size bytes, one line in a hundred an error.
func writeLog(t *testing.T, name string, size int) sampleLog {
	t.Helper()
	file, err := os.Create(filepath.Join(workDir, name))
	if err != nil {
		t.Fatal(err)
	}
	log := sampleLog{path: file.Name(), counts: map[string]int{}}
	errors := []struct {
		status     int
		code, text string
	}{{404, "TopicNotExist", "topic not exist"}, {403, "TopicExceed", "too many topics"}, {413, "LogSizeExceed", "log size exceed limit"}, {404, "TopicNotExist", "topic not exist"}, {500, "InternalError", "internal error"}}
	var b bytes.Buffer
	for written := 0; written < size; log.lines++ {
		i := log.lines
		at := fmt.Sprintf("2021-03-%02dT%02d:%02d:%02d.%03dZ", 4+i/86400000, i/3600000%24, i/60000%60, i/1000%60, i%1000)
		if i%100 == 99 {
			e := errors[i/100%len(errors)]
			log.counts[fmt.Sprint(e.status, " ", e.code)]++
			fmt.Fprintf(&b, "%s WARN upload failed requestId=0f7c1a52-%04x-4222-8333-2021%08x status=%d body={\"errorcode\":\"%s\",\"errormessage\":\"%s\"}\n", at, i%65536, i, e.status, e.code, e.text)
		} else {
			fmt.Fprintf(&b, "%s INFO upload finished topic=%08x-aaaa-4bbb-8ccc-000000000001 bytes=%d took=%dms host=ip-10-0-0-%d\n", at, i*7919, i%100000, i%300, i%255)
		}
		if b.Len() > 1<<20 || written+b.Len() >= size {
			written += b.Len()
			if _, err := b.WriteTo(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return log
}

// chooseFiles chooses files as people do in the browser's dialog.
func (p *page) chooseFiles(selector string, paths ...string) {
	p.t.Helper()
	document := command(p, dom.GetDocument, dom.GetDocumentParams{})
	node := command(p, dom.QuerySelector, dom.QuerySelectorParams{NodeID: document.Root.NodeID, Selector: selector})
	command(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, NodeID: node.NodeID})
}

// watchTasks notes how long the main thread is busy at a time.
func (p *page) watchTasks() {
	p.t.Helper()
	eval[bool](p, `(() => {
		window.longestTask = 0;
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) window.longestTask = Math.max(window.longestTask, entry.duration);
		}).observe({ type: "longtask" });
		return true;
	})()`)
}

func (p *page) waitTriaged() {
	p.t.Helper()
	p.wait("the files to be read", `document.querySelector("#took") && document.querySelector("#totals")`)
}

func (p *page) checkCounts(log sampleLog) {
	p.t.Helper()
	p.wait("all lines to be counted", fmt.Sprintf(`document.querySelector("#totals dd").textContent.replace(/\D/g, "") === "%d"`, log.lines))
	for title, want := range log.counts {
		got := eval[string](p, fmt.Sprintf(`document.querySelector("tr[data-group=%q] .triage-count")?.textContent.replace(/\D/g, "") ?? "no such group"`, title))
		if got != fmt.Sprint(want) {
			p.t.Errorf("%s: %s, want %d", title, got, want)
		}
	}
	if rows := eval[int](p, `document.querySelectorAll("#errors tr[data-group]").length`); rows != len(log.counts) {
		p.t.Errorf("%d groups, want %d", rows, len(log.counts))
	}
}

func TestTriage(t *testing.T) {
	p := open(t, serve(t, siteDir))
	log := writeLog(t, "upload.log", 32<<20)
	p.start("/triage")
	p.watchTasks()
	p.chooseFiles("#files", log.path)
	p.waitTriaged()
	p.checkCounts(log)
	t.Logf("%s; the longest task of the main thread took %d ms, the workers %d MB", p.text("#took"),
		int(eval[float64](p, "window.longestTask")), eval[int](p, `Number(document.querySelector("#took").dataset.memory)`)>>20)
	for _, width := range []int64{1440, 360} {
		p.viewport(width, 900)
		p.screenshot(fmt.Sprint("triage-", width))
	}

	// A group leads to its samples and its entry, and a sample to the decoder.
	p.viewport(1280, 900)
	p.click(`tr[data-group="404 TopicNotExist"] button[aria-label^="Samples"]`)
	p.waitText(".triage-sample strong", `{"errorcode":"TopicNotExist"`)
	p.click(".triage-sample button")
	p.waitText(".finding-code", "TopicNotExist")
	if got := eval[string](p, "location.href"); strings.Contains(got, "?") || strings.Contains(got, "#") {
		t.Errorf("the address is %s", got)
	}
}

// Whatever cannot be read is named, and the other files are read all the same.
func TestTriageBadFiles(t *testing.T) {
	p := open(t, serve(t, prefixedDir))
	write := func(name string, data []byte) string {
		path := filepath.Join(workDir, name)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprint(z, strings.Repeat("2021-03-04 08:00:00 ERROR {\"errorcode\":\"TopicNotExist\",\"errormessage\":\"topic not exist\"}\n", 50))
	z.Close()
	p.start("/triage")
	p.chooseFiles("#files",
		write("picture.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")),
		write("empty.log", nil),
		write("packed.log.gz", packed.Bytes()),
		write("damaged.gz", packed.Bytes()[:packed.Len()-9]),
		write("secret.log", []byte("2021-03-04 08:00:01 WARN status=403 Authorization: q-ak=AKIDmadeup20190515madeup20190515made body={\"errorcode\":\"TopicExceed\",\"errormessage\":\"too many\"}\n")))
	p.waitTriaged()
	p.waitText(".triage", "picture.png: not a log, but a PNG image")
	p.waitText(".triage", "empty.log: the file is empty")
	p.waitText(".triage", "damaged.gz: the gzip data is damaged or cut off")
	p.waitText(`tr[data-group="403 TopicExceed"] .triage-count`, "1")
	p.waitText("#triage-receipt", "secret-id")
	if strings.Contains(eval[string](p, "document.documentElement.outerHTML"), "AKIDmadeup") {
		t.Error("a secret is on the page")
	}
}
