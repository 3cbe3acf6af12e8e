package catalog_test

import (
	"encoding/json"
	"testing"

	"cls-error-explorer/catalog"
)

// soundCatalog returns a small catalog without a fault, after change has given
// it the one that a test is about. Its entries are TopicNotExist, TopicConflict
// and Gone, which edition 2020-01-01 lists and edition 2021-01-01 does not.
func soundCatalog(change func(c *catalog.Catalog)) *catalog.Catalog {
	c := &catalog.Catalog{
		ID:    "test-1.0",
		Name:  "Test API 1.0",
		About: "Made up for the tests.",
		Source: catalog.Source{
			Document: "Error Codes",
			URL:      "https://example.com/errors",
			Updated:  "2021-01-01",
		},
		Editions: []catalog.Edition{{ID: "2020-01-01", Rows: 2}, {ID: "2021-01-01", Rows: 2}},
		Opens:    "2020-01-01",
		Entries: []catalog.Entry{
			{
				Status:  404,
				Code:    "TopicNotExist",
				Message: "The topic does not exist",
				Meaning: "No topic has this id.",
				Causes: []catalog.Point{
					{Text: "The topic does not exist.", Basis: catalog.Documented},
					{Text: "The id is wrong.", Basis: catalog.Inferred},
				},
				Actions:  []catalog.Point{{Text: "List the topics and look for the id.", Basis: catalog.Inferred}},
				Retry:    catalog.Retry{When: catalog.RetryNo},
				Who:      catalog.Caller,
				Resource: "topic",
				See:      []string{"TopicConflict"},
				Tags:     []string{"topic not found", "deleted topic"},
			},
			{
				Status:   409,
				Code:     "TopicConflict",
				Meaning:  "The topic is there already.",
				Retry:    catalog.Retry{When: catalog.RetryAfterFix, Note: "Delete it first."},
				Who:      catalog.Caller,
				Resource: "topic",
				Since:    "2021-01-01",
			},
			{
				Status:     401,
				Code:       "Gone",
				Meaning:    "Withdrawn.",
				Retry:      catalog.Retry{When: catalog.RetryBackoff, Note: "Wait."},
				Who:        catalog.CLS,
				Resource:   "service",
				Until:      "2020-06-01",
				ReplacedBy: []string{"TopicConflict"},
			},
		},
	}
	if change != nil {
		change(c)
	}
	return c
}

func toJSON(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
