package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A sampleLog is a log with known counts.
type sampleLog struct {
	path   string
	lines  int
	counts map[string]int // by title of the group
}

// writeLog writes a log of about size bytes, one line in a hundred an error.
func writeLog(t testing.TB, name string, size int) sampleLog {
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
	p.run("choose files", chromedp.SetUploadFiles(chromedp.CSS(selector), paths))
}

// waitTriaged waits until all files are read. It does not poll: the page is to be
// busy with its own tasks only.
func (p *page) waitTriaged() {
	p.t.Helper()
	for begin := time.Now(); time.Since(begin) < 5*time.Minute; {
		if eval[bool](p, `new Promise((done) => {
			const look = () => {
				if (document.querySelector("#took") && document.querySelector("#totals")) done(true);
			};
			new MutationObserver(look).observe(document, { subtree: true, childList: true });
			look();
			setTimeout(() => done(false), 20_000);
		})`) {
			return
		}
	}
	p.t.Fatal("the files are not read in five minutes")
}

func (p *page) checkCounts(log sampleLog) {
	p.t.Helper()
	p.wait("all lines to be counted", fmt.Sprintf(`document.querySelector("#totals dd").textContent.replace(/\D/g, "") === "%d"`, log.lines))
	for title, want := range log.counts {
		got := eval[string](p, fmt.Sprintf(`document.querySelector(%s)?.textContent.replace(/\D/g, "") ?? "no such group"`, quote(`tr[data-group="`+title+`"] .triage-count`)))
		if got != fmt.Sprint(want) {
			p.t.Errorf("%s: %s, want %d", title, got, want)
		}
	}
	if rows := eval[int](p, `document.querySelectorAll("#errors tr[data-group]").length`); rows != len(log.counts) {
		p.t.Errorf("%d groups, want %d", rows, len(log.counts))
	}
}

// triage reads the file at path as on a machine with so many processors.
func (p *page) triage(path string, processors int) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`Object.defineProperty(navigator, "hardwareConcurrency", { value: %d, configurable: true }) === navigator`, processors))
	p.chooseFiles("#files", path)
	p.wait("the files to be taken", `!document.querySelector("#took")`)
	p.waitTriaged()
}

// tookTriage returns how long it took and what memory the workers had, in MiB.
func (p *page) tookTriage() (seconds, memory float64) {
	p.t.Helper()
	took := eval[map[string]string](p, `({ ...document.querySelector("#took").dataset })`)
	seconds, _ = strconv.ParseFloat(took["seconds"], 64)
	memory, _ = strconv.ParseFloat(took["memory"], 64)
	return seconds, memory / (1 << 20)
}

