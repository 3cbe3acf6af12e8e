// The least a go-app program can be: the yardstick of the size budget and of the
// benchmarks in the browser.
package main

import "github.com/maxence-charriere/go-app/v9/pkg/app"

type hello struct{ app.Compo }

func (h *hello) Render() app.UI { return app.Div().Text("Hello") }

func main() {
	app.Route("/", &hello{})
	if app.IsClient {
		app.RunWhenOnBrowser()
		return
	}
	serve()
}
