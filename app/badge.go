package app

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

// statusBadge shows an HTTP status. Its class is told by colour, by the shape
// before the number and, where reason is set, by the reason phrase.
func statusBadge(status int, reason bool) app.UI {
	body := []app.UI{txt("span.badge-number", strconv.Itoa(status))}
	switch {
	case status == 0 && reason:
		body[0] = txt("span.badge-number", say("no status"))
	case status == 0: // in the width of a number
		body[0] = txt("span.badge-number", "–").Aria("hidden", "true")
		body = append(body, txt("span.visually-hidden", say("no status")))
	}
	if phrase := catalog.StatusText(status); reason && phrase != "" {
		body = append(body, inEnglish(txt("span.badge-reason", phrase)))
	}
	return el("span").Class("badge", "badge-"+classOf(status)).Body(body...)
}

// entryBadge shows the status of an entry. API 3.0 answers errors with status
// 200, which would look like a success, so there the API is named instead.
func entryBadge(e *catalog.Entry, reason bool) app.UI {
	if e.Catalog != "cls-3.0" {
		return statusBadge(e.Status, reason)
	}
	body := []app.UI{txt("span.badge-number", "3.0")}
	if reason {
		body = append(body, txt("span.badge-reason", say("in an answer with status 200")))
	}
	return el("span.badge.badge-none", body...)
}

// classOf returns "4xx" or the like, or "none".
func classOf(status int) string {
	if class := catalog.StatusClass(status); class != "" {
		return class
	}
	return "none"
}

// confidenceBadge says how sure a finding is; dots repeat it without colour.
func confidenceBadge(c decode.Confidence) app.UI {
	return el("span").Class("confidence", "confidence-"+string(c)).Text(say(confidenceNames[c]))
}

// Words for the values of the catalog and of findings, in English; views say
// them.
var (
	confidenceNames = map[decode.Confidence]string{
		decode.Certain:  "certain",
		decode.Likely:   "likely",
		decode.Possible: "possible",
	}
	basisWords = map[catalog.Basis]string{
		catalog.Documented: "documented",
		catalog.Inferred:   "inferred",
	}
	retryWords = map[catalog.RetryWhen]string{
		catalog.RetryNo:       "No",
		catalog.RetryAfterFix: "After the fix",
		catalog.RetryBackoff:  "Yes, with growing pauses",
	}
	whoWords = map[catalog.Who]string{
		catalog.Caller:       "The caller: whoever writes or configures the client",
		catalog.AccountAdmin: "An administrator of the cloud account",
		catalog.CLS:          "The service (CLS)",
	}
	// The same in a word or two, for filters.
	retryNames = map[catalog.RetryWhen]string{
		catalog.RetryNo:       "No",
		catalog.RetryAfterFix: "After the fix",
		catalog.RetryBackoff:  "With pauses",
	}
	whoNames = map[catalog.Who]string{
		catalog.Caller:       "Caller",
		catalog.AccountAdmin: "Account admin",
		catalog.CLS:          "CLS",
	}
	resourceWords = map[string]string{
		"request": "Request", "account": "Account", "service": "Service",
		"logset": "Logset", "topic": "Log topic", "index": "Index", "log": "Log",
		"shipper": "Shipping rule", "task": "Shipping task",
		"machinegroup": "Machine group", "consumer": "Log consumption task",
		"cursor": "Cursor", "agent": "Agent",
		"query": "Search or analysis", "alarm": "Alarm policy", "notice": "Notification",
		"dashboard": "Dashboard", "function": "Cloud function", "cos": "COS bucket",
		"kafka": "Kafka", "partition": "Partition", "config": "Collection configuration",
		"scheduled": "Scheduled analysis", "datatransform": "Data processing",
	}
	scopeNames = map[string]string{
		"cls-2017": "API 2017", "cls-3.0": "API 3.0", "cls-clients": "Client codes", "http": "Bare HTTP",
	}
)
