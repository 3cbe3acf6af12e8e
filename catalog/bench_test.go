package catalog_test

import (
	"encoding/json"
	"os"
	"testing"

	"cls-error-explorer/catalog"
)

// BenchmarkDecode times what the first look into a catalog costs a page: the one
// that Explore opens on at the start, the others when they are first needed.
func BenchmarkDecode(b *testing.B) {
	decode := func(b *testing.B, ids ...string) {
		var texts [][]byte
		for _, id := range ids {
			text, err := os.ReadFile("data/" + id + ".json")
			if err != nil {
				b.Fatal(err)
			}
			texts = append(texts, text)
		}
		for b.Loop() {
			for _, text := range texts {
				if err := json.Unmarshal(text, new(catalog.Catalog)); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	for _, id := range catalog.IDs {
		b.Run(id, func(b *testing.B) { decode(b, id) })
	}
	b.Run("all", func(b *testing.B) { decode(b, catalog.IDs...) })
}
