package app

import (
	"go/ast"
	"go/token"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// TestEveryWordIsSaid reads the source of the views and follows what is shown
// to people back to where it comes from: through variables, parameters, fields
// and functions that return it. A literal at the end of that way must have gone
// through say, or nobody can translate it.
func TestEveryWordIsSaid(t *testing.T) {
	set, files := sourceFiles(t)
	l := &literals{t: t, set: set, sinks: map[string]bool{}, functions: map[string][]signature{}, fields: map[string][]string{}}
	for _, file := range files {
		l.declare(file)
	}
	// Each round may find more places that end up on the page.
	for known := -1; known < len(l.sinks); {
		known = len(l.sinks)
		for _, file := range files {
			l.read(file)
		}
	}
	if len(l.sinks) < 20 {
		t.Errorf("only %d ways onto the page were found", len(l.sinks))
	}
	for at, text := range l.found {
		t.Errorf("%s: %q is shown and does not go through say", set.Position(at), text)
	}
}

// notTranslated are literals that are the same in every language.
var notTranslated = map[string]bool{
	"CLS Error Explorer": true, // our name
	"3.0":                true,
	"中文":                 true, // the names of the languages, in themselves
	"English":            true,
	"Enter":              true, // names on keys
	"Esc":                true,
	"/e/":                true, // parts of addresses
	"?status=":           true,
	"Go":                 true, // the names of what we link
}

// borrowedNames matches the names of modules, their versions and their licences.
var borrowedNames = regexp.MustCompile(`^(github\.com/\S+|v\d+\.\d+\.\d+|MIT|BSD-3-Clause)$`)

// textArguments are go-app's and our own functions that show a text, with the
// argument that is it.
var textArguments = map[string]int{"txt": 1, "Text": 0, "Title": 0, "SetTitle": 0, "Alt": 0, "Placeholder": 0}

// textAttributes are the attributes that people read or hear.
var textAttributes = regexp.MustCompile(`^(placeholder|title|alt|label|(aria-)?(label|description|valuetext|roledescription|placeholder))$`)

// literals finds the string literals that reach the page. A sink is a way onto
// it, by name: "param f 1" is the second parameter of f, "return f" what f
// returns, "field x" a field, "var f x" a variable x in the function f.
type literals struct {
	t         *testing.T
	set       *token.FileSet
	sinks     map[string]bool
	functions map[string][]signature
	fields    map[string][]string // of a struct type, in order
	found     map[token.Pos]string
	function  string // the one that is read now
}

// A signature is what a function takes, and the declared function that its body
// belongs to: itself, or the one around a function value.
type signature struct {
	*ast.FuncType
	within string
}

// declare takes note of the functions and structs of a file.
func (l *literals) declare(file *ast.File) {
	within := ""
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			within = n.Name.Name
			l.functions[within] = append(l.functions[within], signature{n.Type, within})
		case *ast.AssignStmt: // f := func(…) …
			for i, value := range n.Rhs {
				if f, ok := value.(*ast.FuncLit); ok && i < len(n.Lhs) {
					if name, ok := n.Lhs[i].(*ast.Ident); ok {
						l.functions[name.Name] = append(l.functions[name.Name], signature{f.Type, within})
					}
				}
			}
		case *ast.TypeSpec:
			if s, ok := n.Type.(*ast.StructType); ok {
				for _, field := range s.Fields.List {
					for _, name := range field.Names {
						l.fields[n.Name.Name] = append(l.fields[n.Name.Name], name.Name)
					}
				}
			}
		}
		return true
	})
}

func (l *literals) read(file *ast.File) {
	if l.found == nil {
		l.found = map[token.Pos]string{}
	}
	for _, declaration := range file.Decls {
		l.function = ""
		if f, ok := declaration.(*ast.FuncDecl); ok {
			l.function = f.Name.Name
		}
		ast.Inspect(declaration, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				l.call(n)
			case *ast.AssignStmt:
				for i, value := range n.Rhs {
					if i < len(n.Lhs) && l.shown(n.Lhs[i]) {
						l.reach(value)
					}
				}
			case *ast.ValueSpec:
				for i, value := range n.Values {
					if l.shown(n.Names[i]) {
						l.reach(value)
					}
				}
			case *ast.ReturnStmt:
				if l.sinks["return "+l.function] {
					for _, value := range n.Results {
						l.reach(value)
					}
				}
			case *ast.CompositeLit:
				l.composite(n, "")
			}
			return true
		})
	}
}

