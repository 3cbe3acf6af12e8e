package decode_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"cls-error-explorer/catalog/decode"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A golden file is a txtar archive. Its comment says what the case is about.
// The file "input" is the paste, without its last line break; "input.quoted" is
// one as a Go string, for bytes that an editor would not show. The file
// "report.json" is the report, and "text" shows in words what the offsets of
// the report point at.
func TestGolden(t *testing.T) {
	for _, file := range goldenFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, input := readGolden(t, file)
			if len(bytes.TrimSpace(archive.Comment)) == 0 {
				t.Error("no description")
			}
			report := decode.Text(input, decode.Options{})
			want := []txtar.File{archive.Files[0],
				{Name: "report.json", Data: report.JSON()},
				{Name: "text", Data: inWords(report, input)},
			}
			if *update {
				archive.Files = want
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(archive.Files) != len(want) {
				t.Fatalf("%d files, want input, report.json and text", len(archive.Files))
			}
			for i, f := range archive.Files[1:] {
				if w := want[i+1]; f.Name != w.Name || !bytes.Equal(f.Data, w.Data) {
					t.Errorf("%s:\n%s\nthe golden file has %s:\n%s", w.Name, w.Data, f.Name, f.Data)
				}
			}
		})
	}
}

// inWords shows what the offsets of a report point at.
func inWords(r decode.Report, input []byte) []byte {
	var b bytes.Buffer
	for i, f := range r.Findings {
		for _, e := range f.Evidence {
			fmt.Fprintf(&b, "%d %s: %q\n", i+1, e.Field, input[e.Start:e.End])
		}
	}
	for _, x := range r.Redactions {
		fmt.Fprintf(&b, "%s: %q\n", x.Placeholder, input[x.Start:x.End])
	}
	for _, x := range r.Remainder {
		fmt.Fprintf(&b, "remainder: %q\n", input[x.Start:x.End])
	}
	return b.Bytes()
}

func goldenFiles(t testing.TB) []string {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	return files
}

func readGolden(t testing.TB, file string) (archive *txtar.Archive, input []byte) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) == 0 {
		t.Fatalf("%s: no input", file)
	}
	switch f := archive.Files[0]; f.Name {
	case "input":
		return archive, bytes.TrimSuffix(f.Data, []byte("\n"))
	case "input.quoted":
		text, err := strconv.Unquote(strings.TrimSpace(string(f.Data)))
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		return archive, []byte(text)
	}
	t.Fatalf("%s: the first file must be input or input.quoted", file)
	return nil, nil
}