// TestTriage reads a log of TRIAGE_MB megabytes, 32 if it is not set, with one
// worker and with all. It prints what that took; make bench asks for more.
func TestTriage(t *testing.T) {
	t.Parallel()
	size := 32
	if n, err := strconv.Atoi(os.Getenv("TRIAGE_MB")); err == nil {
		size = n
	}
	p := open(t, serve(t, siteDir))
	log := writeLog(t, "upload.log", size<<20)
	defer os.Remove(log.path)
	p.start("/triage")
	p.waitOffline() // or the browser is busy with storing the site
	eval[bool](p, `delete Navigator.prototype.hardwareConcurrency`)
	for _, processors := range []int{1, runtime.NumCPU()} {
		p.watchTasks()
		p.triage(log.path, processors)
		longest := p.longestTask()
		p.checkCounts(log)
		seconds, memory := p.tookTriage()
		t.Logf("%d MiB, %d processors: %.1f s, %.0f MB/s, %.0f MiB of memory in the workers; longest task of the main thread %s",
			size, processors, seconds, float64(size)*1.048576/seconds, memory, longest)
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

// triageTwoLogs reads two logs as people send them, and opens all that the page
// folds.
func triageTwoLogs(p *page) {
	p.t.Helper()
	var b strings.Builder
	for i := range 3000 {
		at := fmt.Sprintf("2021-03-04T%02d:%02d:%02d+08:00", 8+i/900, i/15%60, i*4%60)
		switch {
		case i > 1200 && i < 1500: // a quiet time
			fmt.Fprintf(&b, "%s INFO fine\n", at)
		case i%7 == 0:
			fmt.Fprintf(&b, "%s WARN upload failed status=404 requestId=0f7c1a52-1111-4222-8333-2021%08x body={\"errorcode\":\"TopicNotExist\",\"errormessage\":\"topic 3f1c8f0a-aaaa-4bbb-8ccc-%012d not exist\"}\n", at, i, i)
		case i%11 == 0:
			fmt.Fprintf(&b, "%s WARN upload failed status=403 q-ak=AKIDmadeup20190515madeup20190515made body={\"errorcode\":\"TopicExceed\",\"errormessage\":\"too many topics\"}\n", at)
		case i%13 == 0:
			fmt.Fprintf(&b, "%s ERROR com.tencentcloudapi.cls.producer.errors.ProducerException: {\"errorcode\":\"LogSizeExceed\",\"errormessage\":\"log size exceed limit\"}\n\tat com.example.Upload.run(Upload.java:17)\n", at)
		case i%17 == 0:
			fmt.Fprintf(&b, "{\"time\":%q,\"msg\":{\"Response\":{\"Error\":{\"Code\":\"LimitExceeded.LogSearch\",\"Message\":\"too many searches\"},\"RequestId\":\"341023a0-0000-4000-8000-000000000001\"}}}\n", at)
		case i%19 == 0:
			fmt.Fprintf(&b, "%s ERROR cannot open /data/%d: no space left on the device\n", at, i)
		default:
			fmt.Fprintf(&b, "%s INFO fine\n", at)
		}
	}
	var paths []string
	for i, text := range []string{b.String()[:b.Len()/2], b.String()} {
		path := filepath.Join(workDir, []string{"before.log", "after.log"}[i])
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			p.t.Fatal(err)
		}
		paths = append(paths, path)
	}
	p.chooseFiles("#files", paths...)
	p.waitTriaged()
	p.waitText("#errors", "LimitExceeded.LogSearch")
	p.waitText("#suspects", "cannot open")
	p.click("#compare")
	p.waitText("#changes", "after.log")
	p.click(`tr[data-group="403 TopicExceed"] [aria-expanded]`)
	p.waitText(".triage-sample strong", "<secret-id-1>")
	p.click("#chart-data")
	p.waitText(".triage-scroll table", "404 TopicNotExist")
}

// The chart is read with the keyboard and limits what is counted; the page is
// looked at in every size and colour.
func TestTriageLooks(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/triage")
	p.screenshot("triage-empty")
	triageTwoLogs(p)
	p.click("#chart-data")
	eval[bool](p, `document.querySelector("#chart").focus() === undefined`)
	first := p.text("#chart-bar")
	p.press(kb.End)
	p.wait("the last bar", `document.querySelector("#chart-bar").innerText !== `+quote(first))
	p.press(kb.ArrowLeft)
	p.click("#until-here")
	p.wait("the range", `document.querySelector("#all-time")`)
	p.click("#all-time")
	p.wait("all the time", `!document.querySelector("#all-time")`)

	for _, scheme := range []string{"light", "dark"} {
		command(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		for _, width := range []int64{1440, 360} {
			p.viewport(width, 2400)
			if wide := eval[int](p, "document.documentElement.scrollWidth"); wide > int(width) {
				t.Errorf("the page is %d pixels wide in a window of %d", wide, width)
			}
			p.screenshot(fmt.Sprintf("triage-%s-%d", scheme, width))
		}
	}
}

// Whatever cannot be read is named, and the other files are read all the same.
func TestTriageBadFiles(t *testing.T) {
	t.Parallel()
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
	p.waitText("#triage-receipt", "authorization")
	if strings.Contains(eval[string](p, "document.documentElement.outerHTML"), "AKIDmadeup") {
		t.Error("a secret is on the page")
	}
}

// What people bring gets in, and what they save is what they saw, without its
// secrets.
func TestTriageInAndOut(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/help")
	const log = "2021-03-04 08:00:01 WARN status=403 Authorization: q-ak=AKIDmadeup20190515madeup20190515made body={\"errorcode\":\"TopicExceed\",\"errormessage\":\"too many\"}\n"
	if !eval[bool](p, `(() => {
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File([`+quote(log)+`], "dropped.log"));
		const taken = (type) => !document.querySelector("h1").dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
		return taken("dragover") && taken("drop");
	})()`) {
		t.Error("the browser would open the file in the place of the page")
	}
	p.waitAddress("/triage")
	p.waitTriaged()
	p.waitText(`tr[data-group="403 TopicExceed"] .triage-count`, "1")

	folder := t.TempDir()
	if _, err := chromedp.CallBrowser(p.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder}); err != nil {
		t.Fatal(err)
	}
	for format, want := range map[string]string{
		"csv":  "403,TopicExceed",
		"json": `"code": "TopicExceed"`,
		"md":   "403 TopicExceed",
		"svg":  "403 TopicExceed",
	} {
		p.click("#export-" + format)
		saved := waitFile(t, filepath.Join(folder, "triage."+format))
		if !strings.Contains(saved, want) || strings.Contains(saved, "AKIDmadeup") || !strings.Contains(saved, "authorization") {
			t.Errorf("%q or what is masked is missing, or a secret is not:\n%s", want, saved)
		}
		var summary struct{ Lines struct{ Read int } }
		if err := json.Unmarshal([]byte(saved), &summary); format == "json" && (err != nil || summary.Lines.Read != 1) {
			t.Errorf("%v, %d lines", err, summary.Lines.Read)
		}
		if decoder := xml.NewDecoder(strings.NewReader(saved)); format == "svg" {
			for {
				if _, err := decoder.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%v in\n%s", err, saved)
				}
			}
		}
	}

	// A paste is read as a file where the decoder would stop in the middle.
	p.start("/")
	eval[bool](p, `(() => {
		const clipboardData = new DataTransfer();
		clipboardData.setData("text/plain", "2021-03-04 08:00:00 INFO fine\n".repeat(320_000) + `+quote(log)+`);
		return document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
	})()`)
	p.waitAddress("/triage")
	p.waitTriaged()
	p.checkCounts(sampleLog{lines: 320_001, counts: map[string]int{"403 TopicExceed": 1}})
}

