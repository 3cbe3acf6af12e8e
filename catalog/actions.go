package catalog

import (
	"slices"
	"strings"
	"sync"
)

// ReturnedBy returns the names of the actions of API 3.0 that are documented to
// return the code, in alphabetical order. For the entries of other catalogs, and
// codes that every action can return, there are none.
func (e *Entry) ReturnedBy() []string {
	if e.Catalog != "cls-3.0" {
		return nil
	}
	return actions()[e.Code]
}

// actionsFile has a line for each action: its name, then its codes.
const actionsFile = "cls-3.0-actions.txt"

// actions maps each code of API 3.0 to its actions.
var actions = sync.OnceValue(func() map[string][]string {
	byCode := map[string][]string{}
	for line := range strings.Lines(string(file(actionsFile))) {
		words := strings.Fields(line)
		for _, code := range words[1:] {
			byCode[code] = append(byCode[code], words[0])
		}
	}
	for _, names := range byCode {
		slices.Sort(names)
	}
	return byCode
})
