//go:build !js

package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

const root = "../../.."

// module returns a folder with nothing but the project's go.mod and go.sum.
func module(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestPrepare(t *testing.T) {
	dir := module(t)
	// Builds side by side get one copy.
	const builds = 4
	type result struct {
		modfile string
		err     error
	}
	results := make(chan result)
	for range builds {
		go func() {
			modfile, err := prepare(dir)
			results <- result{modfile, err}
		}()
	}
	var modfile string
	for range builds {
		r := <-results
		if r.err != nil {
			t.Fatal(r.err)
		}
		if modfile != "" && r.modfile != modfile {
			t.Errorf("two names for one copy: %s and %s", modfile, r.modfile)
		}
		modfile = r.modfile
	}
	if found, err := filepath.Glob(filepath.Join(dir, ".cache", "slim", "*")); err != nil || len(found) != 1 {
		t.Errorf("in the folder of copies: %q (%v), want one copy", found, err)
	}

	copied := filepath.Join(dir, filepath.Dir(modfile))
	for _, name := range leftOut {
		if _, err := os.Stat(filepath.Join(copied, "go-app", name)); err == nil {
			t.Errorf("%s is in the copy", name)
		}
	}
	own, err := addedFiles()
	if err != nil || len(own) != len(added) {
		t.Errorf("%d files of ours (%v), want %d", len(own), err, len(added))
	}
	for name, want := range own {
		if content, err := os.ReadFile(filepath.Join(copied, name)); err != nil || !bytes.Equal(content, want) {
			t.Errorf("%s in the copy is not ours: %v", name, err)
		}
	}
	// make clean must be able to remove it: files of the module cache are
	// read-only, and a copy could be too.
	err = filepath.WalkDir(copied, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode()&0o200 == 0 {
			t.Errorf("%s is read-only", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}

	// Another go.mod makes another copy.
	changed := filepath.Join(dir, "go.mod")
	content, err := os.ReadFile(changed)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(changed, append(content, "// changed\n"...), 0o666); err != nil {
		t.Fatal(err)
	}
	if again, err := prepare(dir); err != nil || again == modfile {
		t.Errorf("after a change of go.mod: %s (%v), want another copy than before", again, err)
	}
}

// A go-app that is built otherwise must not go unnoticed.
func TestOtherGoApp(t *testing.T) {
	whole := fstest.MapFS{routeFile: {Data: []byte("import (\n" + ofRoute + ")\n")}}
	for _, name := range leftOut {
		whole[name] = &fstest.MapFile{}
	}
	if err := copySlim(t.TempDir(), whole); err != nil {
		t.Fatal(err)
	}
	for name := range whole {
		other := maps.Clone(whole)
		delete(other, name)
		if err := copySlim(t.TempDir(), other); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: error %v, want one that names it", name, err)
		}
	}
}

// What the copy is for: these are part of a plain build, and of no other.
func TestNotLinked(t *testing.T) {
	modfile, err := prepare(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		modfile string
		linked  bool
	}{{"go.mod", true}, {modfile, false}} {
		cmd := exec.Command("go", "list", "-modfile="+test.modfile, "-deps", ".")
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"net/http", "crypto/tls", "text/template", "crypto/aes", "regexp", "crypto/sha1"} {
			if linked := strings.Contains(string(out), "\n"+name+"\n"); linked != test.linked {
				t.Errorf("with %s, %s is part of the wasm: %t, want %t", test.modfile, name, linked, test.linked)
			}
		}
	}
}
