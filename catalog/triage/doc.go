// Package triage counts the errors in whole logs: which ones, how often, since
// when. A log of any size goes through it in bounded memory.
//
//	c := triage.New("app.log", triage.Options{})
//	io.Copy(c, file)
//	summary := c.Close()
//
// [Read] does that for files as they come: plain, gzip, zip, UTF-16, HAR.
//
// # Records
//
// What is decoded at once is a record: a line and what belongs to it, such as a
// stack trace, the rest of an HTTP answer, a body on the next line. A line that
// begins with a time begins a record, and lines without one go on with it; see
// record.go. In a HAR and in a JSON array every element is a record.
//
// # How it is fast
//
// A pre-scan looks for the words that errors have (scan.go). Lines without any
// are never looked at again. Of a record with one, everything that differs
// from its equals only in ids, numbers and times is replaced (template.go); the
// decoder sees the first of each kind.
//
// # Counts
//
// Every line is counted once: with an error, suspicious, not decodable, or none
// of these. See [Lines]. Errors are counted by group; see [Group].
//
// # Bounds
//
// At most [Options.MaxGroups] groups of errors and as many of suspicious lines
// are kept. What would be a group more is counted in [Summary.Beyond]. A record
// is at most maxRecord bytes long, a timeline at most maxBuckets wide.
//
// # Secrets
//
// Samples and messages come out with every secret replaced, as the decoder does
// it. [Summary.Masked] says how many of each kind.
package triage
