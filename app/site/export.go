//go:build !js

package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"cls-error-explorer/app"
	"cls-error-explorer/catalog"
)

// Options says what to export.
type Options struct {
	Source string // the project's folder, the one that holds web/
	Prefix string // the path the site is mounted on, without closing slash; "" is the root
	Origin string // the public origin, "https://errors.example.org"; "" if not known
}

// An exporter is an export under way.
type exporter struct {
	Options
	wasm    []byte            // with its version
	version string            // of the wasm
	hashes  map[string]string // of the files that pages load, by name
}

// registerRoutes tells go-app our pages, once for the process: go-app keeps
// them in a global.
var registerRoutes = sync.OnceFunc(app.Routes)

// Export renders the site. Equal sources give equal files. It sets [app.Prefix],
// so no two exports may run at the same time.
func Export(o Options) (Folder, error) {
	e := &exporter{Options: o}
	folder, err := e.readAssets()
	if err != nil {
		return nil, err
	}

	// People can download the catalogs from here, and the app loads them.
	files := catalog.Files()
	for _, name := range append([]string{"schema.json"}, catalog.DataFiles...) {
		if folder["data/"+name], err = fs.ReadFile(files, name); err != nil {
			return nil, err
		}
	}
	for _, name := range catalog.DataFiles {
		if packed := catalog.PackedName(name); packed != name {
			if folder["data/"+packed], err = catalog.Pack(folder["data/"+name]); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}

	folder["data/zh.json"] = app.ChineseWords

	e.hashes = map[string]string{}
	for name, content := range folder {
		e.hashes[name] = integrity(content)
	}

	registerRoutes()
	app.Prefix = o.Prefix
	pages := app.Pages()
	goApp := newGoApp(o.Prefix, e.version)
	for _, page := range pages {
		if err := folder.add(page, func() ([]byte, error) { return e.document(goApp, page) }); err != nil {
			return nil, err
		}
	}

	if folder[manifestName], err = manifestFile(o.Prefix, pages[0].Description, folder); err != nil {
		return nil, err
	}
	worker, err := os.ReadFile(filepath.Join(o.Source, "web", workerName))
	if err != nil {
		return nil, err
	}
	folder[workerName] = workerFile(worker, folder, o.Prefix)
	folder["_headers"] = headersFile(o.Prefix)
	folder["robots.txt"] = []byte("User-agent: *\nAllow: /\n")
	if o.Origin != "" {
		folder["sitemap.xml"] = sitemapFile(o.Origin+o.Prefix, pages)
		folder["robots.txt"] = fmt.Appendf(folder["robots.txt"], "Sitemap: %s%s/sitemap.xml\n", o.Origin, o.Prefix)
	}
	return folder, folder.compress(filepath.Join(o.Source, ".cache", "compress"))
}

// add renders page into its file.
func (f Folder) add(page app.Page, render func() ([]byte, error)) error {
	if !plainPath.MatchString(strings.TrimSuffix(page.Path, "/")) {
		return fmt.Errorf("page %q: not a plain path", page.Path)
	}
	name := fileOf(page.Path)
	for other := range f {
		// Some file systems and hosts do not tell case apart.
		if strings.EqualFold(other, name) {
			return fmt.Errorf("page %s: its file %s is already there", page.Path, other)
		}
	}
	text, err := render()
	f[name] = text
	return err
}

// readAssets returns the files of web/ and the two that the build makes: the
// wasm and the script of the toolchain that runs it.
func (e *exporter) readAssets() (Folder, error) {
	folder := Folder{}
	web := filepath.Join(e.Source, "web")
	err := filepath.WalkDir(web, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case d.IsDir() || strings.HasPrefix(d.Name(), ".") || path == filepath.Join(web, workerName):
			return nil
		}
		name, err := filepath.Rel(e.Source, path)
		if err != nil {
			return err
		}
		folder[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no folder web here; run export in the project's folder")
	}
	if err != nil {
		return nil, err
	}

	e.wasm = folder["web/app.wasm"]
	if e.wasm == nil {
		return nil, errors.New(`web/app.wasm is missing; run "make build" first`)
	}
	e.wasm, e.version = versioned(e.wasm)
	folder["web/app.wasm"] = e.wasm

	script, version, err := toolchain()
	if err != nil {
		return nil, err
	}
	// Go promises nothing about a wasm_exec.js of another version than the one
	// that compiled the wasm, and go-app brings an old one.
	if !bytes.Contains(e.wasm, []byte(version)) {
		return nil, fmt.Errorf(`web/app.wasm was not built by %s; run "make build" again`, version)
	}
	folder["web/wasm_exec.js"] = script
	return folder, nil
}

// versioned returns wasm with a custom section that holds its version, where
// load.js looks for it.
func versioned(wasm []byte) (content []byte, version string) {
	const name = "version"
	sum := sha256.Sum256(wasm)
	version = hex.EncodeToString(sum[:8])
	section := []byte{0, byte(1 + len(name) + len(version)), byte(len(name))} // lengths below 128 are one byte
	section = append(append(section, name...), version...)
	return slices.Concat(wasm, section), version
}

// toolchain returns the script that runs the wasm of the installed Go, and the
// version of that Go.
func toolchain() (wasmExec []byte, version string, err error) {
	out, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return nil, "", fmt.Errorf("go env: %w", err)
	}
	root, version, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	wasmExec, err = os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
	return wasmExec, version, err
}

// sitemapFile lists the pages for search engines.
func sitemapFile(site string, pages []app.Page) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, page := range pages {
		if page.Path != notFoundPath {
			fmt.Fprintf(&b, "<url><loc>%s%s</loc></url>\n", site, page.Path)
		}
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}
