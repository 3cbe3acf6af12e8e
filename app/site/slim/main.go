//go:build !js

// Command slim prepares the build of the wasm: it copies go-app without what the
// app never uses, and prints the name of a go.mod that uses the copy, for
//
//	GOOS=js GOARCH=wasm go build -modfile=$(go run ./app/site/slim)
//
// The linker drops functions that nobody calls, but not those that a table or an
// interface holds. So a go-app program carries a server for its pages (with
// net/http, crypto/tls and text/template), the encryption of stored values (with
// crypto/aes), regular expressions for its routes, and a library that makes ids
// (with crypto/sha1, crypto/md5 and database/sql/driver): 40 % of the least
// program. In the copy
//
//   - the files of leftOut are missing;
//   - files/app has what the rest of the package wants of them;
//   - files/prefix matches the pattern of our only route;
//   - files/uuid makes the ids.
//
// A plain go build, with the whole of go-app, makes an app that does the same; make
// with PLAIN=1 does that.
//
// The copy is in .cache/slim, in a folder named by the hash of everything it is
// made from, and it appears there in one step. So it is always whole, builds may
// run side by side, and equal sources give equal programs.
package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const (
	goApp = "github.com/maxence-charriere/go-app/v9"
	uuid  = "github.com/google/uuid"
)

var leftOut = []string{"pkg/app/http.go", "pkg/app/resource.go", "pkg/app/wasm.go", "pkg/app/crypto.go"}

// routeFile imports regexp, and nothing else of package app does.
const (
	routeFile = "pkg/app/route.go"
	ofRoute   = "\t\"regexp\"\n"
	ofCopy    = "\tregexp \"" + goApp + "/pkg/prefix\"\n"
)

// Each file ends with ".txt", so that it is no part of this module.
//
//go:embed files
var files embed.FS

// added says where in the copy the files of a folder go.
var added = map[string]string{"files/app": "go-app/pkg/app", "files/prefix": "go-app/pkg/prefix", "files/uuid": "uuid"}

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
	own, err := addedFiles()
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	fmt.Fprintf(hash, "formatted %q %q %q %q %q", goMod, goSum, own, leftOut, ofCopy) // %q prints a map in order
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
	if err := copySlim(filepath.Join(part, "go-app"), os.DirFS(source)); err != nil {
		return "", err
	}
	own["uuid/go.mod"] = []byte("module " + uuid + "\n")
	// The path in a replace directive is relative to the main module.
	own["go.mod"] = fmt.Appendf(goMod, "\nreplace (\n\t%s => ./%s/go-app\n\t%s => ./%s/uuid\n)\n", goApp, name, uuid, name)
	own["go.sum"] = goSum
	for file, content := range own {
		if err := writeFile(part, file, content); err != nil {
			return "", err
		}
	}
	if err := os.Rename(part, filepath.Join(root, name)); err != nil {
		if _, other := os.Stat(filepath.Join(root, modfile)); other != nil {
			return "", err
		} // else another build was faster
	}
	return modfile, nil
}

// addedFiles returns our own files by their names in the copy.
func addedFiles() (map[string][]byte, error) {
	own := map[string][]byte{}
	err := fs.WalkDir(files, "files", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := files.ReadFile(name)
		own[path.Join(added[path.Dir(name)], strings.TrimSuffix(path.Base(name), ".txt"))] = content
		return err
	})
	return own, err
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

// copySlim copies the Go files of module to dir, without tests and leftOut, and
// with the other import in routeFile.
func copySlim(dir string, module fs.FS) error {
	left := slices.Clone(leftOut)
	routed := false
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
		if name == routeFile {
			routed = bytes.Contains(content, []byte(ofRoute))
			content = bytes.Replace(content, []byte(ofRoute), []byte(ofCopy), 1)
		}
		if strings.HasSuffix(name, ".go") { // the other import is out of order, and go-app is not all formatted
			if content, err = format.Source(content); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return writeFile(dir, name, content)
	})
	switch {
	case err != nil:
		return err
	case len(left) > 0:
		return fmt.Errorf("this go-app has no %s: see where it has what is left out", strings.Join(left, ", "))
	case !routed:
		return fmt.Errorf("in this go-app %s imports no regexp: see what it matches routes with", routeFile)
	}
	return nil
}

func writeFile(dir, name string, content []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o666)
}
