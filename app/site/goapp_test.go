//go:build !js

package site

import (
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Each case is a tree as a page builds it and the HTML that means the same.
func TestGoAppDialect(t *testing.T) {
	tests := []struct {
		name string
		tree goapp.UI
		want string
	}{
		{"text is escaped once", goapp.P().Text(`a < b & "c"`), `<p>a &lt; b &amp; &#34;c&#34;</p>`},
		{"quotes in an attribute", goapp.P().Title(`say "hi"`), `<p title="say &#34;hi&#34;"></p>`},
		{"signs of HTML in an attribute", goapp.P().Title(`<b> & </b>`), `<p title="&lt;b&gt; &amp; &lt;/b&gt;"></p>`},
		{"backslashes and breaks in an attribute", goapp.P().Title("a\\b\nc\td"), "<p title=\"a\\b\nc\td\"></p>"},
		{"other scripts in an attribute", goapp.P().Title("日志 \u200b ·"), "<p title=\"日志 \u200b ·\"></p>"},
		{"attributes are sorted", goapp.A().Rel("r").Href("/x").ID("i").Class("c"), `<a class="c" href="/x" id="i" rel="r"></a>`},
		{"true keeps its word", goapp.Button().Aria("expanded", true), `<button aria-expanded="true"></button>`},
		{"false keeps its word", goapp.Button().Aria("expanded", false), `<button aria-expanded="false"></button>`},
		{"on is bare", goapp.Input().Disabled(true), `<input disabled=""/>`},
		{"off is absent", goapp.Details().Open(false).Hidden(false), `<details></details>`},
		{"empty stays empty", goapp.Img().Alt("").Src("/x.png"), `<img alt="" src="/x.png"/>`},
		{"no blanks between words and elements", goapp.P().Body(goapp.Text("Press "), goapp.Kbd().Text("/"), goapp.Text(".")), `<p>Press <kbd>/</kbd>.</p>`},
		{"no blanks between elements", goapp.P().Body(goapp.B().Text("1"), goapp.I().Text("2")), `<p><b>1</b><i>2</i></p>`},
		{"own breaks stay", goapp.Pre().Body(goapp.Span().Text("a\n"), goapp.Text("\nb\n"), goapp.Span().Text("c")), "<pre><span>a\n</span>\nb\n<span>c</span></pre>"},
		{"own breaks in plain text stay", goapp.Pre().Text("a\nb\n"), "<pre>a\nb\n</pre>"},
		{"void elements", goapp.Div().Body(goapp.Br(), goapp.Hr()), `<div><br/><hr/></div>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			document, err := parseGoApp(goapp.HTMLString(test.tree))
			if err != nil {
				t.Fatal(err)
			}
			got, err := renderHTML(firstElement(document))
			if err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// What the exporter refuses, so that no page is broken without anybody noticing.
func TestGoAppRefused(t *testing.T) {
	tests := []struct {
		name string
		tree goapp.UI
		want string // in the error
	}{
		{"a block in a paragraph", goapp.Div().Body(goapp.P().Body(goapp.Div())), "<div> in <p>"},
		{"rows without a body", goapp.Table().Body(goapp.Tr().Body(goapp.Td())), "reads <tr> in <table>"},
		{"a link in a link", goapp.A().Body(goapp.B().Body(goapp.A())), "a browser"},
		{"an inline style", goapp.P().Style("color", "red"), "security policy"},
		{"a script", goapp.Div().Body(goapp.Script().Src("/x.js")), "security policy"},
		{"text escaped twice", goapp.P().Title("a &#34; b"), "already escaped"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			document, err := parseGoApp(goapp.HTMLString(test.tree))
			if err != nil {
				t.Fatal(err)
			}
			got, err := renderHTML(firstElement(document))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %s and error %v, want an error with %q", got, err, test.want)
			}
		})
	}
}

// What is not go-app's dialect is an error, never a guess.
func TestParseGoAppErrors(t *testing.T) {
	for _, src := range []string{
		"<div>", "</div>", "<div></p>", "<div", "<", "< >", "<div =x>", "<div id>x", "<div id=x></div>",
		`<div id="a></div>`, `<div id="a"b></div>`, "<div id='ab'></div>",
	} {
		if document, err := parseGoApp(src); err == nil {
			t.Errorf("%q is read as %v", src, document.FirstChild)
		}
	}
}
