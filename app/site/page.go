//go:build !js

package site

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"cls-error-explorer/app"
	"cls-error-explorer/catalog"
)

//go:embed page.html
var pageHTML string

// pageTemplate is the document around every page. It differs from go-app's own
// where that one harms: the page can be zoomed, no overlay covers the content
// while the wasm loads, no icon comes from another origin, and the address in
// og:url is the public one or none. It names everything that it loads by hash, so
// that one version of a page never runs the code of another.
var pageTemplate = template.Must(template.New("page.html").Parse(pageHTML))

// document returns the HTML file of page.
func (e *exporter) document(goApp http.Handler, page app.Page) ([]byte, error) {
	root, err := renderRoot(goApp, page.Path)
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", page.Path, err)
	}
	if page.Title == "" {
		return nil, fmt.Errorf("page %s: no title", page.Path)
	}
	data := struct {
		app.Page
		Prefix, Policy, Version string
		LightColor, DarkColor   string
		Canonical, Image        string // absolute, so "" without an origin
		Hidden                  bool   // from search engines
		WasmBytes               int
		DataFiles               string // names and hashes
		Root                    template.HTML
		Hashes                  map[string]string // of the files of the site, by name
	}{
		Page:       page,
		Prefix:     e.Prefix,
		Policy:     metaPolicy,
		Version:    e.version,
		LightColor: lightColor,
		DarkColor:  darkColor,
		WasmBytes:  len(e.wasm),
		DataFiles:  e.dataFiles(),
		Hashes:     e.hashes,
		Hidden:     page.Path == notFoundPath,
		Root:       template.HTML(root), // printed by html.Render, checked by checkPolicy
	}
	if e.Origin != "" && page.Path != notFoundPath {
		data.Canonical = e.Origin + e.Prefix + page.Path
		data.Image = e.Origin + e.Prefix + "/web/icons/icon-512.png"
	}
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, data); err != nil {
		return nil, fmt.Errorf("page %s: %w", page.Path, err)
	}
	return b.Bytes(), nil
}

// dataFiles returns the names of the catalogs, each with its hash, for load.js.
func (e *exporter) dataFiles() string {
	var words []string
	for _, name := range catalog.DataFiles {
		name = catalog.PackedName(name)
		words = append(words, name, e.hashes["data/"+name])
	}
	return strings.Join(words, " ")
}
