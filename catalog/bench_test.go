package catalog

import (
	"encoding/json"
	"testing"
)

// BenchmarkRead times what the first look into a catalog costs a page, which has
// the packed form, and what it would cost with the JSON.
func BenchmarkRead(b *testing.B) {
	for _, id := range IDs {
		text, _ := jsonFile(b, id)
		packed, err := Pack(text)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(id+"/packed", func(b *testing.B) {
			for b.Loop() {
				if _, err := unpack(string(packed)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(id+"/JSON", func(b *testing.B) {
			for b.Loop() {
				if err := json.Unmarshal(text, new(Catalog)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
