//go:build !js

package site

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func readRecipe(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("recipes", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The recipes send the headers that serve sends, all of them and no others.
func TestRecipesSendTheHeaders(t *testing.T) {
	for name, form := range map[string]string{
		"nginx.conf": "\t\tadd_header %s \"%s\" always;\n",
		"Caddyfile":  "\t\t%s \"%s\"\n",
	} {
		recipe := readRecipe(t, name)
		var all strings.Builder
		for _, h := range headers {
			fmt.Fprintf(&all, form, h[0], h[1])
		}
		if !strings.Contains(recipe, all.String()) {
			t.Errorf("%s does not hold:\n%s", name, all.String())
		}
	}
	if n := strings.Count(readRecipe(t, "nginx.conf"), "add_header"); n != len(headers) {
		t.Errorf("nginx.conf adds %d headers, want %d", n, len(headers))
	}
}

// The script for object storage runs here with a command in the place of aws that
// notes what it was told. What is uploaded has the types that serve sends.
func TestObjectStorageRecipe(t *testing.T) {
	folder := export(t, Options{Source: project(t), Origin: "https://errors.example.org"})
	dir := t.TempDir()
	if err := folder.write(filepath.Join(dir, "site")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "aws"), "#!/bin/sh\nIFS='|'\necho \"$*\"\n")
	if err := os.Chmod(filepath.Join(dir, "aws"), 0o777); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "recipes/object-storage.sh", filepath.Join(dir, "site"), "s3://bucket")
	cmd.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &stderr)
	}
	var want []string
	for name := range folder {
		if isCompressedForm(folder, name) || name == "_headers" {
			continue
		}
		file, encoding := name, ""
		if folder[name+".gz"] != nil {
			file, encoding = name+".gz", "|--content-encoding|gzip"
		}
		want = append(want, fmt.Sprintf("s3|cp|%s|s3://bucket/%s|--content-type|%s|--cache-control|no-cache%s",
			filepath.Join(dir, "site", file), name, contentType(name), encoding))
	}
	got := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if last := got[len(got)-1]; !strings.Contains(last, "s3://bucket/sw.js|") {
		t.Errorf("the last upload is %s, want the worker", last)
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("uploaded: %s", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("not uploaded: %s", line)
		}
	}
}

// Every option and target that the recipes use exists.
func TestRecipesUseWhatIsThere(t *testing.T) {
	for _, name := range []string{"README.md", "nginx.conf", "Caddyfile", "github-pages.yml", "object-storage.sh"} {
		recipe := readRecipe(t, name)
		for _, word := range []string{"-prefix", "-origin"} {
			if !strings.Contains(recipe, word) {
				t.Errorf("%s does not mention %s", name, word)
			}
		}
	}
	for _, flag := range []string{"-out", "-prefix", "-origin"} {
		if !strings.Contains(exportCommand.usage, flag) {
			t.Errorf("export has no %s", flag)
		}
	}
}
