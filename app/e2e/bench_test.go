package e2e

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// The benchmarks print figures of this machine and decide nothing. make bench
// runs them.

// BenchmarkStart compares the start of the app with that of go-app's minimal
// program, in one browser, taking turns: an iteration is a first visit and a
// repeat visit to each. A first visit has a browser context of its own, which
// holds nothing; the repeat visit is the next load in it, once the service worker
// is active. Times are medians in milliseconds since the navigation began:
//
//   - painted: the first contentful paint, which with both is the exported page.
//   - answers: a search that was typed as soon as the exported page had its box
//     shows its results and nothing else, whoever found them. The minimal program
//     answers nothing; of that it is the next.
//   - ready: the app has taken over and shows them; of the minimal program, its
//     component has taken the place of the exported one.
//
// Both are up to the end of the frame that shows it.
//
// Bytes are those of all files that were loaded until then, as compressed. "slow"
// is a first visit over a line with 10 Mbit/s and 40 ms, simulated by the browser.
func BenchmarkStart(b *testing.B) {
	const found = `
		document.querySelectorAll(".result").length > 0 &&
		[...document.querySelectorAll(".result")].filter((e) => e.checkVisibility()).length < 10 &&
		[...document.querySelectorAll(".result")].find((e) => e.checkVisibility())?.textContent.includes("TopicNotExist")`
	const replaced = `
		(window.exported ??= document.body?.firstElementChild) &&
		document.body.firstElementChild !== window.exported`
	ours := &contestant{name: "app", url: serve(b, siteDir).URL, answers: found, ready: replaced + " && " + found}
	minimal := &contestant{name: "minimal go-app program", url: serveMinimal(b), answers: replaced, ready: replaced}
	browser := open(b, &server{t: b, URL: ours.url})
	contestants := []*contestant{minimal, ours}
	for b.Loop() {
		for _, c := range contestants {
			c.slow = append(c.slow, c.visit(browser, true).first)
			v := c.visit(browser, false)
			c.first, c.repeat = append(c.first, v.first), append(c.repeat, v.repeat)
		}
		slices.Reverse(contestants) // neither always comes first
	}

	fmt.Printf("\n%-24s %8s %26s %26s %26s\n", "medians of "+fmt.Sprint(len(ours.first)), "", "first visit", "repeat visit", "first, slow line")
	fmt.Printf("%-24s %8s", "", "bytes")
	for range 3 {
		fmt.Printf(" %8s %8s %8s", "paint", "answers", "ready")
	}
	fmt.Println()
	for _, c := range []*contestant{ours, minimal} {
		fmt.Printf("%-24s %8.0f", c.name, median(c.first, func(v visit) float64 { return v.Bytes }))
		for _, visits := range [][]visit{c.first, c.repeat, c.slow} {
			fmt.Printf(" %8.0f %8.0f %8.0f",
				median(visits, func(v visit) float64 { return v.Painted }), median(visits, answers), median(visits, ready))
		}
		fmt.Println()
	}
	b.ReportMetric(0, "ns/op") // says nothing here
	for _, m := range []struct {
		name  string
		value func(visit) float64
	}{{"answers", answers}, {"ready", ready}} {
		b.ReportMetric(median(ours.first, m.value)/median(minimal.first, m.value), "first-"+m.name+"-ratio")
		b.ReportMetric(median(ours.repeat, m.value)/median(minimal.repeat, m.value), "repeat-"+m.name+"-ratio")
		b.ReportMetric(median(ours.slow, m.value)/median(minimal.slow, m.value), "slow-"+m.name+"-ratio")
	}
}

// A contestant is one site of BenchmarkStart.
type contestant struct {
	name, url           string
	answers, ready      string // JavaScript expressions
	first, repeat, slow []visit
}

// A visit is what was measured in one: milliseconds, and bytes.
type visit struct{ Painted, Answers, Ready, Bytes float64 }

func answers(v visit) float64 { return v.Answers }
func ready(v visit) float64   { return v.Ready }

// watching makes a page note when it answers and when it is ready, and type a
// search early. The two %s are the conditions.
const watching = `
	addEventListener("DOMContentLoaded", () => {
		const box = document.getElementById("q");
		if (!box) return;
		box.value = "TopicNotExist";
		box.dispatchEvent(new InputEvent("input", { bubbles: true }));
	});
	const watch = (name, condition) => new MutationObserver((_, observer) => {
		if (!condition()) return;
		observer.disconnect();
		requestAnimationFrame(() => {
			const channel = new MessageChannel(); // its message comes after the frame
			channel.port1.onmessage = () => { window[name] = performance.now(); };
			channel.port2.postMessage(null);
		});
	}).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
	watch("answersAt", () => %s);
	watch("readyAt", () => %s);`

