//go:build !js

package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cls-error-explorer/app"
)

// project returns a project's folder with the real web/ and, in place of the
// wasm, a few bytes that claim to come from this toolchain. It compresses into the
// real project's cache, so that most of the work is done once.
func project(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	cache, err := filepath.Abs("../../.cache")
	if err == nil {
		err = os.MkdirAll(cache, 0o777)
	}
	if err == nil {
		err = os.Symlink(cache, filepath.Join(dir, ".cache"))
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "web"), os.DirFS("../../web")); err != nil {
		t.Fatal(err)
	}
	_, version, err := toolchain()
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "web", "app.wasm"), "\x00asm "+version+strings.Repeat(" wasm", 1000))
	return dir
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func export(t *testing.T, o Options) Folder {
	t.Helper()
	folder, err := Export(o)
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestExportIsReproducible(t *testing.T) {
	o := Options{Source: project(t), Prefix: "/tools/cls", Origin: "https://errors.example.org"}
	one := export(t, o)
	o.Source = project(t)
	if err := os.Remove(filepath.Join(o.Source, ".cache")); err != nil { // compress again
		t.Fatal(err)
	}
	two := export(t, o)
	if !slices.Equal(names(one), names(two)) {
		t.Fatalf("files differ: %q and %q", names(one), names(two))
	}
	for name := range one {
		if !bytes.Equal(one[name], two[name]) {
			t.Errorf("%s differs between two exports", name)
		}
	}
}

func names(f Folder) []string { return slices.Sorted(maps.Keys(f)) }

func TestExportHasEveryFile(t *testing.T) {
	folder := export(t, Options{Source: project(t)})
	want := []string{
		"_headers", "manifest.webmanifest", "robots.txt", "sw.js", "web/app.css", "web/app.wasm",
		"web/app.wasm.br", "web/app.wasm.gz", "web/boot.js", "web/early.js", "web/offline.js", "web/wasm_exec.js",
	}
	for _, page := range app.Pages() {
		want = append(want, fileOf(page.Path))
	}
	for _, name := range want {
		if len(folder[name]) == 0 {
			t.Errorf("%s is missing or empty", name)
		}
	}
	if folder["web/sw.js"] != nil {
		t.Error("the worker's source is exported")
	}
	if folder["sitemap.xml"] != nil {
		t.Error("a site map without an origin")
	}
}

func TestExportedPages(t *testing.T) {
	folder := export(t, Options{Source: project(t), Prefix: "/tools/cls", Origin: "https://errors.example.org"})
	for _, page := range app.Pages() {
		name := fileOf(page.Path)
		t.Run(name, func(t *testing.T) { checkPage(t, folder, page) })
	}
}

func checkPage(t *testing.T, folder Folder, page app.Page) {
	document, err := html.Parse(bytes.NewReader(folder[fileOf(page.Path)]))
	if err != nil {
		t.Fatal(err)
	}
	root := firstElement(find(document, "body"))
	if root == nil || root.Data == "script" || attribute(root, "id") == "boot-status" {
		t.Error("the first element of body is not the page's content")
	}
	if title := find(document, "title").FirstChild.Data; title != page.Title {
		t.Errorf("title %q, want %q", title, page.Title)
	}
	if lang := attribute(find(document, "html"), "lang"); lang != "en" {
		t.Errorf("lang %q", lang)
	}
	metas := map[string]string{}
	loads := false // names the wasm
	for n := range document.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "meta" {
			metas[attribute(n, "name")+attribute(n, "http-equiv")+attribute(n, "property")] = attribute(n, "content")
		}
		for _, key := range []string{"src", "href"} {
			checkReference(t, folder, n, attribute(n, key))
		}
		if n.Data == "script" || n.Data == "link" && attribute(n, "rel") == "stylesheet" {
			file := strings.TrimPrefix(attribute(n, "src")+attribute(n, "href"), "/tools/cls/")
			if got, want := attribute(n, "integrity"), integrity(folder[file]); got != want {
				t.Errorf("%s: integrity %q, want %q", file, got, want)
			}
		}
		if attribute(n, "data-wasm") != "" {
			if got, want := attribute(n, "data-wasm"), integrity(folder["web/app.wasm"]); got != want {
				t.Errorf("wasm: hash %q, want %q", got, want)
			}
			words := strings.Fields(attribute(n, "data-files"))
			for i := 0; i+1 < len(words); i += 2 {
				if want := integrity(folder["data/"+words[i]]); words[i+1] != want {
					t.Errorf("%s: hash %q, want %q", words[i], words[i+1], want)
				}
			}
			if len(words) == 0 {
				t.Error("no catalogs")
			}
			loads = true
		}
		if n.Data == "script" && (n.FirstChild != nil || attribute(n, "src") == "") {
			t.Error("an inline script")
		}
	}
	if !loads {
		t.Error("the page names no wasm")
	}
	if got := metas["Content-Security-Policy"]; got != metaPolicy {
		t.Errorf("policy %q", got)
	}
	if got := metas["description"]; got != page.Description {
		t.Errorf("description %q, want %q", got, page.Description)
	}
	if got := metas["viewport"]; strings.Contains(got, "maximum-scale") || strings.Contains(got, "user-scalable") {
		t.Errorf("the viewport forbids zooming: %q", got)
	}
	want := "https://errors.example.org/tools/cls" + page.Path
	if page.Path == notFoundPath {
		want = ""
	}
	if got := metas["og:url"]; got != want {
		t.Errorf("og:url %q, want %q", got, want)
	}
	canonical := ""
	for n := range document.Descendants() {
		if n.Data == "link" && attribute(n, "rel") == "canonical" {
			canonical = attribute(n, "href")
		}
	}
	if canonical != want {
		t.Errorf("canonical %q, want %q", canonical, want)
	}
	if got := metas["og:title"]; got != page.Title {
		t.Errorf("og:title %q, want %q", got, page.Title)
	}
	listed := strings.Contains(string(folder["sitemap.xml"]), "<loc>https://errors.example.org/tools/cls"+page.Path+"</loc>")
	if listed != (page.Path != notFoundPath) {
		t.Errorf("in the site map: %v", listed)
	}
	if hidden := metas["robots"] == "noindex"; hidden != (page.Path == notFoundPath) {
		t.Errorf("hidden from search engines: %v", hidden)
	}
}

