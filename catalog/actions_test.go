package catalog_test

import (
	"slices"
	"testing"

	"cls-error-explorer/catalog"
)

func TestReturnedBy(t *testing.T) {
	c := catalog.Get("cls-3.0")
	actions, pairs := map[string]bool{}, 0
	for i := range c.Entries {
		names := c.Entries[i].ReturnedBy()
		for _, name := range names {
			actions[name] = true
		}
		pairs += len(names)
	}
	if len(actions) != 208 || pairs != 2441 {
		t.Errorf("%d actions and %d pairs, want 208 and 2441: a code of the file may be no entry", len(actions), pairs)
	}
	if names := c.Lookup("LimitExceeded.LogSearch").ReturnedBy(); !slices.Contains(names, "SearchLog") {
		t.Errorf("LimitExceeded.LogSearch is returned by %q", names)
	}
	if names := catalog.Get("cls-2017").Lookup("LimitExceeded").ReturnedBy(); names != nil {
		t.Errorf("a code of API 2017 is returned by %q", names)
	}
}