// visit opens a new browser context, and unless the line is slow, visits twice.
func (c *contestant) visit(browser *page, slow bool) (v struct{ first, repeat visit }) {
	ctx, closeTab := chromedp.NewContext(browser.ctx, chromedp.WithNewBrowserContext())
	defer closeTab()
	p := &page{t: browser.t, ctx: ctx, url: c.url}
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatal(err)
	}
	command(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	script := fmt.Sprintf(watching, c.answers, c.ready)
	command(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	if slow {
		command(p, network.Enable, network.EnableParams{})
		command(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Latency: 40, DownloadThroughput: 10e6 / 8, UploadThroughput: 10e6 / 8}},
		})
	}
	v.first = c.load(p)
	if !slow {
		p.wait("the service worker", `navigator.serviceWorker.getRegistration().then((r) => window.offline = r?.active?.state === "activated") && window.offline`)
		v.repeat = c.load(p)
	}
	return v
}

func (c *contestant) load(p *page) visit {
	p.load("/")
	p.wait(c.name+" to be ready", "window.answersAt && window.readyAt")
	return eval[visit](p, `(() => {
		const files = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
		return {
			Painted: performance.getEntriesByName("first-contentful-paint")[0].startTime,
			Answers: window.answersAt,
			Ready: window.readyAt,
			Bytes: files.filter((f) => f.responseEnd <= window.readyAt).reduce((sum, f) => sum + f.encodedBodySize, 0),
		};
	})()`)
}

// serveMinimal starts go-app's minimal program, built as it is.
func serveMinimal(b *testing.B) (url string) {
	b.Helper()
	const source = "./app/site/testdata/minimal"
	wasm, native := filepath.Join(workDir, "minimal.wasm"), filepath.Join(workDir, "minimal")
	for _, command := range [][]string{
		{"make", "build", "PLAIN=1", "MAIN=" + source, "WASM=" + wasm},
		{"go", "build", "-o", native, source},
	} {
		if err := runIn(projectDir, command...); err != nil {
			b.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, native, wasm)
	cmd.Dir = projectDir
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		stop()
		cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSuffix(strings.TrimSpace(line), "/")
}

// BenchmarkKeystroke types searches into the box of Explore, which lists the 37
// codes of its first edition, one key after the other, and prints how long it
// takes from a key until the results have changed, and until the frame that shows
// the change is over. Time counts from the moment the browser got the key. A frame
// comes every 16.7 ms, and what is ready waits for it: the work is the time without
// that wait, and has to fit into a frame. It prints too how many keys were answered
// in the first frame that came after them: no page can be sooner.
func BenchmarkKeystroke(b *testing.B) {
	p := open(b, serve(b, siteDir))
	p.viewport(1280, 900)
	p.start("/")
	p.waitOffline() // or the browser is busy with storing the site
	p.press("/")
	p.wait("the focus in the box", `document.activeElement.id === "q"`)
	eval[bool](p, `(() => {
		window.samples = [];
		let pressed = 0, frames = 0;
		const tick = () => { frames++; if (pressed) requestAnimationFrame(tick); };
		addEventListener("keydown", (event) => { pressed = event.timeStamp; frames = 0; requestAnimationFrame(tick); }, true);
		new MutationObserver(() => {
			if (!pressed) return;
			const sample = { Changed: performance.now() - pressed };
			const start = pressed;
			pressed = 0;
			requestAnimationFrame(() => {
				const waited = performance.now() - start - sample.Changed;
				sample.Frames = frames; // the ticks come first
				const channel = new MessageChannel();
				channel.port1.onmessage = () => {
					sample.Painted = performance.now() - start;
					sample.Work = sample.Painted - waited;
					samples.push(sample);
				};
				channel.port2.postMessage(null);
			});
		}).observe(document.getElementById("main"), { childList: true, subtree: true, characterData: true });
		return true;
	})()`)
	type sample struct {
		Changed, Painted, Work float64
		Frames                 int
	}
	for b.Loop() {
		for _, query := range []string{"topicnotexist", "403", "rate limit", "missing"} {
			for _, key := range query {
				before := eval[int](p, "samples.length")
				p.press(string(key))
				p.wait("the results to change", fmt.Sprintf("samples.length > %d", before))
			}
			eval[bool](p, `(() => {
				const box = document.getElementById("q");
				box.value = "";
				box.dispatchEvent(new InputEvent("input", { bubbles: true }));
				return true;
			})()`)
			p.wait("all results", `document.querySelectorAll(".result").length > 30`)
		}
	}
	samples := eval[[]sample](p, "samples")
	changed := func(s sample) float64 { return s.Changed }
	painted := func(s sample) float64 { return s.Painted }
	work := func(s sample) float64 { return s.Work }
	fmt.Printf("\n%d keys: %26s %16s\n", len(samples), "median", "95th percentile")
	for _, row := range []struct {
		name  string
		value func(sample) float64
	}{{"results changed after", changed}, {"painted after", painted}, {"work, the wait for a frame left out", work}} {
		fmt.Printf("%-36s %7.1f ms %13.1f ms\n", row.name, median(samples, row.value), percentile(samples, row.value, 95))
	}
	prompt := 0
	for _, s := range samples {
		if s.Frames == 1 {
			prompt++
		}
	}
	fmt.Printf("%d of them in the first frame after the key\n", prompt)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(samples, painted), "ms-painted-median")
	b.ReportMetric(percentile(samples, painted, 95), "ms-painted-p95")
	b.ReportMetric(percentile(samples, work, 95), "ms-work-p95")
}

