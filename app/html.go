package app

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// The views are made of three functions instead of go-app's hundred. go-app has
// a Go type for every HTML element, each with a hundred setters of its own, and
// a chain of setters is a lot of code; one type, and one call for what nearly
// every element has, took 6 % off the wasm.

// el returns an HTML element. selector names it with its classes, as in CSS:
// "p.note.note-withdrawn".
func el(selector string, children ...app.UI) app.HTMLElem {
	tag, classes, _ := strings.Cut(selector, ".")
	element := app.Elem(tag).Body(children...)
	if classes != "" {
		element.Class(strings.ReplaceAll(classes, ".", " "))
	}
	return element
}

// txt returns an HTML element that holds text.
func txt(selector, text string) app.HTMLElem { return el(selector, app.Text(text)) }

// void returns an HTML element that has no content.
func void(selector string) app.HTMLElemSelfClosing {
	tag, classes, _ := strings.Cut(selector, ".")
	return app.ElemSelfClosing(tag).Class(strings.ReplaceAll(classes, ".", " "))
}
