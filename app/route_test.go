package app

import (
	"net/url"
	"reflect"
	"testing"

	"cls-error-explorer/catalog"
)

func TestParseRoute(t *testing.T) {
	tests := []struct {
		name, url  string
		page       pageKind
		path       string
		missed     string
		query      string
		selected   selection
		seen       int
		withPrefix string
	}{
		{name: "root", url: "/", page: explorePage, path: "/"},
		{name: "search and filters", url: "/?q=topic&status=404&status=5xx", page: explorePage, path: "/", query: "topic", selected: selection{byStatus: {"404", "5xx"}}},
		{name: "filters that are none", url: "/?status=999&status=40&status=4xx&status=4XX&status=abc&status=4x4", page: explorePage, path: "/", selected: selection{byStatus: {"4xx"}}},
		{name: "other filters", url: "/?who=caller&who=nobody&retry=backoff&retry=no&resource=topic&resource=moon", page: explorePage, path: "/", selected: selection{byWho: {"caller"}, byRetry: {"backoff", "no"}, byResource: {"topic"}}},
		{name: "broken query", url: "/?q=%zz", page: explorePage, path: "/"},
		{name: "decode", url: "/decode", page: decodePage, path: "/decode"},
		{name: "closing slash", url: "/decode/", page: decodePage, path: "/decode"},
		{name: "file of a folder", url: "/help/index.html", page: helpPage, path: "/help"},
		{name: "entry", url: "/e/cls-2017/TopicNotExist", page: entryPage, path: "/e/cls-2017/TopicNotExist"},
		{name: "entry with the status it was seen with", url: "/e/cls-2017/TopicNotExist?status=500", page: entryPage, path: "/e/cls-2017/TopicNotExist", seen: 500},
		{name: "entry with a status that is none", url: "/e/cls-2017/TopicNotExist?status=4xx5", page: entryPage, path: "/e/cls-2017/TopicNotExist"},
		{name: "entry with a class of statuses", url: "/e/cls-2017/TopicNotExist?status=4xx", page: entryPage, path: "/e/cls-2017/TopicNotExist"},
		{name: "entry without catalog", url: "/e/TopicNotExist", page: entryPage, path: "/e/cls-2017/TopicNotExist"},
		{name: "entry in lower case", url: "/e/CLS-2017/topicnotexist", page: entryPage, path: "/e/cls-2017/TopicNotExist"},
		{name: "entry in snake case", url: "/e/topic_not_exist", page: entryPage, path: "/e/cls-2017/TopicNotExist"},
		{name: "entry in words", url: "/e/topic%20not%20exist", page: entryPage, path: "/e/cls-2017/TopicNotExist"},
		{name: "unknown code", url: "/e/cls-2017/TopicNotExits", page: missingPage, path: "/e/cls-2017/TopicNotExits", missed: "TopicNotExits"},
		{name: "unknown catalog", url: "/e/nope/TopicNotExist", page: missingPage, path: "/e/nope/TopicNotExist", missed: "TopicNotExist"},
		{name: "code of several catalogs leads to the first", url: "/e/InternalError", page: entryPage, path: "/e/cls-2017/InternalError"},
		{name: "entry of API 3.0", url: "/e/cls-3.0/resource_not_found.topic_not_exist", page: entryPage, path: "/e/cls-3.0/ResourceNotFound.TopicNotExist"},
		{name: "catalogs", url: "/catalog?from=2019-02-28&to=nonsense", page: catalogPage, path: "/catalog"},
		{name: "unknown page", url: "/nothing/here", page: missingPage, path: "/nothing/here"},
		{name: "below a prefix", withPrefix: "/tools/cls", url: "/tools/cls/decode", page: decodePage, path: "/decode"},
		{name: "root of a prefix", withPrefix: "/tools/cls", url: "/tools/cls", page: explorePage, path: "/"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			Prefix = test.withPrefix
			defer func() { Prefix = "" }()
			u, err := url.Parse(test.url)
			if err != nil {
				t.Fatal(err)
			}
			at := parseRoute(u)
			if at.page != test.page || at.path != test.path || at.missed != test.missed || at.query != test.query || at.seen != test.seen || !reflect.DeepEqual(at.selected, test.selected) {
				t.Errorf("parseRoute(%q) = %+v", test.url, at)
			}
		})
	}
}

func TestExplorePathRoundTrips(t *testing.T) {
	for _, in := range []scope{firstScope(home), {home, "2021-12-21"}, firstScope("cls-3.0")} {
		for _, query := range []string{"", "topic", "a&b=c", "50% + x", "日志 主题", `"quoted" <b>`} {
			for _, selected := range []selection{{}, {byStatus: {"404"}}, {byStatus: {"404", "5xx"}, byWho: {"cls"}, byRetry: {"after-fix"}, byResource: {"log", "topic"}}} {
				u, err := url.Parse(explorePath(in, query, selected))
				if err != nil {
					t.Fatal(err)
				}
				at := parseRoute(u)
				if at.page != explorePage || at.scope != in || at.query != query || !reflect.DeepEqual(at.selected, selected) {
					t.Errorf("explorePath(%v, %q, %v) leads to %+v", in, query, selected, at)
				}
			}
		}
	}
}

func TestPagesAreComplete(t *testing.T) {
	pages := Pages()
	if want := 5 + len(everything()) + 1; len(pages) != want {
		t.Errorf("%d pages, want %d", len(pages), want)
	}
	titles := map[string]string{}
	for _, p := range pages {
		if p.Title == "" || p.Description == "" {
			t.Errorf("%s: title %q, description %q", p.Path, p.Title, p.Description)
		}
		if other, taken := titles[p.Title]; taken {
			t.Errorf("%s and %s have the same title %q", p.Path, other, p.Title)
		}
		titles[p.Title] = p.Path
	}
	if last := pages[len(pages)-1].Path; last != "/404.html" {
		t.Errorf("last page is %s", last)
	}
}

// What the app shows before it has decoded a catalog is what the data says.
func TestOutlines(t *testing.T) {
	for _, id := range catalog.IDs {
		in := firstScope(id)
		if in.edition != catalog.Get(id).Opens {
			t.Errorf("%s: the outline opens on %q, the catalog on %q", id, in.edition, catalog.Get(id).Opens)
		}
		if got, want := in.size(), len(in.entries()); got != want {
			t.Errorf("%s: the outline has %d entries, the catalog %d", id, got, want)
		}
	}
}
