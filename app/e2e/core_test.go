package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// A visitor is a tab of some browser, and what people do in it.
type visitor interface {
	start(path string) // loads a page, which starts after the prefix, and waits until the app runs
	reload()           // the same for the page that is there
	click(selector string)
	typeText(text string)
	paste(text string) // where the focus is
	wait(what, expression string)
	waitText(selector, text string)
	waitOffline() // until the site is on the machine
}

// corePath is what has to work in every browser and on every host. prefix is where
// the site is mounted; gone takes the host down.
func corePath(v visitor, prefix string, gone func()) {
	at := func(path string) {
		v.wait("the address "+path, "decodeURIComponent(location.pathname + location.search) === "+quote(prefix+path))
	}
	found := func() {
		v.waitText(".finding", "TopicNotExist")
		v.wait("the secret to be masked in the findings", `!document.querySelector(".finding").innerText.includes("AKIDmarkedsecret")`)
	}

	v.start("/")
	v.click("#q")
	v.typeText("topic")
	at("/?q=topic")
	v.click("#facet-404")
	at("/?q=topic&status=404")
	v.wait("the results to be filtered", `(() => {
		const codes = [...document.querySelectorAll(".result-code")].map((code) => code.innerText);
		return codes[0] === "TopicNotExist" && !codes.includes("TopicConflict");
	})()`)
	v.click("#r-TopicNotExist")
	at("/e/cls-2017/TopicNotExist")
	v.waitText("h1", "TopicNotExist")
	v.paste(trace)
	at("/decode")
	found()

	v.waitOffline()
	gone()
	v.reload()
	at("/decode")
	v.wait("the paste to be forgotten", `document.getElementById("paste").value === ""`)
	v.click("#paste")
	v.paste(trace)
	found()
	for _, path := range []string{"/?q=topic&status=404", "/e/cls-2017/LogsetConflict?q=1", "/catalog", "/triage", "/help?q=1", unknown} {
		v.start(path)
		v.wait("a heading on "+path, `document.querySelector("h1")?.innerText.trim()`)
	}
}

func TestCorePathFromServe(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{siteDir, prefixedDir} {
		s := serve(t, dir)
		p := open(t, s)
		p.viewport(1440, 900)
		corePath(p, s.URL[len(p.origin()):], s.stop)
	}
}

func TestCorePathFromNginx(t *testing.T) {
	t.Parallel()
	for _, place := range places() {
		n := serveNginx(t, place.dir, place.prefix)
		p := open(t, &server{t: t, URL: n.origin + place.prefix})
		p.viewport(1440, 900)
		corePath(p, place.prefix, n.stop)
	}
}

// A plain go build makes the same app as make build does.
func TestCorePathOfThePlainBuild(t *testing.T) {
	t.Parallel()
	wasm := filepath.Join(t.TempDir(), "app.wasm")
	if err := runIn(projectDir, "make", "build", "PLAIN=1", "WASM="+wasm); err != nil {
		t.Fatal(err)
	}
	plain, err := os.ReadFile(wasm)
	if err != nil {
		t.Fatal(err)
	}
	dir := secondVersion(t, map[string]func([]byte) []byte{
		"web/app.wasm": func(slim []byte) []byte {
			if len(slim) >= len(plain) {
				t.Errorf("the plain build has %d bytes, the one of make build %d", len(plain), len(slim))
			}
			return append(plain, slim[bytes.LastIndex(slim, []byte("\x07version"))-2:]...) // as the exporter does
		},
	})
	s := serve(t, dir)
	p := open(t, s)
	p.viewport(1440, 900)
	corePath(p, "", s.stop)
}

func TestCorePathInFirefox(t *testing.T) {
	t.Parallel()
	s := serve(t, siteDir)
	corePath(openFirefox(t, s.URL), "", s.stop)
	place := places()[1]
	n := serveNginx(t, place.dir, place.prefix)
	corePath(openFirefox(t, n.origin+place.prefix), place.prefix, n.stop)
}

type place struct{ dir, prefix string }

func places() []place { return []place{{siteDir, ""}, {prefixedDir, prefix}} }

// Two runs of the program write the same bytes.
func TestTwoExportsAreEqual(t *testing.T) {
	t.Parallel()
	again := filepath.Join(t.TempDir(), "again")
	if err := runIn(projectDir, program, "export", "-out", again, "-prefix", prefix); err != nil {
		t.Fatal(err)
	}
	if err := runIn(projectDir, "diff", "-r", prefixedDir, again); err != nil {
		t.Error(fmt.Errorf("two exports differ: %w", err))
	}
}
