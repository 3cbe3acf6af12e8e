//go:build !js

package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// A handler serves one exported site. It holds the whole of it in memory, as it
// was at the start: nobody gets half of an old and half of a new export, and no
// request can name a file outside.
type handler struct {
	prefix string           // "" or "/tools/cls"
	files  map[string]*file // by address, without prefix
}

// A file is one address with its forms.
type file struct {
	contentType string
	forms       []form // best first, the plain one last
}

// A form is a file in one content encoding.
type form struct {
	encoding string // "br", "gzip", or "" as it is
	etag     string
	content  []byte
}

// NewServer returns a handler for the site that [Export] wrote to dir.
func NewServer(dir string) (http.Handler, error) {
	folder, err := readFolder(dir)
	if err != nil {
		return nil, err
	}
	return newHandler(folder)
}

func newHandler(folder Folder) (*handler, error) {
	prefix, err := scopePrefix(folder)
	if err != nil {
		return nil, err
	}
	h := &handler{prefix: prefix, files: map[string]*file{}}
	for name, content := range folder {
		if isCompressedForm(folder, name) || strings.HasPrefix(name, "_") {
			continue
		}
		sum := sha256.Sum256(content)
		hash := hex.EncodeToString(sum[:12])
		f := &file{contentType: contentType(name)}
		for _, e := range encodings {
			if packed, ok := folder[name+e.suffix]; ok {
				f.forms = append(f.forms, form{e.name, `"` + hash + "-" + e.name + `"`, packed})
			}
		}
		f.forms = append(f.forms, form{"", `"` + hash + `"`, content})
		h.files[addressOf(name)] = f
	}
	return h, nil
}

// isCompressedForm tells whether name is another file of folder, compressed.
func isCompressedForm(folder Folder, name string) bool {
	for _, e := range encodings {
		if plain, cut := strings.CutSuffix(name, e.suffix); cut && folder[plain] != nil {
			return true
		}
	}
	return false
}

// contentTypes are stated here because the tables of the machine differ.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".xml":         "application/xml",
}

func contentType(name string) string {
	ext := path.Ext(name)
	if t := contentTypes[ext]; t != "" {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, header := range headers {
		w.Header().Set(header[0], header[1])
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	address, under := strings.CutPrefix(r.URL.Path, h.prefix)
	switch {
	case under && h.files[address] != nil:
		h.send(w, r, h.files[address])
	case under && h.files[canonical(address)] != nil:
		redirect(w, r, h.prefix+canonical(address))
	case r.URL.Path == "/" && h.prefix != "":
		redirect(w, r, h.prefix+"/")
	default:
		h.sendNotFound(w, r)
	}
}

// canonical returns the one address of a page for the other spellings: links
// say /decode, some hosts say /decode/, and the file is /decode/index.html.
func canonical(address string) string {
	address = strings.TrimSuffix(address, "/index.html")
	return "/" + strings.Trim(address, "/")
}

// redirect goes to path, which is one of ours, and keeps the query.
func redirect(w http.ResponseWriter, r *http.Request, path string) {
	if r.URL.RawQuery != "" {
		path += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, path, http.StatusMovedPermanently)
}

// send answers with f; [http.ServeContent] handles conditions and ranges.
func (h *handler) send(w http.ResponseWriter, r *http.Request, f *file) {
	form := f.choose(w, r)
	w.Header().Set("ETag", form.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(form.content))
}

func (h *handler) sendNotFound(w http.ResponseWriter, r *http.Request) {
	f := h.files[notFoundPath]
	if f == nil {
		http.NotFound(w, r)
		return
	}
	form := f.choose(w, r)
	w.WriteHeader(http.StatusNotFound)
	if r.Method == http.MethodGet {
		w.Write(form.content)
	}
}

// choose picks the best form that the client accepts and sets the headers that
// describe it.
func (f *file) choose(w http.ResponseWriter, r *http.Request) form {
	if len(f.forms) > 1 {
		w.Header().Set("Vary", "Accept-Encoding")
	}
	w.Header().Set("Content-Type", f.contentType)
	accepted := strings.Join(r.Header.Values("Accept-Encoding"), ",")
	for _, form := range f.forms {
		if form.encoding != "" && !accepts(accepted, form.encoding) {
			continue
		}
		if form.encoding != "" {
			w.Header().Set("Content-Encoding", form.encoding)
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(form.content)))
		return form
	}
	panic("the plain form is always there")
}

// accepts tells whether the Accept-Encoding header allows encoding. A weight of
// zero forbids it (RFC 9110, section 12.5.3); other weights do not matter here,
// every client that accepts a compressed form gains by it.
func accepts(header, encoding string) bool {
	wildcard := false
	for item := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(item, ";")
		name = strings.TrimSpace(name)
		if !strings.EqualFold(name, encoding) && name != "*" {
			continue
		}
		allowed := true
		if key, weight, ok := strings.Cut(strings.TrimSpace(parameters), "="); ok && strings.EqualFold(strings.TrimSpace(key), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
			allowed = err != nil || q > 0
		}
		if name != "*" {
			return allowed
		}
		wildcard = allowed
	}
	return wildcard
}
