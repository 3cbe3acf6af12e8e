package decode

import (
	"bytes"
	"encoding/json"
	"fmt"

	"cls-error-explorer/catalog"
)

// A Report is everything [Text] concluded from one input. All offsets in it are
// byte offsets into that input, on rune borders, with 0 <= Start < End.
type Report struct {
	Shape      string      `json:"shape"` // one of the Shape constants
	Verdict    Verdict     `json:"verdict"`
	Findings   []Finding   `json:"findings"`   // by position, equal ones merged
	Redactions []Redaction `json:"redactions"` // ascending, never overlapping

	// Remainder is the parts of the input that nothing explains, ascending. Runs
	// of blanks and punctuation are left out. It is nil if everything is
	// explained; of an input of verdict Unknown everything but the secrets is
	// left.
	Remainder []Span `json:"-"`
}

// A Verdict is the one-word answer of a [Report].
type Verdict string

const (
	Failed    Verdict = "error"   // at least one finding
	Succeeded Verdict = "success" // a response, and no error in it
	Unknown   Verdict = "unknown" // nothing recognised
)

// A Finding is one error, or several equal ones.
type Finding struct {
	Product     Product    `json:"product"`
	ProductName string     `json:"productName"` // for people; empty where unknown
	API         string     `json:"api"`         // API2017, API3 or empty
	Status      int        `json:"status"`      // HTTP status seen in the input, 0 if none
	Code        string     `json:"code"`        // as the server spelled it
	ClientCode  string     `json:"clientCode"`  // a code the client put in its place
	Message     string     `json:"message"`     // unescaped, secrets replaced, at most maxMessage bytes
	RequestID   string     `json:"requestId"`
	Confidence  Confidence `json:"confidence"`

	// Entry is the documented error, nil where none can be named. It is the
	// one of Code even if Status differs from the documented status; without
	// Code, that of ClientCode, or of the bare status that a gateway sent.
	Entry *catalog.Ref `json:"entry"`
	// Candidates are documented errors it may be, when Entry is nil or only a
	// client's: then they are what the server may have said.
	Candidates []catalog.Ref `json:"candidates"`

	Evidence []Evidence `json:"evidence"` // by Start; of the first of merged findings
	Notes    []Note     `json:"notes"`
	Count    int        `json:"count"` // how often it was found, at least 1

	// What a ticket needs besides; empty where the input does not say.
	Method   string `json:"method"`
	Path     string `json:"path"` // with its query, secrets replaced
	Host     string `json:"host"`
	Region   string `json:"region"` // "ap-guangzhou"
	Time     string `json:"time"`   // RFC 3339 where the input names the zone, else as written
	TopicID  string `json:"topicId"`
	LogsetID string `json:"logsetId"`
	Client   string `json:"client"` // the program that printed the error or sent the request
}

// A Product is whose error it is.
type Product string

const (
	ProductCLS     Product = "cls"
	ProductTencent Product = "tencentcloud" // another, or an unnamed, Tencent Cloud product
	ProductOther   Product = "other"        // another vendor; see ProductName
	ProductUnknown Product = "unknown"
)

// Values of [Finding.API].
const (
	API2017 = "2017"
	API3    = "3.0"
)

// An Evidence names the place of the input that a conclusion rests on.
type Evidence struct {
	Field string `json:"field"` // one of the Field constants
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Values of [Evidence.Field].
const (
	FieldCode      = "code"
	FieldMessage   = "message"
	FieldStatus    = "status"
	FieldRequestID = "requestId"
	FieldMethod    = "method"
	FieldPath      = "path"
	FieldHost      = "host"
	FieldRegion    = "region"
	FieldTime      = "time"
	FieldTopicID   = "topicId"
	FieldLogsetID  = "logsetId"
	FieldClient    = "client"
	FieldAction    = "action"   // the operation that a denial names
	FieldResource  = "resource" // and what it was to act on
	FieldSign      = "sign"     // what tells whose answer it is
)

// A Note is a remark on a finding in one or two plain sentences.
type Note struct {
	Kind string `json:"kind"` // one of the Note constants
	Text string `json:"text"`

	// What Text was made of, to say it in another language: a format with verbs
	// of package fmt, and its values: numbers, strings and Words.
	Format string `json:"-"`
	Values []any  `json:"-"`
}

// Words is a value of a note that is in English itself.
type Words string

// noteOf returns a note of the format and its values.
func noteOf(kind, format string, values ...any) Note {
	return Note{kind, fmt.Sprintf(format, values...), format, values}
}

// Values of [Note.Kind].
const (
	NoteStatusDiffers = "status-differs" // status and code disagree with the catalog
	NoteClientCode    = "client-code"    // a code that is not the server's own
	NoteWithdrawn     = "withdrawn"      // newer editions no longer list the code
	NoteOtherProduct  = "other-product"  // not an answer of CLS
	NoteTruncated     = "truncated"      // the text ends or was cut too early
	NoteLaterEdition  = "later-edition"  // only editions after the usual one list the code
	NoteClockSkew     = "clock-skew"     // the signature's time and the server's disagree
	NoteUnlisted      = "unlisted-code"  // its family is documented, the code is not
	NoteCause         = "cause"          // what the message says about the cause
	NoteNoAnswer      = "no-answer"      // nobody answered: the request or the way to CLS failed
	NoteUnread        = "unread-body"    // the body is encoded in a way that cannot be read
	NoteDuplicateID   = "duplicate-id"   // two request ids for one response
)

// A Redaction is a secret in the input and the text to show in its place.
// Equal secrets have equal placeholders.
type Redaction struct {
	Kind        string `json:"kind"`        // one of the Secret constants
	Placeholder string `json:"placeholder"` // "<signature-1>"
	Start       int    `json:"start"`
	End         int    `json:"end"`
}

// A Span is a range of bytes of the input.
type Span struct{ Start, End int }

func (s Span) len() int { return s.End - s.Start }

// JSON returns r as indented JSON that ends with a newline. Lists are never
// null, and <, > and & are not escaped.
func (r Report) JSON() []byte {
	if r.Findings == nil {
		r.Findings = []Finding{}
	}
	if r.Redactions == nil {
		r.Redactions = []Redaction{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		panic(err) // the types hold nothing that cannot be encoded
	}
	return b.Bytes()
}
