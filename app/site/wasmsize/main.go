//go:build !js

// Command wasmsize says what a wasm is made of: the bytes of code of every
// package, largest first, and of everything that is not code.
//
//	wasmsize [-package PATH] FILE PACKAGES
//
// FILE is linked without -s, so that it holds the names of its functions.
// PACKAGES holds the import paths of its packages, one a line, as go list -deps
// prints them. With -package the functions of that package are listed instead.
//
// What a generic function was compiled to counts for the package that declares
// it. Data is one sum: a wasm does not say whose a string or a table is.
package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
)

func main() {
	only := flag.String("package", "", "")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: wasmsize [-package PATH] FILE PACKAGES")
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Arg(0), flag.Arg(1), *only); err != nil {
		fmt.Fprintln(os.Stderr, "wasmsize:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, file, packages, only string) error {
	wasm, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	list, err := os.ReadFile(packages)
	if err != nil {
		return err
	}
	m, err := parse(wasm)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	owner := newOwners(strings.Fields(string(list)))
	sums := map[string]int{}
	total := 0
	for _, f := range m.functions {
		path := owner.of(f.name)
		total += f.size
		switch only {
		case "":
			sums[path] += f.size
		case path:
			sums[f.name] += f.size
		}
	}
	for _, name := range slices.SortedFunc(maps.Keys(sums), func(a, b string) int {
		return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b))
	}) {
		line(w, sums[name], name)
	}
	if only == "" {
		line(w, total, "code")
		line(w, m.data, "data")
		line(w, len(wasm)-total-m.data-m.names, "the rest")
		line(w, m.names, "names of functions, which are not shipped")
	}
	return nil
}

func line(w io.Writer, size int, what string) { fmt.Fprintf(w, "%10d  %s\n", size, what) }

// A module is what we want to know of a wasm.
type module struct {
	functions   []function
	data, names int // bytes of these sections
}

type function struct {
	name string
	size int // bytes of code
}

// Sections of a wasm, by their numbers.
const (
	sectionCustom = 0
	sectionImport = 2
	sectionCode   = 10
	sectionData   = 11
)

var errFormat = errors.New("no wasm, or a damaged one")

func parse(wasm []byte) (*module, error) {
	rest, ok := bytes.CutPrefix(wasm, []byte("\x00asm\x01\x00\x00\x00"))
	if !ok {
		return nil, errFormat
	}
	m := &module{}
	var imports int
	var names map[int]string
	r := reader{rest}
	for len(r.rest) > 0 && !r.failed() {
		id := r.byte()
		section := reader{r.bytes()}
		switch id {
		case sectionImport:
			imports = section.number() // Go imports nothing but functions
		case sectionCode:
			for range section.number() {
				m.functions = append(m.functions, function{size: len(section.bytes())})
			}
		case sectionData:
			m.data = len(section.rest)
		case sectionCustom:
			size := len(section.rest)
			if string(section.bytes()) == "name" {
				m.names = size
				names = section.names()
			}
		}
		if section.failed() {
			return nil, errFormat
		}
	}
	if r.failed() {
		return nil, errFormat
	}
	if names == nil {
		return nil, errors.New("no names of functions: link without -s")
	}
	for i := range m.functions {
		m.functions[i].name = names[imports+i]
	}
	return m, nil
}

// A reader takes values off the front of rest. After a failure rest is nil and
// every value is zero.
type reader struct{ rest []byte }

func (r *reader) failed() bool { return r.rest == nil }

func (r *reader) byte() byte { return append(r.take(1), 0)[0] }

func (r *reader) number() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > 1<<31 {
		r.rest = nil
		return 0
	}
	r.take(size)
	return int(n)
}

// bytes returns what a length and as many bytes encode.
func (r *reader) bytes() []byte { return r.take(r.number()) }

func (r *reader) take(n int) []byte {
	if n > len(r.rest) {
		r.rest = nil
		return nil
	}
	taken := r.rest[:n:n]
	r.rest = r.rest[n:]
	return taken
}

// names reads the section of that name, as far as it is about functions.
func (r *reader) names() map[int]string {
	const functions = 1
	names := map[int]string{}
	for len(r.rest) > 0 {
		kind, part := r.byte(), reader{r.bytes()}
		if kind != functions {
			continue
		}
		for range part.number() {
			index := part.number()
			names[index] = string(part.bytes())
		}
	}
	return names
}

// owners finds the package of a function.
type owners map[string]string // by import path as the linker writes it

// unwritten is what the linker replaces in names.
var unwritten = regexp.MustCompile(`[^\w.]`)

func newOwners(packages []string) owners {
	o := owners{}
	for _, path := range packages {
		// Within the last element of a path the compiler escapes dots.
		dir, base := path[:strings.LastIndex(path, "/")+1], path[strings.LastIndex(path, "/")+1:]
		o[unwritten.ReplaceAllString(dir+strings.ReplaceAll(base, ".", "%2e"), "_")] = path
	}
	o["main"] = "main"
	return o
}

func (o owners) of(name string) string {
	found := "(the compiler and the linker)"
	for i, c := range name {
		if c != '.' {
			continue
		}
		if path, ok := o[name[:i]]; ok {
			found = path // the longest path wins
		}
	}
	return found
}
