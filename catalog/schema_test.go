package catalog_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
)

// A schema is the part of a JSON Schema that data/schema.json uses to give the
// fields of a type.
type schema struct {
	Ref         string            `json:"$ref"`
	Defs        map[string]schema `json:"$defs"`
	Description string            `json:"description"`
	Type        string            `json:"type"`
	Required    []string          `json:"required"`
	Properties  map[string]schema `json:"properties"`
	Additional  *bool             `json:"additionalProperties"`
	Items       *schema           `json:"items"`
	Enum        []string          `json:"enum"`
}

func readSchema(t *testing.T) schema {
	t.Helper()
	text, err := os.ReadFile("data/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// resolve follows the references of s into the definitions of root.
func (s schema) resolve(t *testing.T, root schema) schema {
	t.Helper()
	for range len(root.Defs) + 1 {
		name, ok := strings.CutPrefix(s.Ref, "#/$defs/")
		if !ok {
			return s
		}
		if s, ok = root.Defs[name]; !ok {
			t.Fatalf("schema.json has no definition %q", name)
		}
	}
	t.Fatalf("schema.json: %s refers to itself", s.Ref)
	return s
}

// TestSchemaHasTheFieldsOfTheTypes walks schema.json and the Go types together:
// the same names, the same types, the same fields required.
func TestSchemaHasTheFieldsOfTheTypes(t *testing.T) {
	root := readSchema(t)
	checkSchema(t, root, root, "catalog", reflect.TypeFor[catalog.Catalog]())
}

func checkSchema(t *testing.T, root, s schema, path string, typ reflect.Type) {
	t.Helper()
	s = s.resolve(t, root)
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if want := map[reflect.Kind]string{
		reflect.Struct: "object", reflect.Slice: "array", reflect.Int: "integer", reflect.String: "string",
		reflect.Bool: "boolean",
	}[typ.Kind()]; s.Type != want && s.Enum == nil {
		t.Errorf("%s: the schema says type %q, Go has %s", path, s.Type, typ)
	}
	if typ.Kind() == reflect.Slice {
		if s.Items == nil {
			t.Errorf("%s: the schema has no items", path)
			return
		}
		checkSchema(t, root, *s.Items, path+"[]", typ.Elem())
		return
	}
	if typ.Kind() != reflect.Struct {
		return
	}
	if s.Additional == nil || *s.Additional {
		t.Errorf("%s: the schema allows other fields", path)
	}
	var required []string
	names := map[string]bool{}
	for field := range typ.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		names[name] = true
		if options != "omitempty" {
			required = append(required, name)
		}
		property, ok := s.Properties[name]
		if !ok {
			t.Errorf("%s.%s: missing in the schema", path, name)
			continue
		}
		if property.Description == "" {
			t.Errorf("%s.%s: no description in the schema", path, name)
		}
		checkSchema(t, root, property, path+"."+name, field.Type)
	}
	for name := range s.Properties {
		if !names[name] {
			t.Errorf("%s.%s: only in the schema", path, name)
		}
	}
	if !sameSet(s.Required, required) {
		t.Errorf("%s: the schema requires %q, Go %q", path, s.Required, required)
	}
}

// TestEnumerations checks that the constants of each enumeration, its values in
// schema.json and what Lint accepts are the same.
func TestEnumerations(t *testing.T) {
	defs := readSchema(t).Defs
	constants := stringConstants(t, "catalog.go")
	tests := []struct {
		name   string
		values []string // of the Go declarations
		schema []string
		set    func(e *catalog.Entry, value string)
	}{
		{"basis", constants["Basis"], defs["point"].Properties["basis"].Enum,
			func(e *catalog.Entry, v string) { e.Causes[0].Basis = catalog.Basis(v) }},
		{"retry.when", constants["RetryWhen"], defs["retry"].Properties["when"].Enum,
			func(e *catalog.Entry, v string) {
				e.Retry = catalog.Retry{When: catalog.RetryWhen(v), Note: "Wait."}
			}},
		{"who", constants["Who"], defs["entry"].Properties["who"].Enum,
			func(e *catalog.Entry, v string) { e.Who = catalog.Who(v) }},
		{"group", constants["Group"], defs["entry"].Properties["group"].Enum,
			func(e *catalog.Entry, v string) { e.Group = catalog.Group(v) }},
		{"resource", catalog.Resources, defs["entry"].Properties["resource"].Enum,
			func(e *catalog.Entry, v string) { e.Resource = v }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if len(test.values) == 0 {
				t.Fatal("no Go constants found")
			}
			if !sameSet(test.values, test.schema) {
				t.Errorf("Go has %q, schema.json %q", test.values, test.schema)
			}
			for _, value := range test.values {
				for _, p := range soundCatalog(func(c *catalog.Catalog) { test.set(&c.Entries[0], value) }).Lint() {
					t.Errorf("%q: %s", value, p)
				}
			}
		})
	}
}

// TestStyleGuideNamesEveryField checks that data/README.md explains each field
// and each value.
func TestStyleGuideNamesEveryField(t *testing.T) {
	text, err := os.ReadFile("data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for def, s := range readSchema(t).Defs {
		for name, property := range s.Properties {
			for _, word := range append(property.Enum, name) {
				if !strings.Contains(string(text), "`"+word+"`") && !strings.Contains(string(text), "."+word+"`") {
					t.Errorf("README.md does not explain %q of %s", word, def)
				}
			}
		}
	}
}

// stringConstants returns the values of the typed string constants that a Go
// file declares, by type.
func stringConstants(t *testing.T, file string) map[string][]string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string][]string{}
	for node := range ast.Preorder(parsed) {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			continue
		}
		typ, ok := spec.Type.(*ast.Ident)
		if !ok {
			continue
		}
		for _, value := range spec.Values {
			if literal, ok := value.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				text, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				values[typ.Name] = append(values[typ.Name], text)
			}
		}
	}
	return values
}

func sameSet(a, b []string) bool {
	set := func(list []string) map[string]int {
		count := map[string]int{}
		for _, s := range list {
			count[s]++
		}
		return count
	}
	return maps.Equal(set(a), set(b)) && len(slices.Compact(slices.Sorted(slices.Values(a)))) == len(a)
}
