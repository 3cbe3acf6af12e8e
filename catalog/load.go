package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"
)

// IDs lists the catalogs of the project in the order they are shown.
var IDs = []string{"cls-2017", "cls-3.0", "cls-clients", "http"}

// An Outline is what there is to know of a catalog before it is decoded.
type Outline struct {
	Opens   string // as in [Catalog]
	Entries int    // in that edition; in a catalog with a single edition all, withdrawn ones too
}

// Outlines has those of all catalogs, by id. They repeat what the data says, and a
// test compares them: the app shows them at its start, when it has not decoded
// every catalog yet.
var Outlines = map[string]Outline{
	"cls-2017":    {"2019-05-15", 37},
	"cls-3.0":     {"2026-08-21", 155},
	"cls-clients": {"2026-08-21", 33},
	"http":        {"2025-09-15", 43},
}

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

// mustDecode reads a catalog from its file: JSON, or its packed form.
func mustDecode(id string) *Catalog {
	text := file(id + ".json")
	c, err := new(Catalog), error(nil)
	if bytes.HasPrefix(text, []byte("{")) {
		err = json.Unmarshal(text, c)
	} else {
		c, err = unpack(string(text))
	}
	if err != nil {
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
