//go:build !js

package site

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/andybalholm/brotli"
)

// An encoding is a content encoding and how a file in it is made. Both sides
// use the list: the exporter writes name+suffix beside a file, the server sends
// it to clients that accept it. The best one comes first.
var encodings = []struct {
	name, suffix string
	writer       func(io.Writer) io.WriteCloser
}{
	{"br", ".br", func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: 11, LGWin: 24})
	}},
	{"gzip", ".gz", func(w io.Writer) io.WriteCloser {
		z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			panic(err) // the level is a constant of the package
		}
		return z
	}},
}

// compressible are the extensions of files that are worth it.
var compressible = set(".css .html .js .json .svg .txt .wasm .webmanifest")

// compress adds the compressed forms of every file that gets smaller by it.
//
// Brotli at its best level takes some 20 seconds for the wasm, so the processors
// share the files, the largest first, and results are kept in the folder cache,
// named by the hash of what went in.
func (f Folder) compress(cache string) error {
	names := slices.SortedFunc(maps.Keys(f), func(a, b string) int { return cmp.Compare(len(f[b]), len(f[a])) })
	names = slices.DeleteFunc(names, func(name string) bool { return !compressible[path.Ext(name)] })
	forms, errs := make([][]byte, len(names)*len(encodings)), make([]error, len(names)*len(encodings))
	todo := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for n := range todo {
				encoding := encodings[n%len(encodings)]
				forms[n], errs[n] = compressCached(cache, encoding.suffix, f[names[n/len(encodings)]], encoding.writer)
			}
		})
	}
	for n := range forms {
		todo <- n
	}
	close(todo)
	workers.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for n, packed := range forms {
		if name := names[n/len(encodings)]; len(packed) < len(f[name]) {
			f[name+encodings[n%len(encodings)].suffix] = packed
		}
	}
	return nil
}

func compressCached(cache, suffix string, content []byte, writer func(io.Writer) io.WriteCloser) ([]byte, error) {
	sum := sha256.Sum256(content)
	kept := filepath.Join(cache, hex.EncodeToString(sum[:])+suffix)
	if packed, err := os.ReadFile(kept); err == nil {
		return packed, nil
	}
	var b bytes.Buffer
	w := writer(&b)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(cache, 0o777); err != nil {
		return nil, err
	}
	// Under another name first: an interrupted write must not leave a short file.
	part, err := os.CreateTemp(cache, "part-")
	if err != nil {
		return nil, err
	}
	defer os.Remove(part.Name())
	_, err = part.Write(b.Bytes())
	if closeErr := part.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(part.Name(), kept)
	}
	return b.Bytes(), err
}
