package triage

import (
	"os"

	"cls-error-explorer/catalog"
)

// In a browser the page provides what the build does not embed; here the files
// are at hand.
func init() {
	for _, name := range catalog.DataFiles {
		catalog.Provide(name, func() []byte {
			content, err := os.ReadFile("../data/" + name)
			if err != nil {
				panic(err)
			}
			return content
		})
	}
}