// Absolute addresses are made up from nothing: without an origin there are none.
func TestAbsoluteAddressesNeedAnOrigin(t *testing.T) {
	const prefix = "/tools/cls"
	without := export(t, Options{Source: project(t), Prefix: prefix})
	home := string(without["index.html"])
	for _, text := range []string{"canonical", "og:url", "og:image", "http://", prefix + prefix} {
		if strings.Contains(home, text) {
			t.Errorf("without an origin the page has %q", text)
		}
	}
	if !strings.Contains(home, `<meta property="og:title"`) {
		t.Error("without an origin the page has no title for social networks")
	}
	if robots := string(without["robots.txt"]); strings.Contains(robots, "Sitemap") {
		t.Errorf("without an origin robots.txt is %q", robots)
	}
	with := export(t, Options{Source: project(t), Prefix: prefix, Origin: "https://errors.example.org"})
	if robots, want := string(with["robots.txt"]), "Sitemap: https://errors.example.org/tools/cls/sitemap.xml\n"; !strings.HasSuffix(robots, want) {
		t.Errorf("robots.txt is %q, want the line %q", robots, want)
	}
	home = string(with["index.html"])
	_, image, _ := strings.Cut(home, `property="og:image" content="https://errors.example.org/tools/cls/`)
	image, _, _ = strings.Cut(image, `"`)
	if with[image] == nil {
		t.Errorf("og:image names %q, which is not exported", image)
	}
}

