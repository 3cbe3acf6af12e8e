//go:build !js

package site

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// renderHTML prints the tree and makes sure that a browser reads the same tree
// back: no element that the parser would move, close early or add.
func renderHTML(root *html.Node) (string, error) {
	if err := checkPolicy(root); err != nil {
		return "", err
	}
	var b strings.Builder
	if err := html.Render(&b, root); err != nil {
		return "", err
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	read, err := html.ParseFragment(strings.NewReader(b.String()), body)
	if err != nil {
		return "", err
	}
	if len(read) != 1 {
		return "", fmt.Errorf("a browser reads the page's root as %d nodes", len(read))
	}
	if err := checkSame(root, read[0]); err != nil {
		return "", err
	}
	return b.String(), nil
}

// escaped matches what a value holds that was escaped before go-app got it.
var escaped = regexp.MustCompile(`&(amp|lt|gt|quot|#[0-9]+);`)

// checkPolicy refuses what the content security policy would block, and
// attributes that were escaped although that is done here.
func checkPolicy(n *html.Node) error {
	if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style") {
		return fmt.Errorf("<%s> in a page: the content security policy blocks it", n.Data)
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			return fmt.Errorf("<%s %s>: the content security policy blocks it; use a class or a handler", n.Data, a.Key)
		}
		if escaped.MatchString(a.Val) {
			return fmt.Errorf("<%s %s=%q>: already escaped; hand go-app the plain text", n.Data, a.Key, a.Val)
		}
	}
	for child := range n.ChildNodes() {
		if err := checkPolicy(child); err != nil {
			return err
		}
	}
	return nil
}

// checkSame reports the first place where a browser reads something else.
func checkSame(want, got *html.Node) error {
	if got == nil || want.Type != got.Type || want.Data != got.Data {
		return fmt.Errorf("a browser reads %s as %s", describe(want), describe(got))
	}
	w, g := want.FirstChild, got.FirstChild
	for ; w != nil; w, g = w.NextSibling, next(g) {
		if err := checkSame(w, g); err != nil {
			return err
		}
	}
	if g != nil {
		return fmt.Errorf("a browser adds %s to %s", describe(g), describe(want))
	}
	return nil
}

func next(n *html.Node) *html.Node {
	if n == nil {
		return nil
	}
	return n.NextSibling
}

func describe(n *html.Node) string {
	switch {
	case n == nil:
		return "nothing"
	case n.Type == html.TextNode:
		return fmt.Sprintf("the text %.40q", n.Data)
	case n.Parent != nil:
		return fmt.Sprintf("<%s> in <%s>", n.Data, n.Parent.Data)
	}
	return "<" + n.Data + ">"
}

// find returns the first element called name in or below n, or nil.
func find(n *html.Node, name string) *html.Node {
	for child := range n.Descendants() {
		if child.Type == html.ElementNode && child.Data == name {
			return child
		}
	}
	return nil
}

// firstElement returns the first child element of n, or nil.
func firstElement(n *html.Node) *html.Node {
	if n == nil {
		return nil
	}
	for child := range n.ChildNodes() {
		if child.Type == html.ElementNode {
			return child
		}
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
