package app

import (
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/triage"
)

// In a worker the same program counts errors instead of showing pages. It hears
// and answers messages, objects with a member kind:
//
//	plan {id, file, size}                       planned {id, borders}
//	count {id, part, file, name, from, to, …}   progress {id, part, bytes}, counted {id, part, bytes, final, summary, memory}
//	take {id, part, parts, final, summary}      (none)
//	view {query, number}                        view {view, number}
//	samples {group}                             samples {group, samples}
//	export {format, query}                      exported {name, type, text}
//
// The workers that count get plan and count. One more, the collector, gets the
// rest: it adds up what the others counted, so that the page only ever sees what
// it shows. Summaries, views and queries travel as JSON.

// runWorker is Run in a worker. It does not return.
func runWorker() {
	for _, name := range catalog.DataFiles {
		catalog.Provide(name, func() []byte { return loadedFile(name) })
	}
	w := &worker{collector: triage.NewCollector(triage.Options{})}
	hear(w.hear)
	select {}
}

type worker struct{ collector *triage.Collector }

func (w *worker) hear(m app.Value) {
	switch m.Get("kind").String() {
	case "plan":
		w.plan(m)
	case "count":
		go w.count(m) // it waits for the file
	case "take":
		var s triage.Summary
		if json.Unmarshal([]byte(m.Get("summary").String()), &s) == nil {
			w.collector.Take(m.Get("id").Int(), m.Get("part").Int(), m.Get("parts").Int(), m.Get("final").Bool(), &s)
		}
	case "view":
		view, err := json.Marshal(w.collector.View(query(m)))
		if err == nil {
			post("view", "view", string(view), "number", m.Get("number").Int())
		}
	case "samples":
		samples, err := json.Marshal(w.collector.Samples(m.Get("group").String()))
		if err == nil {
			post("samples", "group", m.Get("group").String(), "samples", string(samples))
		}
	case "export":
		name, mime, text := w.collector.Export(m.Get("format").String(), query(m))
		post("exported", "name", name, "type", mime, "text", string(text))
	}
}

func query(m app.Value) (q triage.Query) {
	if json.Unmarshal([]byte(m.Get("query").String()), &q) != nil {
		return triage.Query{}
	}
	return q
}

// plan says where a file can be cut.
func (w *worker) plan(m app.Value) {
	size := int64(m.Get("size").Float())
	borders, whole, err := triage.Parts(fileParts{m.Get("file")}, size)
	list := []any{} // none: it is read from its beginning
	if err == nil && !whole {
		for _, b := range borders {
			list = append(list, float64(b))
		}
	}
	post("planned", "id", m.Get("id").Int(), "borders", list)
}

// How often a worker says how far it is, and sends what it has so far.
const (
	progressEvery = 100 * time.Millisecond
	partialEvery  = 1500 * time.Millisecond
)

// count counts a part of a file, or the whole of one that has no parts.
func (w *worker) count(m app.Value) {
	id, part, name := m.Get("id").Int(), m.Get("part").Int(), m.Get("name").String()
	from, to, size := int64(m.Get("from").Float()), int64(m.Get("to").Float()), int64(m.Get("size").Float())
	opts := triage.Options{Year: m.Get("year").Int()}
	file := &fileReader{file: m.Get("file")}
	defer file.close()
	send := func(s *triage.Summary, bytes int64, final bool) {
		summary, err := json.Marshal(s)
		if err == nil {
			post("counted", "id", id, "part", part, "bytes", float64(bytes), "final", final, "summary", string(summary), "memory", memory())
		}
	}
	said, sent := time.Now(), time.Now()
	whole := m.Get("whole").Bool()
	watch := func(s *triage.Summary) {
		if now := time.Now(); now.Sub(said) >= progressEvery {
			said = now
			post("progress", "id", id, "part", part, "bytes", float64(file.read-from))
			if whole && now.Sub(sent) >= partialEvery {
				sent = now
				send(s, file.read-from, false)
			}
		}
	}
	var s *triage.Summary
	if whole {
		s = triage.Read(name, io.NewSectionReader(file, 0, size), opts, watch)
	} else {
		s = triage.ReadPart(name, file, from, to, size, opts, watch)
	}
	send(s, to-from, true)
}

// fileParts reads small parts of a file of the browser.
type fileParts struct{ file app.Value }

func (f fileParts) ReadAt(p []byte, at int64) (n int, err error) {
	part := readFile(f.file, at, at+int64(len(p)))
	if part.Type() == app.TypeString {
		return 0, errors.New(part.String())
	}
	if n = app.CopyBytesToGo(p, part); n < len(p) {
		err = io.EOF
	}
	return n, err
}

// A fileReader reads a file of the browser. It is fast where every call goes on
// behind the one before.
type fileReader struct {
	file   app.Value
	stream *fileStream
	block  app.Value // what was read last and not asked for yet
	left   int       // its length
	read   int64     // where it begins
}

func (f *fileReader) ReadAt(p []byte, at int64) (n int, err error) {
	if f.stream == nil || at != f.read {
		f.close()
		f.stream, f.left, f.read = openFile(f.file, at), 0, at
	}
	for n < len(p) {
		if f.left == 0 {
			f.block = f.stream.next()
			if f.block.Type() == app.TypeString {
				return n, errors.New(f.block.String())
			}
			if f.left = f.block.Get("byteLength").Int(); f.left == 0 {
				return n, io.EOF
			}
		}
		k := app.CopyBytesToGo(p[n:], f.block)
		if f.left -= k; f.left > 0 {
			f.block = f.block.Call("subarray", k)
		}
		n += k
		f.read += int64(k)
	}
	return n, nil
}

func (f *fileReader) close() {
	if f.stream != nil {
		f.stream.close()
	}
}
