// Package catalog holds what is known about the errors of Tencent Cloud Log
// Service (CLS): one [Catalog] per API or source, one [Entry] per documented
// error.
//
// # Where the knowledge lives
//
// The entries are data, not code: data/*.json, one file a catalog. A native
// binary embeds them; in the browser the page provides them ([Provide]).
// data/README.md is the style guide of the fields, data/schema.json their
// machine-readable form. [Default] returns the catalogs, [Get] one of them.
// [Parse] reads one from any JSON text and refuses data that breaks a rule of
// [Catalog.Lint], with the file, the entry and the field named; the tests hold
// the project's own data to the same rules.
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
	Opens    string    `json:"opens"`    // id of the edition that is shown first
	Entries  []Entry   `json:"entries"`
}

// A Source names the document that entries come from.
type Source struct {
	Document string `json:"document"` // its title
	URL      string `json:"url"`      // https, where it was published
	Updated  string `json:"updated"`  // its own newest date, YYYY-MM-DD
}

// An Edition is one dated state of the source document.
type Edition struct {
	ID   string `json:"id"`             // its date, YYYY-MM-DD
	Rows int    `json:"rows"`           // how many errors it lists
	Note string `json:"note,omitempty"` // what changed in it, in a sentence
}

// An Entry is one documented error.
type Entry struct {
	Status     int      `json:"status"`               // HTTP status it comes with; 0 where there is no answer
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
	Group      Group    `json:"group,omitempty"`      // part of the catalog, where it has parts
	Limits     []Limit  `json:"limits,omitempty"`     // the limit that the message quotes, edition by edition
	Twins      []Twin   `json:"twins,omitempty"`      // entries of an older catalog with the same meaning or the same word
	Clients    []string `json:"clients,omitempty"`    // which clients print the code, where none but clients do
	Statuses   []int    `json:"statuses,omitempty"`   // every status that Clients print it for, Status first
	StandsFor  []Ref    `json:"standsFor,omitempty"`  // the server's errors that Clients may hide behind it
	Origin     *Origin  `json:"source,omitempty"`     // where it is documented, if not in the catalog's document

	// Catalog is the id of the catalog that holds the entry. Parse and the
	// embedded catalogs have it set.
	Catalog string `json:"-"`
}

// Ref returns the identity of e.
func (e *Entry) Ref() Ref { return Ref{e.Catalog, e.Status, e.Code} }

// A Point is one cause or one action, with how it is known.
type Point struct {
	Text  string `json:"text"`
	Basis Basis  `json:"basis"`
}

// A Limit is the number that the message of an entry quotes in the editions from
// Edition on, with its unit if it has one.
type Limit struct {
	Edition string `json:"edition"`
	Value   string `json:"value"`
}

// A Twin is the counterpart of an entry in another catalog. The data names twins
// in one direction, from the newer catalog to the older; [Twins] knows both.
type Twin struct {
	Catalog string `json:"catalog"`
	Code    string `json:"code"`
	Differs bool   `json:"differs,omitempty"` // the same word with another meaning
	Note    string `json:"note,omitempty"`    // how they differ
}

// An Origin says where one entry is documented.
type Origin struct {
	Document string `json:"document"`
	Edition  string `json:"edition"` // YYYY-MM-DD
}

// A Group is a part of a catalog.
type Group string

const (
	Product Group = "product" // codes of CLS itself
	Common  Group = "common"  // codes that every product of API 3.0 can return
)

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
	"query", "alarm", "dashboard", "function", "cos", "kafka",
	"partition", "notice", "config", "scheduled", "datatransform",
}
