package decode

// What CLS answers to a search that fails, in the order of its help page, with
// the causes that the page gives. API 3.0 sends them as FailedOperation.QueryError
// and its like; the console shows the text alone.
func init() {
	query := func(words, text string) causeText {
		return causeText{"QueryError " + words, cause{text: text, code: "FailedOperation.QueryError"}}
	}
	registerCauses(
		query("illegal_argument_exception Cannot search on Full-Text since it is not indexed", "The topic has no full-text index."),
		query("illegal_argument_exception Cannot search on field * since it is not indexed", "There is no key-value index on that field."),
		query("illegal_argument_exception syntax error on field * full text search is closed", "and, or and not are operators in upper case only (AND, OR, NOT); in lower case they are words to search for."),
		query("number_format_exception For input string", "A comparison with a number is written wrongly."),
		query("circuit_breaking_exception Analysis data is too large", "The analysis covers too much data. Narrow the time range or the condition."),
		query("parse_exception * not allowed as first character in WildcardQuery", "A wildcard may not be the first character of a word."),
		query("sql_illegal_argument_exception cannot cast", "cast takes dates in ISO form or Unix milliseconds, not this form."),
		query("verification_exception Cannot order by non-grouped column", "Statistics are not enabled for that field, so it cannot be sorted by."),
		query("verification_exception Cannot use non-grouped column", "Statistics are not enabled for that field."),
		query("verification_exception Field * cannot be used for grouping", "Statistics are not enabled for that field, so it cannot be grouped by."),
		query("verification_exception Unknown column", "The field does not exist."),
		query("verification_exception Unknown function", "The function does not exist."),
		query("verification_exception argument of * must be", "The function needs a number, but the field is text."),
		query("parse_exception Failed to parse query", "The search statement cannot be parsed."),
		query("line", "The statement cannot be parsed at that line and column."),
		causeText{"Internal error Please try again later", cause{
			text: "The service itself failed. Try again; if it lasts, report the request id.", code: "InternalError", shared: true}},
	)
	// A cause in a word: SyntaxError[…] is none in any other text, and the code
	// SearchTimeout of API 3.0 is spelled with its family.
	syntax := cause{text: "A part of the SQL statement cannot be parsed.", code: "FailedOperation.SyntaxError", shared: true}
	register(recogniser{name: "SyntaxError[…]", words: []string{"syntaxerror"}, read: func(s *scanner, start, end int) int {
		if string(s.in[start:end]) == "SyntaxError" && end < len(s.in) && s.in[end] == '[' {
			s.markCause(start, s.bracketEnd(start, end+1), &syntax)
		}
		return 0
	}})
	timeout := cause{text: "The search took too long.", code: "FailedOperation.SearchTimeout", shared: true}
	register(recogniser{name: "SearchTimeout", words: []string{"searchtimeout"}, read: func(s *scanner, start, end int) int {
		if string(s.in[start:end]) == "SearchTimeout" {
			s.markCause(start, end, &timeout)
		}
		return 0
	}})
}
