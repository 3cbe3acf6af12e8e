package app

import (
	"strconv"
	"strings"
)

// What people take away from a page is first put together as a memo, which
// knows what is said and nothing of notation, and then written down for where
// it goes. So a ticket says the same in every notation, and escaping is done in
// one place for each.
//
// The texts end without a newline, since what follows is the reader's own.

// A format is a notation that things are copied in.
type format int

const (
	asCode format = iota
	asLink
	asLine
	asMarkdown
	asJira
	asPlain
	asJSON
)

// formatNames are the formats as the buttons call them.
var formatNames = [...]string{
	asCode: "Code", asLink: "Link", asLine: "One line", asMarkdown: "Markdown",
	asJira: "Jira", asPlain: "Plain text", asJSON: "JSON",
}

// A memo is a text in parts, in order.
type memo []part

// A part is a line or a block of a memo.
type part struct {
	kind partKind
	name string // of a field, a code word or a link
	text string
}

type partKind int

const (
	title    partKind = iota // what the memo is about
	heading                  // of the parts below it
	prose                    // a paragraph
	field                    // name and text
	codeWord                 // a field whose text is an identifier
	link                     // name and address
	step                     // one of a numbered list
	quote                    // text that is shown as it is, of several lines
)

// add appends a part, unless it says nothing.
func (m *memo) add(kind partKind, name, text string) {
	if text != "" {
		*m = append(*m, part{kind, name, text})
	}
}

// A notation writes parts down.
type notation struct {
	escape func(string) string // of text within a line
	code   func(string) string // of an identifier
	title  func(string) string
	head   func(string) string
	bold   func(string) string
	link   func(address string) string
	number func(int) string // before a step
	item   string           // before a field
	quote  func(string) string
}

var (
	markdown = notation{
		escape: escapeMarkdown,
		code:   markdownCode,
		title:  func(s string) string { return "## " + s },
		head:   func(s string) string { return "### " + s },
		bold:   func(s string) string { return "**" + s + "**" },
		link:   func(address string) string { return "<" + address + ">" },
		number: func(n int) string { return strconv.Itoa(n) + ". " },
		item:   "- ",
		quote: func(s string) string {
			fence := strings.Repeat("`", max(3, longestRun(s, '`')+1))
			return fence + "text\n" + s + "\n" + fence
		},
	}
	jira = notation{
		escape: escapeJira,
		code:   func(s string) string { return "{{" + escapeJira(s) + "}}" },
		title:  func(s string) string { return "h3. " + s },
		head:   func(s string) string { return "h4. " + s },
		bold:   func(s string) string { return "*" + s + "*" },
		link:   func(address string) string { return "[" + address + "]" },
		number: func(int) string { return "# " },
		item:   "* ",
		quote: func(s string) string {
			return "{noformat}\n" + strings.ReplaceAll(s, "{noformat}", "{ noformat}") + "\n{noformat}"
		},
	}
	plain = notation{
		escape: as, code: as, title: as, head: func(s string) string { return s + ":" }, bold: as,
		link:   as,
		number: func(n int) string { return strconv.Itoa(n) + ". " },
		quote:  func(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") },
	}
)

func as(s string) string { return s }

// in writes m down. Blocks are a blank line apart; the lines of a list are not.
func (m memo) in(n *notation) string {
	var b strings.Builder
	steps := 0
	for i, p := range m {
		if p.kind != step {
			steps = 0
		}
		if i > 0 {
			b.WriteByte('\n')
			if !m.together(i) {
				b.WriteByte('\n')
			}
		}
		if p.kind == quote {
			b.WriteString(n.quote(strings.Trim(p.text, "\n")))
			continue
		}
		text := n.escape(oneLine(p.text))
		switch p.kind {
		case title:
			text = n.title(text)
		case heading:
			text = n.head(text)
		case field:
			text = n.item + n.bold(n.escape(p.name)+":") + " " + text
		case codeWord:
			text = n.item + n.bold(n.escape(p.name)+":") + " " + n.code(oneLine(p.text))
		case link:
			text = n.item + n.bold(n.escape(p.name)+":") + " " + n.link(p.text)
		case step:
			steps++
			text = n.number(steps) + text
		}
		b.WriteString(text)
	}
	return b.String()
}

// together tells whether part i belongs to the list of the part before it.
func (m memo) together(i int) bool {
	listed := func(k partKind) bool { return k == field || k == codeWord || k == link }
	a, b := m[i-1].kind, m[i].kind
	return a == step && b == step || listed(a) && listed(b)
}

// oneLine folds all blanks, line ends included.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// longestRun returns how often c stands in a row at most.
func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if run++; s[i] != c {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// alphanumeric tells whether s has a letter or digit at i. Bytes of other
// scripts count as letters.
func alphanumeric(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	c := s[i] | 0x20
	return 'a' <= c && c <= 'z' || '0' <= s[i] && s[i] <= '9' || s[i] >= 0x80
}

// inWord tells whether s has letters or digits on both sides of i.
func inWord(s string, i int) bool { return alphanumeric(s, i-1) && alphanumeric(s, i+1) }

// escapeMarkdown returns one line of text such that Markdown shows it as it is.
// Signs that mean nothing where they stand are left alone: snake_case needs no
// help, and a text without escapes is better to read.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case strings.IndexByte("\\`*[]<>~|&", c) >= 0,
			c == '_' && !inWord(s, i),
			i == 0 && (c == '#' || c == '+' || c == '-' || c == '='),
			(c == '.' || c == ')') && startsNumber(s[:i]):
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// startsNumber tells whether before is digits only: with a dot or a bracket
// behind them, they would begin a list.
func startsNumber(before string) bool {
	return before != "" && strings.Trim(before, "0123456789") == ""
}

// markdownCode returns one line of text as a code span.
func markdownCode(s string) string {
	ticks := strings.Repeat("`", longestRun(s, '`')+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return ticks + s + ticks
}

// escapeJira returns one line of text such that Jira shows it as it is.
func escapeJira(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '\\':
			b.WriteString("&#92;") // two of them would break the line
			continue
		case c == '&' && strings.IndexByte(s[i:], ';') > 0:
			b.WriteString("&amp;")
			continue
		case strings.IndexByte("{}[]|!", c) >= 0,
			strings.IndexByte("*_-+^~", c) >= 0 && !inWord(s, i),
			c == '?' && (strings.HasPrefix(s[i+1:], "?") || strings.HasSuffix(s[:i], "?")),
			i == 0 && c == '#',
			c == '(' && isSmiley(s[i:]),
			(c == ':' || c == ';') && i+1 < len(s) && strings.IndexByte(")(PD", s[i+1]) >= 0:
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// isSmiley tells whether s starts with a sign that Jira draws a picture for:
// (x), (!), (on).
func isSmiley(s string) bool {
	end := strings.IndexByte(s, ')')
	if end < 0 {
		return false
	}
	switch s[1:end] {
	case "y", "n", "i", "/", "x", "!", "+", "-", "?", "on", "off", "*", "*r", "*g", "*b", "*y", "flag", "flagoff":
		return true
	}
	return false
}
