// Package decode reads whatever a person pastes, finds the errors of Tencent
// Cloud Log Service (CLS) in it, and shows what each conclusion rests on.
//
//	report := decode.Text(paste, decode.Options{})
//
// # What it reads
//
// A response body in any form that survives copying: with or without braces,
// escaped inside other JSON to any depth, with single, typographic or HTML
// quotes, cut off in the middle. The output of curl -i and curl -v. A status
// and a body side by side, as client libraries log them. A code or a documented
// message in a sentence. Mail and ticket quote marks, CRLF, a byte order mark
// and bytes that are not UTF-8 do no harm.
//
// # What it concludes
//
// The server's own errorcode is the fact; everything else is weaker. What makes
// a [Finding] certain, likely or possible is written in confidence.go and
// nowhere else. A documented message gives candidates only, because the service
// does not send the documented sentences literally. Letters such as "cls"
// decide nothing; the signs that do are listed in vendor.go.
//
// Where status and code contradict the catalog, both are kept and a note says
// so: a client or proxy stands in between.
//
// # What it does not do
//
// It does not know the forms of single client libraries: a code that a client
// invented is found only where it is spelled like a code of the catalog. It
// does not look into archives, HAR entries or encoded bodies as such. It reads
// at most [MaxInput] bytes.
//
// # Secrets
//
// Keys, tokens, signatures and cookies are marked in [Report.Redactions] and
// occur in no string of a report. Offsets do point at the input itself.
//
// # Cost
//
// Time is linear in the input, whatever the input: one pass over its words,
// with nested strings read at most maxNesting times. Memory is far below the size
// of an ordinary input. Inputs made to hurt, such as a list of a million secrets,
// take up to about thirty times their size. At most [MaxFindings] are listed.
package decode
