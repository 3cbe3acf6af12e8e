package app

import (
	"runtime"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// licenceTexts is the path of the file with the texts of the licences.
const licenceTexts = "/web/licences.txt"

// A borrowed thing is somebody else's work in the app.
type borrowed struct{ name, version, licence, url string }

// borrowings returns what a plain build links besides this project. A test compares
// it, and the texts of the licences, with what is linked.
func borrowings() []borrowed {
	return []borrowed{
		{"Go", runtime.Version(), "BSD-3-Clause", "https://go.dev"},
		{"github.com/maxence-charriere/go-app/v9", "v9.8.0", "MIT", "https://go-app.dev"},
		{"github.com/google/uuid", "v1.6.0", "BSD-3-Clause", "https://github.com/google/uuid"},
	}
}

func borrowingList() app.UI {
	var items []app.UI
	for _, p := range borrowings() {
		items = append(items, inEnglish(el("li",
			el("a").Attr("href", p.url).Attr("rel", "noopener noreferrer").Text(p.name),
			app.Text(" "+p.version+", "+p.licence),
		)))
	}
	return inEnglish(el("ul", items...))
}