// checkReference makes sure that an address of ours names a file of the export.
func checkReference(t *testing.T, folder Folder, n *html.Node, address string) {
	address, _, _ = strings.Cut(address, "#")
	path, _, _ := strings.Cut(address, "?")
	if path == "" || strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "data:") {
		return
	}
	path, ok := strings.CutPrefix(path, "/tools/cls/")
	if !ok {
		t.Errorf("<%s> names %s, outside the prefix", n.Data, address)
	} else if folder[path] == nil && folder[fileOf("/"+path)] == nil {
		t.Errorf("<%s> names %s, which is not exported", n.Data, address)
	}
}

func TestManifest(t *testing.T) {
	for _, prefix := range []string{"", "/tools/cls"} {
		folder := export(t, Options{Source: project(t), Prefix: prefix})
		var m manifest
		if err := json.Unmarshal(folder[manifestName], &m); err != nil {
			t.Fatal(err)
		}
		for _, got := range []string{m.ID, m.StartURL, m.Scope} {
			if got != prefix+"/" {
				t.Errorf("prefix %q: id, start_url or scope is %q", prefix, got)
			}
		}
		for _, image := range append(m.Icons, m.Screenshots...) {
			content := folder[strings.TrimPrefix(image.Src, prefix+"/")]
			if content == nil {
				t.Errorf("prefix %q: %s is not exported", prefix, image.Src)
			}
			if image.Type != "image/png" {
				continue
			}
			picture, err := png.DecodeConfig(bytes.NewReader(content))
			if err != nil {
				t.Errorf("%s: %v", image.Src, err)
			} else if size := fmt.Sprintf("%dx%d", picture.Width, picture.Height); size != image.Sizes {
				t.Errorf("%s is %s, the manifest says %s", image.Src, size, image.Sizes)
			}
		}
		var forms []string
		for _, image := range m.Screenshots {
			forms = append(forms, image.FormFactor)
		}
		if !slices.Contains(forms, "narrow") || !slices.Contains(forms, "wide") {
			t.Errorf("prefix %q: screenshots %q", prefix, forms)
		}
		targets := []string{m.ShareTarget.Action}
		for _, s := range m.Shortcuts {
			targets = append(targets, s.URL)
		}
		for _, h := range m.FileHandlers {
			targets = append(targets, h.Action)
		}
		for _, target := range targets {
			if !strings.HasPrefix(target, prefix+"/") {
				t.Errorf("prefix %q: %s is outside", prefix, target)
			}
		}
	}
}

// Browsers paint their bars before the stylesheet says which colour the page has.
func TestColoursAreThoseOfThePage(t *testing.T) {
	css, err := os.ReadFile("../../web/app.css")
	if err != nil {
		t.Fatal(err)
	}
	if want := "--bg: var(--light, " + lightColor + ") var(--dark, " + darkColor + ");"; !strings.Contains(string(css), want) {
		t.Errorf("web/app.css has no %s", want)
	}
}

// The worker lists everything a visitor needs and nothing a host may not have.
func TestWorkerList(t *testing.T) {
	folder := export(t, Options{Source: project(t), Prefix: "/tools/cls"})
	script := string(folder[workerName])
	_, list, _ := strings.Cut(script, "const FILES = ")
	list, _, _ = strings.Cut(list, ";\n")
	var files map[string]string
	if err := json.Unmarshal([]byte(list), &files); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, page := range app.Pages() {
		want = append(want, "/tools/cls"+page.Path)
	}
	for name := range folder {
		if (strings.HasPrefix(name, "web/") || strings.HasPrefix(name, "data/")) && !isCompressedForm(folder, name) && !strings.HasPrefix(name, screenshotsFolder) {
			want = append(want, "/tools/cls/"+name)
		}
	}
	want = append(want, "/tools/cls/"+manifestName)
	for _, address := range want {
		if files[address] == "" {
			t.Errorf("%s is missing", address)
		}
	}
	for address := range files {
		if !slices.Contains(want, address) {
			t.Errorf("%s is too much", address)
		}
	}
}

