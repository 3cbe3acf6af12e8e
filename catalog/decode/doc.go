// Package decode reads whatever a person pastes, finds the errors of Tencent
// Cloud Log Service (CLS) in it, and shows what each conclusion rests on.
//
//	report := decode.Text(paste, decode.Options{})
//
// # What it reads
//
// A response body in any form that survives copying: with or without braces,
// escaped inside other JSON to any depth, with single, typographic, full-width or
// HTML quotes, in an address, a field of CSV or a log of nginx, cut off in the
// middle. The output of curl -i and curl -v. A status and a body side by side, as
// client libraries log them. A code or a documented message in a sentence. What
// SDKs, plug-ins and tools print for an error, each in words of its own: see the
// files client_*.go. Mail and ticket quote marks, the box of Terraform, what
// stands before each line of an object in the log of a container, colours, CRLF, a
// byte order mark and bytes that are not UTF-8 do no harm, nor do lines that a
// terminal wrapped at any column. UTF-16 is known by its byte order mark or the
// zero bytes of its first letters.
//
// A HAR, whole, cut off or damaged, or one of its entries: every failed exchange
// is a finding of its own, also one that no answer came to. Bodies in base64 are
// read, also those that are compressed with gzip or deflate, the first maxContent
// bytes of each and MaxInput bytes of all.
//
// # What it concludes
//
// The server's own errorcode is the fact; everything else is weaker. What makes
// a [Finding] certain, likely or possible is written in confidence.go and
// nowhere else. A documented message gives candidates only, because the service
// does not send the documented sentences literally. Letters such as "cls"
// decide nothing; the signs that do are listed in vendor.go.
//
// What belongs to an error stands in its exchange, in its record of a log or,
// in a text without time stamps, near it. A line that begins with a time stamp
// begins another record: its status, ids, hosts and topics are not the error's.
// What an answer says itself outweighs what only stands near. A number is a
// status where the text says so, where nothing else stands before a body or a
// code, or right behind a body.
//
// A client may print a code of its own in the place of the server's. It is told
// apart by who printed it, goes to [Finding.ClientCode], and the errors that it
// may stand for are candidates. A code that other products have as well is
// explained only beside a sign that CLS answered. A client that prints neither a
// code nor an id says that no answer came.
//
// What a success returns is data: a log that was searched may hold an error.
// What somebody searched for is data as well, also where the message of the
// server repeats it. The answer to a search of the 2017 API is known by its
// members, without a header.
//
// An HTML page in the record of a client is the answer of a gateway: a note says
// so, and no error of CLS is a candidate.
//
// Where status and code contradict the catalog, both are kept and a note says
// so: a client or proxy stands in between. Notes also tell of a wrong clock, of
// codes that other editions list, and of answers of gateways and other products.
//
// # How to add a shape
//
// A file that registers it in an init function, with a template (see shape) or
// a recogniser of its own, and a golden file in testdata for each form. A test
// names every recogniser and template that no golden file shows.
//
// # What it does not do
//
// It does not know the log lines of LogListener, nor of agents that send over
// Kafka: neither prints codes of CLS that are known. Brotli is not read. It reads
// at most [MaxInput] bytes.
//
// # Secrets
//
// Keys, passwords, tokens, signatures, cookies and the numbers of accounts are
// marked in [Report.Redactions] and occur in no string of a report. They are told
// by the name before them, in any spelling (see secretNames) and in whatever
// people paste: JSON, YAML, XML, properties, headers, URLs, options, tables, what
// programs print of their values, sentences in English and Chinese, all of it
// escaped or percent-encoded. A few are told by their form or place: a SecretId and
// the key behind it, Bearer, JSON Web Tokens, the password of a URL or of curl -u,
// private keys in PEM, the accounts in qcs::. Behind a name or a SecretId, what has
// the form in which keys, signatures and tokens are issued is hidden whatever
// stands between; see issuedBehind. The host of a URL is shown without user and
// password.
//
// What a name and a sign tie together, as in secretKey=x, is a secret whatever it
// looks like, unless the name is an ordinary word (see trust), or the value says
// that it is none: null, ****, ${SECRET_KEY}, os.environ; see absent and refers.
// Beside a name without a sign, a value has to look made by a machine: long, with
// digits, and no path or name of lower-case words. So "the secret key is wrong"
// stays. A header in the middle of a line ends with its credentials or its last
// cookie where that can be told, else with the line.
//
// One that was broken over lines is hidden whole. Offsets do point at the input
// itself, in its own encoding; what was read out of base64 has the place of the
// base64. In an archive, a body in base64 that cannot be read to its end is
// hidden whole.
//
// # Cost
//
// Time is linear in the input, whatever the input: one pass over its words,
// with nested strings read at most maxNesting times. Memory is far below the size
// of an ordinary input, and at most about ten times that of one made to hurt.
//
// What is kept is bounded, and where a bound is reached the report says so: at
// most [MaxFindings] are listed, see the note of the last; of a HAR, the first
// maxExchanges that failed are read; after maxSecrets secrets the rest of the
// input is hidden and not read, see [ShapeStopped] and [ShapeUnread].
package decode
