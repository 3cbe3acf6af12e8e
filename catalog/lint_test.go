package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
)

func TestLintAcceptsSoundData(t *testing.T) {
	for _, p := range soundCatalog(nil).Lint() {
		t.Error(p)
	}
}

// TestLint breaks one rule at a time and expects that report and no other.
func TestLint(t *testing.T) {
	type catalogChange = func(c *catalog.Catalog)
	// entry changes the first entry, TopicNotExist.
	entry := func(change func(e *catalog.Entry)) catalogChange {
		return func(c *catalog.Catalog) { change(&c.Entries[0]) }
	}
	gone := func(change func(e *catalog.Entry)) catalogChange {
		return func(c *catalog.Catalog) { change(&c.Entries[2]) }
	}
	const at = "404 TopicNotExist: "
	tests := []struct {
		name   string
		change catalogChange
		want   string
	}{
		{"id empty", func(c *catalog.Catalog) { c.ID = "" },
			`id: "" is not lower-case letters and digits joined by single - or .`},
		{"id with a blank", func(c *catalog.Catalog) { c.ID = "cls 2017" },
			`id: "cls 2017" is not lower-case letters and digits joined by single - or .`},
		{"id ends in a joiner", func(c *catalog.Catalog) { c.ID = "cls-" },
			`id: "cls-" is not lower-case letters and digits joined by single - or .`},
		{"name empty", func(c *catalog.Catalog) { c.Name = "" }, `name: is empty`},
		{"about without full stop", func(c *catalog.Catalog) { c.About = "Tests" },
			`about: does not end with a full stop`},
		{"document empty", func(c *catalog.Catalog) { c.Source.Document = "" }, `source.document: is empty`},
		{"url not https", func(c *catalog.Catalog) { c.Source.URL = "http://example.com/" },
			`source.url: "http://example.com/" does not start with https://`},
		{"updated no date", func(c *catalog.Catalog) { c.Source.Updated = "2021-02-30" },
			`source.updated: "2021-02-30" is not a date YYYY-MM-DD`},
		{"edition no date", func(c *catalog.Catalog) { c.Editions[1].ID = "2021-1-1" },
			`editions[1].id: "2021-1-1" is not a date YYYY-MM-DD`},
		{"editions not ascending", func(c *catalog.Catalog) { slices.Reverse(c.Editions) },
			`editions[1].id: "2020-01-01" is not later than "2021-01-01" before it`},
		{"too many editions", func(c *catalog.Catalog) { c.Editions = slices.Repeat(c.Editions, 51) },
			`editions: has 102, the most is 100`},
		{"rows miscounted", func(c *catalog.Catalog) { c.Editions[1].Rows = 3 },
			`editions[1].rows: says 3, but 2 entries are in edition 2021-01-01`},

		{"opens no edition", func(c *catalog.Catalog) { c.Opens = "2019-01-01" },
			`opens: "2019-01-01" is no edition of the catalog`},
		{"edition note without full stop", func(c *catalog.Catalog) { c.Editions[0].Note = "Two rows" },
			`editions[0].note: does not end with a full stop`},

		{"no status without a client", entry(func(e *catalog.Entry) { e.Status = 0 }),
			`0 TopicNotExist: status: 0 is not within 200 to 599`},
		{"interim status", entry(func(e *catalog.Entry) { e.Status = 100 }),
			`100 TopicNotExist: status: 100 is not within 200 to 599`},
		{"status not registered", entry(func(e *catalog.Entry) { e.Status = 499 }),
			`499 TopicNotExist: status: 499 is not a registered HTTP status`},
		{"code with a slash", func(c *catalog.Catalog) { c.Entries[2].Code = "a/b" },
			`entries[2]: code: "a/b" is not letters and digits joined by single dots, at most 80 characters`},
		{"code with two dots", func(c *catalog.Catalog) { c.Entries[2].Code = "a..b" },
			`entries[2]: code: "a..b" is not letters and digits joined by single dots, at most 80 characters`},
		{"code too long", func(c *catalog.Catalog) { c.Entries[2].Code = strings.Repeat("a", 81) },
			`entries[2]: code: "` + strings.Repeat("a", 81) + `" is not letters and digits joined by single dots, at most 80 characters`},
		{"code twice but for case and status", gone(func(e *catalog.Entry) { e.Code = "topicnotexist" }),
			`401 topicnotexist: code: "topicnotexist" is already the code of 404 TopicNotExist`},

		{"message with a blank at the end", entry(func(e *catalog.Entry) { e.Message += " " }),
			at + `message: has white space at an end`},
		{"message with a line break", entry(func(e *catalog.Entry) { e.Message = "one\ntwo" }),
			at + `message: has the character U+000A, which is not printable text`},
		{"message not UTF-8", entry(func(e *catalog.Entry) { e.Message = "caf\xe9" }),
			at + `message: has the character U+FFFD, which is not printable text`},
		{"meaning empty", entry(func(e *catalog.Entry) { e.Meaning = "" }), at + `meaning: is empty`},
		{"meaning without full stop", entry(func(e *catalog.Entry) { e.Meaning = "No such topic" }),
			at + `meaning: does not end with a full stop`},
		{"meaning repeats the message", entry(func(e *catalog.Entry) { e.Meaning = "The topic does not exist." }),
			at + `meaning: repeats the message`},
		{"meaning too long", entry(func(e *catalog.Entry) { e.Meaning = strings.Repeat("é", 140) + "." }),
			at + `meaning: has 141 characters, the most is 140`},
		{"meaning with two blanks", entry(func(e *catalog.Entry) { e.Meaning = "No  topic." }),
			at + `meaning: has two blanks in a row`},
		{"meaning with a tab", entry(func(e *catalog.Entry) { e.Meaning = "No\ttopic." }),
			at + `meaning: has the character U+0009, which is not printable text`},

		{"cause without text", entry(func(e *catalog.Entry) { e.Causes[0].Text = "" }),
			at + `causes[0].text: is empty`},
		{"cause without basis", entry(func(e *catalog.Entry) { e.Causes[1].Basis = "" }),
			at + `causes[1].basis: "" is neither documented nor inferred`},
		{"cause with another basis", entry(func(e *catalog.Entry) { e.Causes[0].Basis = "guess" }),
			at + `causes[0].basis: "guess" is neither documented nor inferred`},
		{"cause twice", entry(func(e *catalog.Entry) { e.Causes[1].Text = "The Topic does not exist." }),
			at + `causes[1].text: "The Topic does not exist." stands twice`},
		{"action too long", entry(func(e *catalog.Entry) { e.Actions[0].Text = strings.Repeat("a", 240) + "." }),
			at + `actions[0].text: has 241 characters, the most is 240`},
		{"action without full stop", entry(func(e *catalog.Entry) { e.Actions[0].Text = "Look" }),
			at + `actions[0].text: does not end with a full stop`},
		{"action with filler", entry(func(e *catalog.Entry) { e.Actions[0].Text = "Please look." }),
			at + `actions[0].text: has the filler "please"`},

		{"retry empty", entry(func(e *catalog.Entry) { e.Retry = catalog.Retry{Note: "Wait."} }),
			at + `retry.when: "" is neither no, after-fix nor backoff`},
		{"retry after a fix of what", entry(func(e *catalog.Entry) { e.Retry.When = catalog.RetryAfterFix }),
			at + `retry.note: is empty; say what to change or to wait for`},
		{"retry note without full stop", entry(func(e *catalog.Entry) { e.Retry.Note = "Wait" }),
			at + `retry.note: does not end with a full stop`},
		{"who unknown", entry(func(e *catalog.Entry) { e.Who = "nobody" }),
			at + `who: "nobody" is neither caller, account-admin nor cls`},
		{"resource unknown", entry(func(e *catalog.Entry) { e.Resource = "Topic" }),
			at + `resource: "Topic" is neither request, account, service, logset, topic, index, log, shipper, task, machinegroup, consumer, cursor, agent, query, alarm, dashboard, function, cos, kafka, partition, notice, config, scheduled nor datatransform`},
		{"group unknown", entry(func(e *catalog.Entry) { e.Group = "other" }),
			at + `group: "other" is neither product nor common`},
		{"limit of no edition", entry(func(e *catalog.Entry) { e.Limits = []catalog.Limit{{"2019-01-01", "5"}} }),
			at + `limits[0].edition: "2019-01-01" is no edition of the catalog`},
		{"limits not ascending", entry(func(e *catalog.Entry) { e.Limits = []catalog.Limit{{"2021-01-01", "5"}, {"2020-01-01", "6"}} }),
			at + `limits[1].edition: "2020-01-01" is not later than "2021-01-01" before it`},
		{"limit empty", entry(func(e *catalog.Entry) { e.Limits = []catalog.Limit{{"2020-01-01", ""}} }),
			at + `limits[0].value: is empty`},
		{"twin without catalog", entry(func(e *catalog.Entry) { e.Twins = []catalog.Twin{{Code: "A"}} }),
			at + `twins[0].catalog: "" is not the id of another catalog`},
		{"twin that differs without a note", entry(func(e *catalog.Entry) { e.Twins = []catalog.Twin{{Catalog: "b", Code: "A", Differs: true}} }),
			at + `twins[0].note: is empty; say how the two differ`},
		{"twin twice", entry(func(e *catalog.Entry) {
			e.Twins = []catalog.Twin{{Catalog: "b", Code: "A"}, {Catalog: "b", Code: "A"}}
		}),
			at + `twins[1]: "A" stands twice`},
		{"statuses without a client", entry(func(e *catalog.Entry) { e.Statuses = []int{404} }),
			at + `clients: is empty, but statuses or standsFor are given`},
		{"statuses of a client that start elsewhere", entry(func(e *catalog.Entry) { e.Clients, e.Statuses = []string{"A client"}, []int{403} }),
			at + `statuses[0]: 403 is not the status 404 of the entry`},
		{"status of a client twice", entry(func(e *catalog.Entry) { e.Clients, e.Statuses = []string{"A client"}, []int{404, 404} }),
			at + `statuses[1]: 404 stands twice`},
		{"hidden error twice", entry(func(e *catalog.Entry) {
			ref := catalog.Ref{Catalog: "b", Status: 404, Code: "A"}
			e.Clients, e.StandsFor = []string{"A client"}, []catalog.Ref{ref, ref}
		}),
			at + `standsFor[1]: "A" stands twice`},
		{"source without a date", entry(func(e *catalog.Entry) { e.Origin = &catalog.Origin{Document: "A file"} }),
			at + `source.edition: "" is not a date YYYY-MM-DD`},

		{"see dangling", entry(func(e *catalog.Entry) { e.See = []string{"TopicMissing"} }),
			at + `see[0]: "TopicMissing" is no code of this catalog`},
		{"see in another case", entry(func(e *catalog.Entry) { e.See = []string{"topicconflict"} }),
			at + `see[0]: "topicconflict" is no code of this catalog`},
		{"see itself", entry(func(e *catalog.Entry) { e.See = []string{"Gone", "TopicNotExist"} }),
			at + `see[1]: "TopicNotExist" is the entry itself`},
		{"see twice", entry(func(e *catalog.Entry) { e.See = []string{"Gone", "Gone"} }),
			at + `see[1]: "Gone" stands twice`},

		{"tag empty", entry(func(e *catalog.Entry) { e.Tags[1] = "" }), at + `tags[1]: is empty`},
		{"tag in capitals", entry(func(e *catalog.Entry) { e.Tags[1] = "HTTP 404" }),
			at + `tags[1]: "HTTP 404" is not lower case`},
		{"tag with a blank in front", entry(func(e *catalog.Entry) { e.Tags[1] = " gone" }),
			at + `tags[1]: has white space at an end`},
		{"tag is the code", entry(func(e *catalog.Entry) { e.Tags[0] = "topic-not exist" }),
			at + `tags[0]: "topic-not exist" is the code again`},
		{"tag twice", entry(func(e *catalog.Entry) { e.Tags[1] = "topic not found" }),
			at + `tags[1]: "topic not found" stands twice`},
		{"tag too long", entry(func(e *catalog.Entry) { e.Tags[0] = strings.Repeat("a", 41) }),
			at + `tags[0]: has 41 characters, the most is 40`},

		{"since no date", func(c *catalog.Catalog) { c.Entries[1].Since = "2020-13-01" },
			`409 TopicConflict: since: "2020-13-01" is not a date YYYY-MM-DD`},
		{"until no date", gone(func(e *catalog.Entry) { e.Until = "2020-06" }),
			`401 Gone: until: "2020-06" is not a date YYYY-MM-DD`},
		{"until not after since", func(c *catalog.Catalog) {
			c.Entries[2].Since, c.Entries[2].Until = "2020-01-01", "2020-01-01"
			c.Editions[0].Rows = 1
		},
			`401 Gone: until: "2020-01-01" is not later than since "2020-01-01"`},
		{"in no edition", func(c *catalog.Catalog) {
			c.Entries[1].Since = "2022-01-01"
			c.Editions[1].Rows = 1
		},
			`409 TopicConflict: since: no edition of the catalog lists the entry`},
		{"replaced but not withdrawn", entry(func(e *catalog.Entry) { e.ReplacedBy = []string{"TopicConflict"} }),
			at + `replacedBy: is only for an entry with until`},
		{"replaced by a code that is not there", gone(func(e *catalog.Entry) { e.ReplacedBy = []string{"Nothing"} }),
			`401 Gone: replacedBy[0]: "Nothing" is no code of this catalog`},
		{"replaced by itself", gone(func(e *catalog.Entry) { e.ReplacedBy = []string{"Gone"} }),
			`401 Gone: replacedBy[0]: "Gone" is the entry itself`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := soundCatalog(test.change).Lint()
			if !slices.Contains(got, test.want) {
				t.Errorf("not reported: %s", test.want)
			}
			for _, p := range got {
				if p != test.want {
					t.Errorf("reported too: %s", p)
				}
			}
		})
	}
}

func TestLintEmpty(t *testing.T) {
	got := (&catalog.Catalog{}).Lint()
	want := []string{
		`id: "" is not lower-case letters and digits joined by single - or .`,
		`name: is empty`,
		`about: is empty`,
		`source.document: is empty`,
		`source.url: is empty`,
		`source.url: "" does not start with https://`,
		`source.updated: "" is not a date YYYY-MM-DD`,
		`editions: is empty`,
		`opens: "" is no edition of the catalog`,
		`entries: is empty`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// An entry may name its successors before the catalog reaches the edition that
// has them; only their spelling is checked then.
func TestLintSuccessorsOfALaterEdition(t *testing.T) {
	c := soundCatalog(func(c *catalog.Catalog) {
		c.Editions = c.Editions[:1]
		c.Entries = slices.Delete(c.Entries, 1, 2)
		c.Entries[0].See = nil
		c.Entries[1].ReplacedBy = []string{"TopicConflict", "a b"}
	})
	want := []string{
		`401 Gone: replacedBy[1]: "a b" is not letters and digits joined by single dots, at most 80 characters`,
	}
	if got := c.Lint(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
