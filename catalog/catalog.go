// Package catalog holds what is known about the errors of Tencent Cloud Log
// Service (CLS): one [Catalog] per API or source, one [Entry] per documented
// error.
//
// # Where the knowledge lives
//
// The entries are data, not code: data/*.json, one file a catalog, embedded
// into the binary. data/README.md is the style guide of the fields and
// data/schema.json their machine-readable form. [Default] returns the embedded
// catalogs. [Parse] reads one from any JSON text and refuses data that breaks a
// rule of [Catalog.Lint], with the file, the entry and the field named; the tests
// hold the embedded catalogs to the same rules.
//
// # Identity
//
// A code alone is not a key: the same word means different things in different
// APIs. A [Ref], the triple catalog, status and code, is. Catalog ids and codes
// stand in URLs, so they are never renamed and never removed; an error that the
// service withdrew keeps its entry with Until set.
//
// # Quoting
//
// [Entry.Message] is the text of the source document, verbatim, defects
// included. It describes the error; it is not the literal text the server
// sends, so nothing may recognise an error by it with certainty. Everything
// else is written for this project, and each cause and action says whether a
// document states it or whether it was inferred ([Basis]).
//
// The package and everything below it use the standard library only, without
// net/http and syscall/js, so that it runs the same natively and in a browser.
package catalog

// A Ref identifies an entry: the catalog's id, the HTTP status and the code.
type Ref struct {
	Catalog string `json:"catalog"`
	Status  int    `json:"status"`
	Code    string `json:"code"`
}

// A Catalog is the documented errors of one API, in the document's order.
type Catalog struct {
	ID       string    `json:"id"`       // stable, used in URLs: "cls-2017"
	Name     string    `json:"name"`     // "CLS API 2017"
	About    string    `json:"about"`    // what it covers, and what it does not
	Source   Source    `json:"source"`   // the document the entries come from
	Editions []Edition `json:"editions"` // oldest first; at least one
	Entries  []Entry   `json:"entries"`
}

// A Source names the document that entries come from.
type Source struct {
	Document string `json:"document"` // its title
	URL      string `json:"url"`      // https, where it was published
	Updated  string `json:"updated"`  // its own date, YYYY-MM-DD
}

// An Edition is one dated state of the source document.
type Edition struct {
	ID   string `json:"id"`   // its date, YYYY-MM-DD
	Rows int    `json:"rows"` // how many errors it lists
}

// An Entry is one documented error.
type Entry struct {
	Status     int      `json:"status"`               // HTTP status, 400 to 599
	Code       string   `json:"code"`                 // as the API spells it
	Message    string   `json:"message,omitempty"`    // verbatim; empty where none is documented
	Meaning    string   `json:"meaning"`              // one or two plain sentences
	Causes     []Point  `json:"causes,omitempty"`     // most likely first
	Actions    []Point  `json:"actions,omitempty"`    // steps in order, each checkable
	Retry      Retry    `json:"retry"`                // whether sending it again can help
	Who        Who      `json:"who"`                  // who has to act
	Resource   string   `json:"resource"`             // one of Resources
	See        []string `json:"see,omitempty"`        // codes of this catalog worth comparing
	Tags       []string `json:"tags,omitempty"`       // words people use for it, lower case
	Since      string   `json:"since,omitempty"`      // first edition that lists it, if known
	Until      string   `json:"until,omitempty"`      // first edition that no longer lists it
	ReplacedBy []string `json:"replacedBy,omitempty"` // codes that took over; only with Until

	// Catalog is the id of the catalog that holds the entry. Parse and Default set it.
	Catalog string `json:"-"`
}

// Ref returns the identity of e.
func (e *Entry) Ref() Ref { return Ref{e.Catalog, e.Status, e.Code} }

// A Point is one cause or one action, with how it is known.
type Point struct {
	Text  string `json:"text"`
	Basis Basis  `json:"basis"`
}

// A Basis says how a statement is known.
type Basis string

const (
	Documented Basis = "documented" // a document of the service states it
	Inferred   Basis = "inferred"   // concluded from documents or client sources
)

// A Retry says whether sending the same request again can help.
type Retry struct {
	When RetryWhen `json:"when"`
	Note string    `json:"note,omitempty"` // what to wait for or to change first
}

// RetryWhen is the kind of a [Retry].
type RetryWhen string

const (
	RetryNo       RetryWhen = "no"        // the same request fails again
	RetryAfterFix RetryWhen = "after-fix" // once the cause is removed
	RetryBackoff  RetryWhen = "backoff"   // after a growing pause
)

// Who is the party that has to act.
type Who string

const (
	Caller       Who = "caller"        // whoever writes or configures the client
	AccountAdmin Who = "account-admin" // whoever manages the cloud account
	CLS          Who = "cls"           // the service itself
)

// Resources lists the values of [Entry.Resource]: the CLS object that the error
// is about, or "request", "account", "service" where it is about none.
var Resources = []string{
	"request", "account", "service",
	"logset", "topic", "index", "log", "shipper", "task",
	"machinegroup", "consumer", "cursor", "agent",
}
