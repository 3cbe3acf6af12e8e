// CLS Error Explorer tells which error of Tencent Cloud Log Service (CLS) a
// failed response is, what it means and what to do about it.
//
// The program has two lives. Compiled to WebAssembly it is the app: it takes
// over the page that loaded it. Compiled natively it exports the site, serves
// it, and decodes responses on the command line; see package site.
package main

import (
	"os"

	"cls-error-explorer/app"
	"cls-error-explorer/app/site"
)

func main() {
	if app.InBrowser {
		app.Run()
		return
	}
	os.Exit(site.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
