//go:build !js

package site

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../.." // the project's folder

// forbidden must not be linked into the wasm: they belong to the server, the
// exporter or the tests. Two of them also switch off the linker's removal of
// unused methods, which costs half a megabyte.
var forbidden = []string{
	"net/http/httptest", "golang.org/x/net/html", "github.com/andybalholm/brotli",
	"html/template", "github.com/google/go-cmp",
}

func TestWasmImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", ".")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := set(string(out))
	if !packages["cls-error-explorer/app"] {
		t.Fatal("the app itself is not in the list")
	}
	for name := range packages {
		for _, path := range forbidden {
			if name == path || strings.HasPrefix(name, path+"/") {
				t.Errorf("%s is part of the wasm", name)
			}
		}
	}
}

// The size budget: what visitors download is at most a quarter more than a
// go-app program that does nothing, built with go-app as it is.
func TestWasmSize(t *testing.T) {
	const budget = 1.25
	shipped, _ := versioned(makeWasm(t, "MAIN=.", "PLAIN="))
	programs := Folder{
		"minimal.wasm": makeWasm(t, "MAIN=./app/site/testdata/minimal", "PLAIN=1"),
		"app.wasm":     shipped,
	}
	if testing.Verbose() { // a figure that decides nothing, and takes half a minute
		programs["plain.wasm"] = makeWasm(t, "MAIN=.", "PLAIN=1")
	}
	if err := programs.compress(filepath.Join(root, ".cache", "compress")); err != nil {
		t.Fatal(err)
	}
	size := func(name string) int { return len(programs[name+encodings[0].suffix]) } // as browsers get it
	ratio := func(name string) float64 { return float64(size(name)) / float64(size("minimal.wasm")) }
	t.Logf("brotli 11: minimal go-app program %d bytes", size("minimal.wasm"))
	t.Logf("brotli 11: app %d bytes, ratio %.3f", size("app.wasm"), ratio("app.wasm"))
	if ratio("app.wasm") > budget {
		t.Errorf("app.wasm is %.3f times the minimal program, the budget is %.2f", ratio("app.wasm"), budget)
	}
	if testing.Verbose() {
		t.Logf("brotli 11: app, plain go build %d bytes, ratio %.3f", size("plain.wasm"), ratio("plain.wasm"))
	}
}

// A plain go build, without the preparation of package slim, makes an app too.
func TestPlainBuild(t *testing.T) {
	plain := makeWasm(t, "MAIN=.", "PLAIN=1")
	if whole := makeWasm(t, "MAIN=.", "PLAIN="); len(whole) >= len(plain) {
		t.Errorf("app.wasm has %d bytes, a plain build %d: nothing is saved", len(whole), len(plain))
	}
}

func makeWasm(t *testing.T, options ...string) []byte {
	t.Helper()
	wasm := filepath.Join(t.TempDir(), "app.wasm")
	cmd := exec.Command("make", append([]string{"build", "WASM=" + wasm}, options...)...)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("make build: %v\n%s", err, out)
	}
	content, err := os.ReadFile(wasm)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
