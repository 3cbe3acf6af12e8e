//go:build !js

// Command slim prepares the build of the wasm: it copies go-app without its
// server and prints the name of a go.mod that uses the copy, for
//
//	GOOS=js GOARCH=wasm go build -modfile=$(go run ./app/site/slim)
//
// Three files of go-app's package app serve pages over HTTP. No app calls them in
// the browser, but they are compiled for it all the same, and their variables
// bring net/http, crypto/tls and text/template along: a quarter of the least
// program. The copy lacks them. A plain go build, with the whole of go-app, makes
// an app that does the same.
//
// The copy is in .cache/slim, in a folder named by the hash of everything it is
// made from, and it appears there in one step. So it is always whole, builds may
// run side by side, and equal sources give equal programs.
package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const goApp = "github.com/maxence-charriere/go-app/v9"

// serverFiles are left out of the copy. Some of them decide for both sides which
// addresses are files; stub has that part.
var serverFiles = []string{"pkg/app/http.go", "pkg/app/resource.go", "pkg/app/wasm.go"}

const stubFile = "pkg/app/predicates.go"

//go:embed predicates.go.txt
var stub []byte

func main() {
	modfile, err := prepare(".")
	if err != nil {
		fmt.Fprintln(os.Stderr, "slim:", err)
		os.Exit(1)
	}
	fmt.Println(modfile)
}

// prepare makes the copy for the module in the folder root, unless it is there,
// and returns the name of the go.mod that uses it, relative to root.
func prepare(root string) (modfile string, err error) {
	goMod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	goSum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	for _, part := range [][]byte{goMod, goSum, stub, []byte(strings.Join(serverFiles, " "))} {
		fmt.Fprintf(hash, "%d\n%s", len(part), part)
	}
	name := path.Join(".cache", "slim", hex.EncodeToString(hash.Sum(nil)[:8]))
	modfile = path.Join(name, "go.mod")
	if _, err := os.Stat(filepath.Join(root, modfile)); err == nil {
		return modfile, nil
	}

	source, err := download(root)
	if err != nil {
		return "", err
	}
	parent := filepath.Join(root, ".cache", "slim")
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return "", err
	}
	part, err := os.MkdirTemp(parent, "part-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(part)
	if err := copySlim(filepath.Join(part, "go-app"), source); err != nil {
		return "", err
	}
	// The path in a replace directive is relative to the main module.
	goMod = fmt.Appendf(goMod, "\nreplace %s => ./%s/go-app\n", goApp, name)
	if err := os.WriteFile(filepath.Join(part, "go.mod"), goMod, 0o666); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(part, "go.sum"), goSum, 0o666); err != nil {
		return "", err
	}
	if err := os.Rename(part, filepath.Join(root, name)); err != nil {
		if _, other := os.Stat(filepath.Join(root, modfile)); other != nil {
			return "", err
		} // else another build was faster
	}
	return modfile, nil
}

// download returns the folder of go-app in the module cache, after loading the
// version that go.mod names if it is not there. Go checks it against go.sum.
func download(root string) (dir string, err error) {
	cmd := exec.Command("go", "mod", "download", "-json", goApp)
	cmd.Dir = root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var module struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(out, &module); jsonErr != nil || module.Error != "" || module.Dir == "" {
		return "", fmt.Errorf("go mod download %s: %v %s%s", goApp, err, module.Error, stderr.Bytes())
	}
	return module.Dir, err
}

// copySlim copies the Go files of the module in source to dir, without tests and
// serverFiles and with stub.
func copySlim(dir, source string) error {
	left := slices.Clone(serverFiles)
	module := os.DirFS(source)
	err := fs.WalkDir(module, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if i := slices.Index(left, name); i >= 0 {
			left = slices.Delete(left, i, i+1)
			return nil
		}
		if name != "go.mod" && (!strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go")) {
			return nil
		}
		content, err := fs.ReadFile(module, name)
		if err != nil {
			return err
		}
		return writeFile(dir, name, content)
	})
	if err != nil {
		return err
	}
	if len(left) > 0 {
		return fmt.Errorf("go-app has no %s: see which of its files are its server now", strings.Join(left, ", "))
	}
	return writeFile(dir, stubFile, stub)
}

func writeFile(dir, name string, content []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o666)
}
