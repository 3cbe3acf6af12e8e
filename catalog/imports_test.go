package catalog_test

import (
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestImports keeps catalog and everything below it free of packages that would
// make the browser's download large or tie the code to one platform: nothing but
// the standard library and its own packages, neither the HTTP client nor
// text/template even indirectly, and no syscall/js of its own.
func TestImports(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("a browser cannot run the go command")
	}
	const own = "cls-error-explorer/catalog"
	for _, target := range []string{"GOOS=linux GOARCH=amd64", "GOOS=js GOARCH=wasm"} {
		t.Run(target, func(t *testing.T) {
			cmd := exec.Command("go", "list", "-deps",
				"-f", "{{.ImportPath}} {{.Standard}} {{range .Imports}} {{.}}{{end}}", "./...")
			cmd.Env = append(os.Environ(), strings.Fields(target)...)
			cmd.Stderr = os.Stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			seen := 0
			for line := range strings.Lines(string(out)) {
				fields := strings.Fields(line)
				path, standard, imports := fields[0], fields[1] == "true", fields[2:]
				if path == "net/http" || path == "text/template" {
					t.Errorf("%s is imported", path)
				}
				if standard {
					continue
				}
				if path != own && !strings.HasPrefix(path, own+"/") {
					t.Errorf("%s is imported", path)
				}
				if slices.Contains(imports, "syscall/js") {
					t.Errorf("%s imports syscall/js", path)
				}
				seen++
			}
			if seen == 0 {
				t.Errorf("go list named no package of %s", own)
			}
		})
	}
}