// waitFile returns what is in the file at path, once it is there. A browser gives
// a file its name when it is complete.
func waitFile(t *testing.T, path string) string {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(pause) {
		if content, err := os.ReadFile(path); err == nil && len(content) > 0 {
			return string(content)
		}
	}
	t.Fatalf("%s is not saved", path)
	return ""
}

// A cancelled triage ends at once and keeps what it has. The workers of this page
// never begin with a second part, so it would not end by itself.
func TestTriageCancel(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.before(`
		window.running = 0;
		window.Worker = class extends Worker {
			constructor(url) { super(url); running++; }
			postMessage(m) { if (m.kind !== "count" || m.part === 0) super.postMessage(m); }
			terminate() { super.terminate(); running--; }
		};
	`)
	log := writeLog(t, "cancel.log", 80<<20)
	defer os.Remove(log.path)
	p.start("/triage")
	p.chooseFiles("#files", log.path)
	p.wait("the first part", `document.querySelector("#totals dd")?.textContent > "0"`)
	before := p.text("#totals")
	p.click("#cancel")
	p.waitText("#took", "Stopped after 34 MB of 84 MB")
	if running := eval[int](p, "running"); running != 1 {
		t.Errorf("%d workers run, want the one that keeps the counts", running)
	}
	p.wait("the words for screen readers", `document.body.textContent.includes("Cancelled. What was counted so far stays.")`)
	if got := p.text("#totals"); got != before {
		t.Errorf("the totals change from %q to %q", before, got)
	}
	p.click(`tr[data-group="404 TopicNotExist"] button[aria-label^="Samples"]`)
	p.waitText(".triage-sample strong", `{"errorcode":"TopicNotExist"`)
	p.click("#clear-triage")
	p.wait("nothing to be left", `running === 0 && !document.querySelector("#totals")`)
}
