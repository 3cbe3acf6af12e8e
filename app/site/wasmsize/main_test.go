//go:build !js

package main

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// section returns a section, or anything else that is written as a length and as
// many bytes after the byte id.
func section(id byte, content string) string {
	return string(rune(id)) + text(content)
}

func text(s string) string { return string(binary.AppendUvarint(nil, uint64(len(s)))) + s }

// sample is a wasm with one imported function and four of its own.
var sample = "\x00asm\x01\x00\x00\x00" +
	section(sectionImport, "\x01"+text("gojs")+text("wasmExit")+"\x00\x00") +
	section(sectionCode, "\x04"+text("12345")+text("1234567")+text("123")+text("1")) +
	section(sectionData, "some data") +
	section(sectionCustom, text("name")+section(1, "\x05"+
		"\x00"+text("wasmExit")+
		"\x01"+text("example.org_a_b_v2.__T_.f")+
		"\x02"+text("gopkg.in_yaml_2ev3.f")+
		"\x03"+text("example.org_a_b_v2.init")+
		"\x04"+text("type_.eq.x"))+
		section(2, "local names, which we skip")) +
	section(sectionCustom, text("producers"))

const packages = "example.org/a-b/v2\nexample.org/a-b\ngopkg.in/yaml.v3\n"

func TestRun(t *testing.T) {
	dir := t.TempDir()
	wasm, list := filepath.Join(dir, "a.wasm"), filepath.Join(dir, "packages")
	for file, content := range map[string]string{
		wasm: sample,
		list: packages,
	} {
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ only, want string }{
		{"", "8 example.org/a-b/v2\n7 gopkg.in/yaml.v3\n1 (the compiler and the linker)\n" +
			"16 code\n9 data\n51 the rest\n132 names of functions, which are not shipped\n"},
		{"example.org/a-b/v2", "5 example.org_a_b_v2.__T_.f\n3 example.org_a_b_v2.init\n"},
	} {
		var b strings.Builder
		if err := run(&b, wasm, list, test.only); err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for line := range strings.Lines(b.String()) {
			size, what, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
			got.WriteString(size + " " + strings.TrimLeft(what, " "))
		}
		if got.String() != test.want {
			t.Errorf("of %q:\n%swant\n%s", test.only, got.String(), test.want)
		}
	}
}

// A wasm that is cut anywhere is an error.
func TestParseErrors(t *testing.T) {
	end := strings.Index(sample, "local names")
	for i := range end {
		if _, err := parse([]byte(sample[:i])); err == nil {
			t.Errorf("the first %d bytes are read", i)
		}
	}
}
