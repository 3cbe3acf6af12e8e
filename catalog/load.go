package catalog

import (
	"encoding/json"
	"fmt"
	"sync"
)

// IDs lists the catalogs of the project in the order they are shown.
var IDs = []string{"cls-2017", "cls-3.0", "cls-clients", "http"}

// DataFiles lists the files of data/ that the package reads, for [Provide].
var DataFiles = []string{"cls-2017.json", "cls-3.0.json", "cls-clients.json", "http.json", actionsFile}

// catalogs holds the catalogs. Each is decoded when it is first asked for: a
// page needs one of them at its start, and decoding costs time there.
var catalogs = func() map[string]func() *Catalog {
	byID := make(map[string]func() *Catalog, len(IDs))
	for _, id := range IDs {
		byID[id] = sync.OnceValue(func() *Catalog { return mustDecode(id) })
	}
	return byID
}()

// Get returns the catalog with the id, or nil if the project has none. Callers
// share it and must not change it.
//
// The tests put every file through [Parse], so Get does not check the data
// again. It panics if the data is broken, or was to be provided and was not.
func Get(id string) *Catalog {
	if decode, ok := catalogs[id]; ok {
		return decode()
	}
	return nil
}

// Default returns all catalogs, in the order of [IDs].
func Default() []*Catalog {
	all := make([]*Catalog, len(IDs))
	for i, id := range IDs {
		all[i] = Get(id)
	}
	return all
}

func mustDecode(id string) *Catalog {
	c := new(Catalog)
	if err := json.Unmarshal(file(id+".json"), c); err != nil {
		panic(fmt.Errorf("catalog %s: %w", id, err))
	}
	c.adopt()
	return c
}

// adopt tells each entry which catalog holds it.
func (c *Catalog) adopt() {
	for i := range c.Entries {
		c.Entries[i].Catalog = c.ID
	}
}
