package app

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What Help lists is what a plain build links, in the version that go.mod names,
// and licences.txt has the text of each licence, word by word.
func TestLicences(t *testing.T) {
	texts, err := os.ReadFile(".." + licenceTexts)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}", "..")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]borrowed{}
	for _, p := range borrowings() {
		listed[p.name] = p
	}
	signs := map[string]string{
		"MIT":          "Permission is hereby granted, free of charge",
		"BSD-3-Clause": "Neither the name of",
	}
	linked := map[string]bool{"Go": true} // the standard library is no module
	for module := range strings.Lines(string(out)) {
		fields := strings.Fields(module)
		if len(fields) != 3 || linked[fields[0]] {
			continue
		}
		name, version, dir := fields[0], fields[1], fields[2]
		linked[name] = true
		if listed[name].version != version {
			t.Errorf("%s %s is linked, listed is version %q", name, version, listed[name].version)
		}
		text, err := os.ReadFile(filepath.Join(dir, "LICENSE"))
		if err != nil {
			t.Fatal(err)
		}
		if sign := signs[listed[name].licence]; sign == "" || !strings.Contains(string(text), sign) {
			t.Errorf("%s is listed with the licence %q, which its text is not", name, listed[name].licence)
		}
		if !strings.Contains(string(texts), name+"\n\n"+strings.TrimSpace(string(text))+"\n") {
			t.Errorf("licences.txt does not have the licence of %s", name)
		}
	}
	for name := range listed {
		if !linked[name] {
			t.Errorf("%s is listed and not linked", name)
		}
	}
	if !strings.Contains(string(texts), "\nGo\n\nCopyright 2009 The Go Authors.") {
		t.Error("licences.txt does not have the licence of Go")
	}
}