func median[T any](list []T, value func(T) float64) float64 { return percentile(list, value, 50) }

// percentile returns the value that percent of list do not exceed.
func percentile[T any](list []T, value func(T) float64, percent int) float64 {
	values := make([]float64, len(list))
	for i := range list {
		values[i] = value(list[i])
	}
	slices.SortFunc(values, cmp.Compare)
	return values[(len(values)*percent+99)/100-1]
}

// BenchmarkTriage counts the errors of a log of 256 MiB, one line in a hundred, in
// four ways that take turns: as a command, with the pipeline that people use
// instead, and in Chromium with one worker and with one for each processor. It
// prints medians. The peak of memory is that of the largest process, in Chromium
// of the workers together.
func BenchmarkTriage(b *testing.B) {
	const mebibytes = 256
	log := writeLog(b, "bench.log", mebibytes<<20)
	defer os.Remove(log.path)
	p := open(b, serve(b, siteDir))
	p.start("/triage")
	p.waitOffline()
	eval[bool](p, `delete Navigator.prototype.hardwareConcurrency`)

	run := func(name string, args ...string) func() (seconds, peak float64) {
		return func() (float64, float64) {
			cmd := exec.Command(name, args...)
			begin := time.Now()
			if err := cmd.Run(); err != nil {
				b.Fatal(err)
			}
			seconds := time.Since(begin).Seconds()
			return seconds, float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1024
		}
	}
	inPage := func(processors int) func() (seconds, peak float64) {
		return func() (float64, float64) {
			p.triage(log.path, processors)
			return p.tookTriage()
		}
	}
	contestants := []struct {
		name          string
		run           func() (seconds, peak float64)
		seconds, peak []float64
	}{
		{name: "cls-error-explorer triage", run: run(program, "triage", log.path)},
		{name: "grep -oE … | sort | uniq -c", run: run("sh", "-c", `grep -oE '"errorcode" *: *"[^"]*"' `+log.path+` | sort | uniq -c`)},
		{name: "Chromium, one worker", run: inPage(1)},
		{name: fmt.Sprintf("Chromium, %d processors", runtime.NumCPU()), run: inPage(runtime.NumCPU())},
	}
	for b.Loop() {
		for i := range contestants {
			c := &contestants[i]
			seconds, peak := c.run()
			c.seconds, c.peak = append(c.seconds, seconds), append(c.peak, peak)
		}
	}
	fmt.Printf("\n%-30s %10s %10s %10s\n", fmt.Sprintf("%d MiB, medians of %d", mebibytes, len(contestants[0].seconds)), "seconds", "MB/s", "peak MiB")
	for _, c := range contestants {
		seconds := median(c.seconds, func(x float64) float64 { return x })
		fmt.Printf("%-30s %10.2f %10.0f %10.0f\n", c.name, seconds, mebibytes*1.048576/seconds, slices.Max(c.peak))
	}
	b.ReportMetric(0, "ns/op") // says nothing here
}