// call looks at the arguments of a call that end up on the page.
func (l *literals) call(call *ast.CallExpr) {
	name := calledName(call)
	if i, ok := textArguments[name]; ok && i < len(call.Args) {
		l.reach(call.Args[i])
	}
	if (name == "Attr" || name == "Aria") && len(call.Args) == 2 {
		if lit, ok := call.Args[0].(*ast.BasicLit); ok && textAttributes.MatchString(unquote(l.t, lit)) {
			l.reach(call.Args[1])
		}
	}
	for i, arg := range call.Args {
		if l.sinks["param "+name+" "+string(rune('0'+i))] {
			l.reach(arg)
		}
	}
}

// composite looks at the fields of a struct that end up on the page. Elements of
// a list have no type of their own; they get that of the list.
func (l *literals) composite(lit *ast.CompositeLit, elementOf string) {
	name := elementOf
	switch kind := lit.Type.(type) {
	case *ast.Ident:
		name = kind.Name
	case *ast.ArrayType:
		if element, ok := kind.Elt.(*ast.Ident); ok {
			for _, e := range lit.Elts {
				if inner, ok := e.(*ast.CompositeLit); ok && inner.Type == nil {
					l.composite(inner, element.Name)
				}
			}
		}
		return
	}
	for i, e := range lit.Elts {
		field := ""
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				field = key.Name
			}
			e = pair.Value
		} else if i < len(l.fields[name]) {
			field = l.fields[name][i]
		}
		if l.sinks["field "+field] && len(l.fields[name]) > 0 && name+"."+field != "sample.text" {
			l.reach(e)
		}
	}
}

// shown reports whether what is assigned to x ends up on the page.
func (l *literals) shown(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return l.sinks["var "+l.function+" "+x.Name]
	case *ast.SelectorExpr:
		return x.Sel.Name == "announcement" || l.sinks["field "+x.Sel.Name]
	}
	return false
}

// reach follows x, which ends up on the page, one step back.
func (l *literals) reach(x ast.Expr) {
	switch x := x.(type) {
	case *ast.ParenExpr:
		l.reach(x.X)
	case *ast.BinaryExpr:
		l.reach(x.X)
		l.reach(x.Y)
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			text := unquote(l.t, x)
			if !borrowedNames.MatchString(text) && !notTranslated[strings.TrimSpace(strings.Trim(text, "· "))] && strings.ContainsFunc(text, unicode.IsLetter) {
				l.found[x.Pos()] = text
			}
		}
	case *ast.Ident:
		l.sinks["var "+l.function+" "+x.Name] = true
		l.parameter(x.Name)
	case *ast.SelectorExpr:
		if _, ours := x.X.(*ast.Ident); ours && l.isField(x.Sel.Name) {
			l.sinks["field "+x.Sel.Name] = true
		}
	case *ast.IndexExpr: // a table of words
		if name, ok := x.X.(*ast.Ident); ok && (strings.HasSuffix(name.Name, "Words") || strings.HasSuffix(name.Name, "Names")) {
			l.found[x.Pos()] = "an element of " + name.Name
		}
	case *ast.CallExpr:
		name := calledName(x)
		if spokenArguments[name] == nil && l.functions[name] != nil {
			l.sinks["return "+name] = true
		}
		if name == "Or" { // cmp.Or
			for _, arg := range x.Args {
				l.reach(arg)
			}
		}
	}
}

// parameter makes a parameter of the function that is read a sink, if name is
// one of its string parameters.
func (l *literals) parameter(name string) {
	for function, types := range l.functions {
		for _, f := range types {
			i := 0
			for _, field := range f.Params.List {
				kind, _ := field.Type.(*ast.Ident)
				for _, p := range field.Names {
					if p.Name == name && f.within == l.function && kind != nil && kind.Name == "string" {
						l.sinks["param "+function+" "+string(rune('0'+i))] = true
					}
					i++
				}
			}
		}
	}
}

func (l *literals) isField(name string) bool {
	for _, fields := range l.fields {
		for _, field := range fields {
			if field == name {
				return true
			}
		}
	}
	return false
}
