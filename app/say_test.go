package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
)

// inChinese makes the interface speak Chinese until t ends.
func inChinese(t *testing.T) {
	t.Helper()
	if err := speak(chinese, ChineseWords); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { speak(english, nil) })
}

// sourceFiles returns the parsed files of the package, without its tests.
func sourceFiles(t *testing.T) (*token.FileSet, []*ast.File) {
	t.Helper()
	set := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return set, files
}

// keysInSource returns the English words that the views say, with where each
// stands: the literals that say and its kin get, and the values of the tables
// whose name ends in Words or Names.
func keysInSource(t *testing.T) map[string]string {
	t.Helper()
	set, files := sourceFiles(t)
	keys := map[string]string{}
	add := func(n ast.Expr) {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			keys[unquote(t, lit)] = set.Position(lit.Pos()).String()
		}
	}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				for _, i := range spokenArguments[calledName(n)] {
					add(n.Args[i])
				}
			case *ast.ValueSpec:
				if !isVocabulary(n) {
					return true
				}
				for _, value := range n.Values {
					if table, ok := value.(*ast.CompositeLit); ok {
						for _, element := range table.Elts {
							add(element.(*ast.KeyValueExpr).Value)
						}
					}
				}
			}
			return true
		})
	}
	return keys
}

// spokenArguments are the functions that translate, with the arguments that are
// English words.
var spokenArguments = map[string][]int{"say": {0}, "sayf": {0}, "sayn": {1, 2}}

// isVocabulary reports whether a declaration is a table of interface words.
func isVocabulary(spec *ast.ValueSpec) bool {
	name := spec.Names[0].Name
	return strings.HasSuffix(name, "Words") || strings.HasSuffix(name, "Names")
}

// calledName returns the name of what is called: "say", "Text" of x.Text.
func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func unquote(t *testing.T, lit *ast.BasicLit) string {
	t.Helper()
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// keysInData returns what the views say of the catalogs besides their entries.
func keysInData() map[string]string {
	keys := map[string]string{}
	for _, c := range catalog.Default() {
		keys[c.Name], keys[c.About] = "the catalog "+c.ID, "the catalog "+c.ID
		for _, e := range c.Editions {
			if e.Note != "" {
				keys[e.Note] = "the edition " + e.ID
			}
		}
	}
	return keys
}

// keysInDecoder returns what the notes of the decoder are made of: its sentences,
// and the values of tables of decode.Words.
func keysInDecoder(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("../catalog/decode/*.go")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		add := func(n ast.Node) {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				keys[unquote(t, lit)] = name
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if sentence.MatchString(n.Value) {
					add(n)
				}
			case *ast.ValueSpec:
				switch n.Names[0].Name {
				case "someGateway":
					add(n.Values[0])
				case "vendorNames":
					for _, vendor := range n.Values[0].(*ast.CompositeLit).Elts {
						add(vendor.(*ast.KeyValueExpr).Value)
					}
				case "failures":
					for _, client := range n.Values[0].(*ast.CompositeLit).Elts {
						for _, failure := range client.(*ast.KeyValueExpr).Value.(*ast.CompositeLit).Elts {
							add(failure.(*ast.KeyValueExpr).Value)
						}
					}
				}
			}
			return true
		})
	}
	if len(keys) < 60 {
		t.Errorf("only %d sentences were found in the decoder", len(keys))
	}
	return keys
}

// sentence is a string literal that is one.
var sentence = regexp.MustCompile(`^"(?:[A-Z%]|and|cast).* .*\."$`)

// keysInBoot returns the words that boot.js says, of the app that stopped.
func keysInBoot(t *testing.T) map[string]string {
	t.Helper()
	const path = "../web/boot.js"
	script, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	for _, m := range regexp.MustCompile(`\btranslated\("([^"]+)"\)`).FindAllSubmatch(script, -1) {
		keys[string(m[1])] = path
	}
	if len(keys) == 0 {
		t.Errorf("no words were found in %s", path)
	}
	return keys
}

// neededKeys returns all English words that have to be in the table.
func neededKeys(t *testing.T) map[string]string {
	keys := keysInSource(t)
	maps.Copy(keys, keysInData())
	maps.Copy(keys, keysInDecoder(t))
	maps.Copy(keys, keysInBoot(t))
	return keys
}

func chineseTable(t *testing.T) map[string]string {
	t.Helper()
	table := map[string]string{}
	if err := json.Unmarshal(ChineseWords, &table); err != nil {
		t.Fatal(err)
	}
	return table
}

func TestEveryWordHasATranslation(t *testing.T) {
	table, needed := chineseTable(t), neededKeys(t)
	if len(needed) < 100 {
		t.Fatalf("only %d words were found in the source", len(needed))
	}
	for _, key := range slices.Sorted(maps.Keys(needed)) {
		if strings.TrimSpace(table[key]) == "" {
			t.Errorf("%s: zh.json has no %q", needed[key], key)
		}
	}
}

func TestEveryTranslationIsUsed(t *testing.T) {
	needed := neededKeys(t)
	for _, key := range slices.Sorted(maps.Keys(chineseTable(t))) {
		if needed[key] == "" {
			t.Errorf("zh.json translates %q, which nothing says", key)
		}
	}
}

func TestTranslationsStandOnce(t *testing.T) {
	seen := map[string]bool{}
	d := json.NewDecoder(bytes.NewReader(ChineseWords))
	for isKey := false; ; isKey = !isKey {
		token, err := d.Token()
		if err != nil {
			break
		}
		if key, ok := token.(string); ok && isKey {
			if seen[key] {
				t.Errorf("%q stands twice", key)
			}
			seen[key] = true
		}
	}
	if len(seen) != len(chineseTable(t)) {
		t.Errorf("%d keys were read, want %d", len(seen), len(chineseTable(t)))
	}
}

// verb is one verb of a format, with the index of its value if it names that.
var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([a-z%])|\{\d\}`)

// verbs returns what a format does with its values, whatever their order.
func verbs(format string) string {
	var list []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "" { // a place for an element
			list = append(list, m[0])
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		list = append(list, fmt.Sprint(next, m[2]))
		next++
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func TestTranslationsTakeTheSameValues(t *testing.T) {
	for key, said := range chineseTable(t) {
		if want, got := verbs(key), verbs(said); got != want {
			t.Errorf("%q takes %s, %q takes %s", key, want, said, got)
		}
	}
	for _, test := range []struct{ format, want string }{
		{"%d of %s", "1d 2s"},
		{"%[2]s: %[1]d", "1d 2s"},
		{"{1} after {0}, 5 %%", "1% {0} {1}"},
	} {
		if got := verbs(test.format); got != test.want {
			t.Errorf("verbs of %q are %q, want %q", test.format, got, test.want)
		}
	}
}
