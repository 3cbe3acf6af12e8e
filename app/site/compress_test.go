//go:build !js

package site

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestCompress(t *testing.T) {
	text := []byte(strings.Repeat("the same again ", 100))
	noise := make([]byte, 1000)
	rand.Read(noise)
	cache := t.TempDir()
	for _, run := range []string{"empty cache", "full cache"} {
		folder := Folder{"a.js": text, "noise.svg": noise, "a.png": text}
		if err := folder.compress(cache); err != nil {
			t.Fatal(run, err)
		}
		unpacked, err := io.ReadAll(brotli.NewReader(bytes.NewReader(folder["a.js.br"])))
		if err != nil || !bytes.Equal(unpacked, text) {
			t.Errorf("%s: a.js.br does not unpack to a.js: %v", run, err)
		}
		z, err := gzip.NewReader(bytes.NewReader(folder["a.js.gz"]))
		if err != nil {
			t.Fatal(run, err)
		}
		if unpacked, err := io.ReadAll(z); err != nil || !bytes.Equal(unpacked, text) {
			t.Errorf("%s: a.js.gz does not unpack to a.js: %v", run, err)
		}
		for _, name := range []string{"noise.svg.br", "noise.svg.gz", "a.png.br"} {
			if folder[name] != nil {
				t.Errorf("%s: %s is there although it gains nothing", run, name)
			}
		}
	}
	if parts, _ := filepath.Glob(filepath.Join(cache, "part-*")); len(parts) > 0 {
		t.Errorf("left in the cache: %q", parts)
	}
	if kept, err := os.ReadDir(cache); err != nil || len(kept) != 4 {
		t.Errorf("%d files in the cache (%v), want 4", len(kept), err)
	}
}
