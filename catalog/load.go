package catalog

import (
	"embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed data/cls-2017.json
var data embed.FS

// files lists the embedded catalogs in the order they are shown.
var files = []string{"data/cls-2017.json"}

// Default returns the embedded catalogs. They are decoded once; callers share
// them and must not change them.
//
// The tests put every file through [Parse], so Default does not check the data
// again: a page would pay for that at each start.
var Default = sync.OnceValue(func() []*Catalog {
	catalogs := make([]*Catalog, len(files))
	for i, name := range files {
		text, err := data.ReadFile(name)
		if err != nil {
			panic(err)
		}
		c := new(Catalog)
		if err := json.Unmarshal(text, c); err != nil {
			panic(fmt.Errorf("%s: %w", name, err))
		}
		c.adopt()
		catalogs[i] = c
	}
	return catalogs
})

// adopt tells each entry which catalog holds it.
func (c *Catalog) adopt() {
	for i := range c.Entries {
		c.Entries[i].Catalog = c.ID
	}
}
