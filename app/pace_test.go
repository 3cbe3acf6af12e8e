package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// renderNow waits for everything that go-app itself does later, so nothing may be
// left to it.
func TestNothingIsLeftToTheEngine(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no files")
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range []string{"ctx.After(", "ctx.Async("} {
			if strings.Contains(string(text), call) {
				t.Errorf("%s: %s keeps renderNow waiting; pace.go has another", file, call)
			}
		}
	}
}
