//go:build !js

package catalog

import (
	"embed"
	"io/fs"
)

//go:embed data/*.json data/*.txt
var data embed.FS

// file returns the content of a file of data/.
func file(name string) []byte {
	content, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	return content
}

// Provide hands over a file of data/. Only a build for the browser needs it; this
// one embeds them.
func Provide(name string, content func() []byte) {}

// Files returns the data as files: the catalogs and the schema they follow.
func Files() fs.FS {
	files, err := fs.Sub(data, "data")
	if err != nil {
		panic(err)
	}
	return files
}
