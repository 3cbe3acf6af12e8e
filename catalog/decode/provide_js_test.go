package decode_test

import (
	"os"
	"syscall/js"

	"cls-error-explorer/catalog"
)

// In a browser the page provides what the build does not embed; elsewhere the
// files are at hand.
func init() {
	fromPage := js.Global().Get("catalogFile")
	for _, name := range catalog.DataFiles {
		catalog.Provide(name, func() []byte {
			if fromPage.Type() == js.TypeFunction {
				file := fromPage.Invoke(name)
				content := make([]byte, file.Length())
				js.CopyBytesToGo(content, file)
				return content
			}
			content, err := os.ReadFile("../data/" + name)
			if err != nil {
				panic(err)
			}
			return content
		})
	}
}
