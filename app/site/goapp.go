//go:build !js

package site

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"
)

// This file turns what go-app prints for a page into HTML that means the same.
//
// go-app v9.8.0 prints its tree in a dialect that looks like HTML but is not:
//
//   - Attribute values are quoted as Go strings, not escaped as HTML: a double
//     quote in a title ends the attribute and tears the page apart.
//   - The value "true" is left out, so aria-expanded="true" becomes a bare
//     aria-expanded, which means nothing.
//   - A boolean attribute that is off is printed as hidden="false", which
//     browsers read as on.
//   - Among several children, line breaks are added that the tree does not
//     have; between words and inline elements they show as blanks, and the
//     page would move when the app takes over.
//   - Attributes come in random order, so no two exports would be equal.
//
// The dialect itself is strict, so it is read as what it is: [parseGoApp] gets
// the tree back, and html.Render prints it properly. Pages therefore hand
// go-app plain, unescaped text.

// renderRoot returns the HTML of the element that go-app renders for path, the
// one that the app replaces when it starts.
func renderRoot(handler http.Handler, path string) (string, error) {
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	if answer.Code != http.StatusOK {
		return "", fmt.Errorf("go-app answers with status %d", answer.Code)
	}
	document, err := parseGoApp(answer.Body.String())
	if err != nil {
		return "", fmt.Errorf("reading go-app's output: %w", err)
	}
	// go-app replaces the first element of body, whatever it is.
	root := firstElement(find(document, "body"))
	if root == nil || attribute(root, "id") == "app-wasm-loader" {
		return "", fmt.Errorf("the page is empty")
	}
	root.Parent.RemoveChild(root)
	return renderHTML(root)
}

// resources tells go-app where the files of the site are. go-app puts the
// prefix before /web/ addresses only.
type resources struct{ prefix string }

func (r resources) Package() string { return r.prefix }
func (r resources) Static() string  { return r.prefix }
func (r resources) AppWASM() string { return r.prefix + "/web/app.wasm" }

func newGoApp(prefix, version string) http.Handler {
	return &goapp.Handler{Resources: resources{prefix}, Version: version}
}

// parseGoApp reads a document as go-app prints it.
func parseGoApp(src string) (*html.Node, error) {
	document := &html.Node{Type: html.DocumentNode}
	open := document
	src = strings.TrimPrefix(src, "<!DOCTYPE html>")
	for src != "" {
		switch {
		case strings.HasPrefix(src, "</"):
			name, rest, _ := strings.Cut(src[2:], ">")
			if open.Data != name || open.Parent == nil {
				return nil, fmt.Errorf("</%s> closes <%s>", name, open.Data)
			}
			dropAddedBreaks(open)
			open, src = open.Parent, rest
		case src[0] == '<':
			element, rest, err := parseTag(src)
			if err != nil {
				return nil, err
			}
			open.AppendChild(element)
			if !voidElements[element.Data] {
				open = element
			}
			src = rest
		default:
			end := strings.IndexByte(src, '<')
			if end < 0 {
				end = len(src)
			}
			open.AppendChild(&html.Node{Type: html.TextNode, Data: html.UnescapeString(src[:end])})
			src = src[end:]
		}
	}
	if open != document {
		return nil, fmt.Errorf("<%s> is not closed", open.Data)
	}
	return document, nil
}

// parseTag reads the opening tag that src starts with.
func parseTag(src string) (element *html.Node, rest string, err error) {
	end := strings.IndexAny(src, " >")
	if end < 2 {
		return nil, "", fmt.Errorf("no tag: %.40q", src)
	}
	element = &html.Node{Type: html.ElementNode, Data: src[1:end]}
	rest = src[end:]
	for strings.HasPrefix(rest, " ") {
		end := strings.IndexAny(rest[1:], "= >")
		if end < 1 {
			return nil, "", fmt.Errorf("<%s>: no attribute: %.40q", element.Data, rest)
		}
		a := html.Attribute{Key: rest[1 : 1+end]}
		rest = rest[1+end:]
		bare := true
		if strings.HasPrefix(rest, "=") {
			quoted, err := strconv.QuotedPrefix(rest[1:])
			if err != nil {
				return nil, "", fmt.Errorf("<%s %s>: value is not quoted: %.40q", element.Data, a.Key, rest[1:])
			}
			if a.Val, err = strconv.Unquote(quoted); err != nil {
				return nil, "", fmt.Errorf("<%s %s>: %w", element.Data, a.Key, err)
			}
			bare, rest = false, rest[1+len(quoted):]
		}
		switch {
		case bare && trueOrFalse[a.Key]:
			a.Val = "true"
		case onOrOff[a.Key] && a.Val == "false":
			continue
		}
		element.Attr = append(element.Attr, a)
	}
	if !strings.HasPrefix(rest, ">") {
		return nil, "", fmt.Errorf("<%s> does not end: %.40q", element.Data, rest)
	}
	slices.SortFunc(element.Attr, func(a, b html.Attribute) int { return cmp.Compare(a.Key, b.Key) })
	return element, rest[1:], nil
}

// dropAddedBreaks removes the line breaks that go-app adds around each of
// several children. An element that holds text only is left alone: there they
// cannot be told from its own.
func dropAddedBreaks(parent *html.Node) {
	if firstElement(parent) == nil {
		return
	}
	for child := parent.FirstChild; child != nil; {
		next := child.NextSibling
		if child.Type == html.TextNode {
			child.Data = strings.TrimSuffix(strings.TrimPrefix(child.Data, "\n"), "\n")
			if child.Data == "" {
				parent.RemoveChild(child)
			}
		}
		child = next
	}
}

var (
	// voidElements never have a closing tag.
	voidElements = set("area base br col embed hr img input link meta param source track wbr")

	// trueOrFalse are the attributes whose value is the word "true" or "false".
	trueOrFalse = set(`aria-atomic aria-busy aria-checked aria-current aria-disabled aria-expanded
		aria-haspopup aria-hidden aria-invalid aria-modal aria-multiline aria-multiselectable
		aria-pressed aria-readonly aria-required aria-selected contenteditable draggable spellcheck`)

	// onOrOff are the attributes that are on when present, whatever the value.
	onOrOff = set(`async autofocus autoplay checked controls default defer disabled hidden inert
		ismap loop multiple muted novalidate open readonly required reversed selected`)
)

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(names) {
		m[name] = true
	}
	return m
}