func TestWorkerVersionFollowsContent(t *testing.T) {
	version := func(change func(dir string)) string {
		dir := project(t)
		change(dir)
		first, _, _ := strings.Cut(string(export(t, Options{Source: dir})[workerName]), "\n")
		return first
	}
	same := version(func(string) {})
	for _, name := range []string{"web/app.css", "web/sw.js", "web/boot.js"} {
		changed := version(func(dir string) {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			writeFile(t, filepath.Join(dir, name), string(text)+"\n")
		})
		if changed == same {
			t.Errorf("the version stays when %s changes", name)
		}
	}
	if again := version(func(string) {}); again != same {
		t.Error("the version changes although nothing did")
	}
}

func TestExportErrors(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(dir string) error
		want  string
	}{
		{"not in the project", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "web")) }, "project's folder"},
		{"not built", func(dir string) error { return os.Remove(filepath.Join(dir, "web", "app.wasm")) }, `run "make build" first`},
		{"built by another Go", func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "web", "app.wasm"), []byte("\x00asm go1.4"), 0o666)
		}, `run "make build" again`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := project(t)
			if err := test.spoil(dir); err != nil {
				t.Fatal(err)
			}
			if _, err := Export(Options{Source: dir}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestWriteReplacesOnlyItsOwn(t *testing.T) {
	site := Folder{"sw.js": []byte("1"), "e/x/index.html": []byte("page")}
	tests := []struct {
		name    string
		files   []string // that are there before
		refused bool
	}{
		{"no folder", nil, false},
		{"an empty folder", []string{""}, false},
		{"an older export", []string{"sw.js", "old.html"}, false},
		{"somebody's files", []string{"thesis.doc"}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "out")
			for _, name := range test.files {
				if name == "" {
					if err := os.Mkdir(dir, 0o777); err != nil {
						t.Fatal(err)
					}
					continue
				}
				writeFile(t, filepath.Join(dir, name), "before")
			}
			err := site.write(dir)
			left, readErr := os.ReadDir(parent)
			if readErr != nil {
				t.Fatal(readErr)
			}
			if len(left) != 1 {
				t.Errorf("left beside the folder: %v", left)
			}
			if test.refused {
				if err == nil {
					t.Error("other files were replaced")
				}
				if text, _ := os.ReadFile(filepath.Join(dir, test.files[0])); string(text) != "before" {
					t.Error("a file was lost")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := readFolder(dir)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(names(got), names(site)) {
				t.Errorf("got %q, want %q", names(got), names(site))
			}
		})
	}
}

func TestParsePrefix(t *testing.T) {
	for _, test := range []struct {
		in, want string
		ok       bool
	}{
		{"/", "", true}, {"", "", true}, {"/a", "/a", true}, {"/tools/cls/", "/tools/cls", true}, {"/v1.2", "/v1.2", true},
		{"a", "", false}, {"//", "", false}, {"/a//b", "", false}, {"/..", "", false}, {"/a/../b", "", false},
		{"/a b", "", false}, {"/ä", "", false}, {`/"`, "", false}, {"/a?b", "", false}, {"https://x", "", false},
	} {
		got, err := parsePrefix(test.in)
		if got != test.want || (err == nil) != test.ok {
			t.Errorf("parsePrefix(%q) = %q, %v", test.in, got, err)
		}
	}
}

func TestCheckOrigin(t *testing.T) {
	for origin, ok := range map[string]bool{
		"": true, "https://a.example": true, "http://localhost:8000": true,
		"https://a.example/": false, "https://a.example/x": false, "a.example": false, "ftp://a.example": false,
		"https://u:p@a.example": false, "https://": false, "https://a.example?x": false,
	} {
		if err := checkOrigin(origin); (err == nil) != ok {
			t.Errorf("checkOrigin(%q) = %v", origin, err)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, path := range []string{"/", "/decode", "/404.html", "/e/cls-3.0/A.B"} {
		if got := addressOf(fileOf(path)); got != path {
			t.Errorf("%s is in %s, which is at %s", path, fileOf(path), got)
		}
	}
}
