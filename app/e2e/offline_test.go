package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"

	"cls-error-explorer/app"
)

// Every address works without the server, also in a browser that was closed in
// between.
func TestOffline(t *testing.T) {
	t.Parallel()
	places := []struct{ name, dir, prefix string }{
		{"at the root of a host", siteDir, ""},
		{"below a prefix", prefixedDir, prefix},
	}
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			s := serve(t, place.dir)
			if !strings.HasSuffix(s.URL, place.prefix) {
				t.Fatalf("serve says %s, want the prefix %s", s.URL, place.prefix)
			}
			p := open(t, s)
			p.start("/")
			p.waitOffline()
			s.stop()
			p.restart()

			// None of these but the first has been visited before.
			for _, path := range append(somePages, "/decode/", unknown, unknown+"?q=1") {
				p.start(path)
				address := eval[string](p, "location.pathname")
				if !strings.HasPrefix(address, place.prefix+"/") {
					t.Errorf("%s: the address became %s", path, address)
				}
				if heading := p.text("h1"); strings.TrimSpace(heading) == "" {
					t.Errorf("%s: no heading", path)
				}
			}
			var paths []string
			for _, page := range app.Pages() {
				paths = append(paths, place.prefix+page.Path, place.prefix+page.Path+"?q=topic&status=404")
			}
			missing := eval[[]string](p, `Promise.all(`+quoteAll(paths)+`.map(async (path) => {
				const text = await fetch(path).then((r) => r.ok ? r.text() : "", () => "");
				return text.includes("</main>") ? [] : [path];
			})).then((lists) => lists.flat())`)
			if len(missing) > 0 {
				t.Errorf("not there offline: %q", missing)
			}
		})
	}
}

func quoteAll(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

func TestReadyToWorkOfflineIsSaidOnce(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/")
	p.waitText(".notices", "Ready to work offline")
	p.waitText("#announcement", "Ready to work offline")
	p.waitText(".footer-ready", "Works offline")
	p.reload()
	p.waitText(".footer-ready", "Works offline")
	if text := p.text(".notices") + p.text("#announcement"); strings.Contains(text, "Ready") {
		t.Errorf("said again: %q", text)
	}
}

func TestInstallButton(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	// The browser's own offer would come at some time, and asks people.
	p.before(`addEventListener("beforeinstallprompt", (event) => event.isTrusted && event.stopImmediatePropagation())`)
	p.start("/")
	if eval[bool](p, `document.getElementById("install") !== null`) {
		t.Error("a button to install before the browser offers it")
	}
	eval[bool](p, `(() => {
		const event = new Event("beforeinstallprompt", { cancelable: true });
		event.prompt = async () => { window.asked = (window.asked ?? 0) + 1; };
		return window.dispatchEvent(event);
	})()`)
	p.click("#install")
	p.wait("the browser's question", "window.asked === 1")
	p.wait("the button to go", `document.getElementById("install") === null`)
}

// The browser itself finds nothing wrong with the manifest.
func TestManifestInstalls(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{siteDir, prefixedDir} {
		s := serve(t, dir)
		p := open(t, s)
		p.start("/")
		p.waitOffline()
		manifest := command(p, cdppage.GetAppManifest, cdppage.GetAppManifestParams{})
		for _, err := range manifest.Errors {
			t.Errorf("%s: %s", s.URL, err.Message)
		}
		for _, want := range []string{`"screenshots"`, `"shortcuts"`, `"share_target"`, `"file_handlers"`} {
			if !strings.Contains(manifest.Data, want) {
				t.Errorf("%s: no %s", s.URL, want)
			}
		}
		errors := command(p, cdppage.GetInstallabilityErrors, cdp.Empty{})
		for _, err := range errors.InstallabilityErrors {
			if err.ErrorID != "in-incognito" {
				t.Errorf("%s: not installable: %s %v", s.URL, err.ErrorID, err.ErrorArguments)
			}
		}
	}
}

// share posts what the browser posts when something is shared with the installed
// app: a form, from outside the site.
func (p *page) share(text, file string) {
	p.t.Helper()
	p.run("load a page of another app", navigate("about:blank"))
	eval[bool](p, `(() => {
		const form = document.createElement("form");
		form.method = "POST";
		form.enctype = "multipart/form-data";
		form.action = `+quote(p.url+"/share")+`;
		const add = (tag, name) => Object.assign(form.appendChild(document.createElement(tag)), { name });
		add("textarea", "text").value = `+quote(text)+`;
		if (`+quote(file)+`) {
			const data = new DataTransfer();
			data.items.add(new File([`+quote(file)+`], "a.log", { type: "text/plain" }));
			Object.assign(add("input", "files"), { type: "file" }).files = data.files;
		}
		document.body.append(form);
		form.submit();
		return true;
	})()`)
}

func TestSharedTextIsDecodedAndForgotten(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	p.start("/")
	p.waitOffline()
	for _, test := range []struct{ name, text, file string }{
		{"text", trace, ""},
		{"a file", "", trace},
	} {
		p.share(test.text, test.file)
		p.waitText(".finding", "TopicNotExist")
		p.waitAddress("/decode")
		if got := eval[string](p, `document.getElementById("paste").value`); !strings.Contains(got, "203.0.113.7") {
			t.Errorf("%s: the box says %q", test.name, got)
		}
		p.leaks("0f7c1a52-1111-4222-8333-abcdefabcdef")
		p.reload()
		if got := eval[string](p, `document.getElementById("paste").value`); got != "" {
			t.Errorf("%s: still there after a reload: %q", test.name, got)
		}
	}
	if h.posts > 0 {
		t.Errorf("%d requests carried something to the host", h.posts)
	}
}

func TestSharedLogGoesToTriage(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/")
	p.waitOffline()
	p.share("", strings.Repeat("0123456789abcde\n", 9<<16))
	p.waitAddress("/triage")
}

func TestOpenedFileIsDecoded(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.before(`Object.defineProperty(window, "launchQueue", { value: { setConsumer: (open) => open({ files: [
		{ getFile: async () => new File([` + quote(trace) + `], "trace.log") },
	] }) } })`)
	p.start("/decode")
	p.waitText(".finding", "TopicNotExist")
}

// The pictures of the manifest are made here: SCREENSHOTS=../../web/screenshots.
func TestManifestScreenshots(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.viewport(1440, 900)
	p.start("/decode")
	p.click("#paste")
	p.paste(trace)
	p.waitText(".finding", "TopicNotExist")
	p.wait("the end of what is said once", `document.querySelector(".notices").innerText === ""`)
	p.screenshot("wide")
	p.viewport(360, 800)
	p.start("/")
	p.waitText(".footer-ready", "Works offline")
	p.screenshot("narrow")
	for name, size := range map[string]string{"wide": "1440x900", "narrow": "360x800"} {
		manifest, err := os.ReadFile(filepath.Join(siteDir, "manifest.webmanifest"))
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("screenshots/%s.png\",\n      \"sizes\": %q", name, size); !strings.Contains(string(manifest), want) {
			t.Errorf("the manifest does not say %s", want)
		}
	}
}
