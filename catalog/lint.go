package catalog

// The rules of the data, each stated once. data/README.md says what good data
// looks like; this file says what is refused.
//
// A problem reads "entry: field: what is wrong", without the entry where the
// catalog itself is at fault, and quotes the value that broke the rule.

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxEditions keeps the effort linear: each entry is looked up in each edition.
const maxEditions = 100

// Lengths in characters. A meaning has to fit one line of a result list.
const (
	maxAbout   = 480
	maxMeaning = 140
	maxPoint   = 240
	maxTag     = 40
	maxCode    = 80
)

var (
	bases   = []Basis{Documented, Inferred}
	retries = []RetryWhen{RetryNo, RetryAfterFix, RetryBackoff}
	parties = []Who{Caller, AccountAdmin, CLS}
	groups  = []Group{Product, Common}
)

// filler lists phrases, in lower case, that add nothing to a sentence.
var filler = []string{
	"please", "simply", "kindly", "obviously", "of course",
	"something went wrong", "contact support for more information",
}

// Lint returns what is wrong with c, in the order of its fields and entries;
// nothing if c is sound. The effort is linear in the size of c.
func (c *Catalog) Lint() []string {
	var l linter
	if !isID(c.ID) {
		l.report("id", "%q is not lower-case letters and digits joined by single - or .", c.ID)
	}
	l.text("name", c.Name)
	l.sentence("about", c.About, maxAbout)
	l.source(&c.Source)
	l.editions(c)
	if c.Edition(c.Opens) == nil {
		l.report("opens", "%q is no edition of the catalog", c.Opens)
	}
	l.entries(c)
	return l.problems
}

// LintReferences returns what is wrong with the references from one catalog to
// another: twins and errors that a client hides which no catalog lists.
func LintReferences(catalogs []*Catalog) []string {
	var l linter
	known := func(id, code string, status int) bool {
		for _, c := range catalogs {
			if c.ID == id {
				e := c.Lookup(code)
				return e != nil && (status == 0 || e.Status == status)
			}
		}
		return false
	}
	for _, c := range catalogs {
		for i := range c.Entries {
			e := &c.Entries[i]
			l.entry = fmt.Sprintf("%s: %d %s", c.ID, e.Status, e.Code)
			for j, t := range e.Twins {
				if !known(t.Catalog, t.Code, 0) {
					l.report(fmt.Sprintf("twins[%d]", j), "%s has no %q", t.Catalog, t.Code)
				}
			}
			for j, ref := range e.StandsFor {
				if !known(ref.Catalog, ref.Code, ref.Status) {
					l.report(fmt.Sprintf("standsFor[%d]", j), "%s has no %d %q", ref.Catalog, ref.Status, ref.Code)
				}
			}
		}
	}
	return l.problems
}

// A linter collects problems. entry is the label of the entry in hand, "" while
// it looks at the catalog itself.
type linter struct {
	entry    string
	problems []string
}

func (l *linter) report(field, format string, args ...any) {
	problem := field + ": " + fmt.Sprintf(format, args...)
	if l.entry != "" {
		problem = l.entry + ": " + problem
	}
	l.problems = append(l.problems, problem)
}

func (l *linter) source(s *Source) {
	l.text("source.document", s.Document)
	l.text("source.url", s.URL)
	if !strings.HasPrefix(s.URL, "https://") {
		l.report("source.url", "%q does not start with https://", s.URL)
	}
	l.date("source.updated", s.Updated)
}

func (l *linter) editions(c *Catalog) {
	switch {
	case len(c.Editions) == 0:
		l.report("editions", "is empty")
	case len(c.Editions) > maxEditions:
		l.report("editions", "has %d, the most is %d", len(c.Editions), maxEditions)
		return
	}
	for i, edition := range c.Editions {
		field := fmt.Sprintf("editions[%d]", i)
		l.date(field+".id", edition.ID)
		if edition.Note != "" {
			l.sentence(field+".note", edition.Note, maxPoint)
		}
		if i > 0 && edition.ID <= c.Editions[i-1].ID {
			l.report(field+".id", "%q is not later than %q before it", edition.ID, c.Editions[i-1].ID)
		}
		rows := 0
		for range c.EntriesIn(edition.ID) {
			rows++
		}
		if rows != edition.Rows {
			l.report(field+".rows", "says %d, but %d entries are in edition %s", edition.Rows, rows, edition.ID)
		}
	}
}

func (l *linter) entries(c *Catalog) {
	if len(c.Entries) == 0 {
		l.report("entries", "is empty")
	}
	editions := c.Editions[:min(len(c.Editions), maxEditions)]
	labels := make([]string, len(c.Entries))
	codes := make(map[string]bool, len(c.Entries))    // as spelt
	folded := make(map[string]string, len(c.Entries)) // lower case to the first label
	for i := range c.Entries {
		e := &c.Entries[i]
		labels[i] = fmt.Sprintf("%d %s", e.Status, e.Code)
		if !isCode(e.Code) {
			labels[i] = fmt.Sprintf("entries[%d]", i)
		}
		codes[e.Code] = true
	}
	for i := range c.Entries {
		e := &c.Entries[i]
		l.entry = labels[i]
		// Codes stand in URLs, which people type in any case.
		if first, taken := folded[strings.ToLower(e.Code)]; taken {
			l.report("code", "%q is already the code of %s", e.Code, first)
		} else {
			folded[strings.ToLower(e.Code)] = labels[i]
		}
		l.identity(e)
		l.prose(e)
		oneOf(l, "retry.when", e.Retry.When, retries)
		if e.Retry.Note != "" {
			l.sentence("retry.note", e.Retry.Note, maxPoint)
		} else if e.Retry.When != RetryNo {
			l.report("retry.note", "is empty; say what to change or to wait for")
		}
		oneOf(l, "who", e.Who, parties)
		oneOf(l, "resource", e.Resource, Resources)
		l.see(e, codes)
		l.tags(e)
		l.lifetime(e, editions, codes)
		l.limits(e, c)
		l.counterparts(e)
		l.client(e)
		if e.Group != "" {
			oneOf(l, "group", e.Group, groups)
		}
		if e.Origin != nil {
			l.text("source.document", e.Origin.Document)
			l.date("source.edition", e.Origin.Edition)
		}
	}
	l.entry = ""
}

func (l *linter) identity(e *Entry) {
	switch {
	case e.Status == 0 && len(e.Clients) > 0: // a client that got no answer
	case e.Status < 200 || e.Status > 599:
		l.report("status", "%d is not within 200 to 599", e.Status)
	case StatusText(e.Status) == "":
		l.report("status", "%d is not a registered HTTP status", e.Status)
	}
	l.code("code", e.Code)
}

func (l *linter) prose(e *Entry) {
	if e.Message != "" {
		l.printable("message", e.Message)
	}
	l.sentence("meaning", e.Meaning, maxMeaning)
	if e.Meaning != "" && sameWords(e.Meaning, e.Message) {
		l.report("meaning", "repeats the message")
	}
	l.points("causes", e.Causes)
	l.points("actions", e.Actions)
}

func (l *linter) points(field string, points []Point) {
	seen := make(map[string]bool, len(points))
	for i, p := range points {
		at := fmt.Sprintf("%s[%d]", field, i)
		l.sentence(at+".text", p.Text, maxPoint)
		if folded := strings.ToLower(p.Text); seen[folded] {
			l.report(at+".text", "%q stands twice", p.Text)
		} else {
			seen[folded] = true
		}
		oneOf(l, at+".basis", p.Basis, bases)
	}
}

func (l *linter) see(e *Entry, codes map[string]bool) {
	l.refs("see", e.See, e.Code)
	for i, code := range e.See {
		if !codes[code] {
			l.report(fmt.Sprintf("see[%d]", i), "%q is no code of this catalog", code)
		}
	}
}

func (l *linter) tags(e *Entry) {
	seen := make(map[string]bool, len(e.Tags))
	for i, tag := range e.Tags {
		at := fmt.Sprintf("tags[%d]", i)
		l.text(at, tag)
		if tag != strings.ToLower(tag) {
			l.report(at, "%q is not lower case", tag)
		}
		if n := utf8.RuneCountInString(tag); n > maxTag {
			l.report(at, "has %d characters, the most is %d", n, maxTag)
		}
		if sameWords(tag, e.Code) {
			l.report(at, "%q is the code again", tag)
		}
		if seen[tag] {
			l.report(at, "%q stands twice", tag)
		}
		seen[tag] = true
	}
}

// lifetime checks Since, Until and ReplacedBy.
func (l *linter) lifetime(e *Entry, editions []Edition, codes map[string]bool) {
	if e.Since != "" {
		l.date("since", e.Since)
	}
	if e.Until != "" {
		l.date("until", e.Until)
	}
	listed := func(edition Edition) bool { return e.In(edition.ID) }
	if e.Until != "" && e.Until <= e.Since {
		l.report("until", "%q is not later than since %q", e.Until, e.Since)
	} else if e.Until == "" && len(editions) > 0 && !slices.ContainsFunc(editions, listed) {
		l.report("since", "no edition of the catalog lists the entry")
	}
	if len(e.ReplacedBy) > 0 && e.Until == "" {
		l.report("replacedBy", "is only for an entry with until")
	}
	l.refs("replacedBy", e.ReplacedBy, e.Code)
	// Only a catalog that reaches beyond the withdrawal can hold the successors.
	reaches := len(editions) > 0 && e.Until <= editions[len(editions)-1].ID
	for i, code := range e.ReplacedBy {
		at := fmt.Sprintf("replacedBy[%d]", i)
		if !reaches {
			l.code(at, code)
		} else if !codes[code] {
			l.report(at, "%q is no code of this catalog", code)
		}
	}
}

// limits checks the limits that the message quotes.
func (l *linter) limits(e *Entry, c *Catalog) {
	for i, limit := range e.Limits {
		at := fmt.Sprintf("limits[%d]", i)
		l.text(at+".value", limit.Value)
		if c.Edition(limit.Edition) == nil {
			l.report(at+".edition", "%q is no edition of the catalog", limit.Edition)
		}
		if i > 0 && limit.Edition <= e.Limits[i-1].Edition {
			l.report(at+".edition", "%q is not later than %q before it", limit.Edition, e.Limits[i-1].Edition)
		}
	}
}

// counterparts checks the form of Twins; LintReferences checks that they exist.
func (l *linter) counterparts(e *Entry) {
	seen := map[Twin]bool{}
	for i, t := range e.Twins {
		at := fmt.Sprintf("twins[%d]", i)
		if !isID(t.Catalog) || t.Catalog == e.Catalog {
			l.report(at+".catalog", "%q is not the id of another catalog", t.Catalog)
		}
		l.code(at+".code", t.Code)
		if t.Note != "" {
			l.sentence(at+".note", t.Note, maxPoint)
		} else if t.Differs {
			l.report(at+".note", "is empty; say how the two differ")
		}
		if key := (Twin{Catalog: t.Catalog, Code: t.Code}); seen[key] {
			l.report(at, "%q stands twice", t.Code)
		} else {
			seen[key] = true
		}
	}
}

// client checks the fields of a code that only clients print.
func (l *linter) client(e *Entry) {
	if len(e.Clients) == 0 {
		if len(e.Statuses) > 0 || len(e.StandsFor) > 0 {
			l.report("clients", "is empty, but statuses or standsFor are given")
		}
		return
	}
	for i, name := range e.Clients {
		at := fmt.Sprintf("clients[%d]", i)
		l.text(at, name)
		if slices.Contains(e.Clients[:i], name) {
			l.report(at, "%q stands twice", name)
		}
	}
	if len(e.Statuses) > 0 && e.Statuses[0] != e.Status {
		l.report("statuses[0]", "%d is not the status %d of the entry", e.Statuses[0], e.Status)
	}
	for i, status := range e.Statuses {
		at := fmt.Sprintf("statuses[%d]", i)
		if status < 200 || StatusText(status) == "" {
			l.report(at, "%d is not a registered HTTP status from 200 on", status)
		}
		if slices.Contains(e.Statuses[:i], status) {
			l.report(at, "%d stands twice", status)
		}
	}
	for i, ref := range e.StandsFor {
		at := fmt.Sprintf("standsFor[%d]", i)
		l.code(at+".code", ref.Code)
		if slices.Contains(e.StandsFor[:i], ref) {
			l.report(at, "%q stands twice", ref.Code)
		}
	}
}

// refs checks a list of codes that stands in the entry of the code self.
func (l *linter) refs(field string, list []string, self string) {
	seen := make(map[string]bool, len(list))
	for i, code := range list {
		at := fmt.Sprintf("%s[%d]", field, i)
		if code == self {
			l.report(at, "%q is the entry itself", code)
		}
		if seen[code] {
			l.report(at, "%q stands twice", code)
		}
		seen[code] = true
	}
}

// sentence checks text of our own that ends in a full stop.
func (l *linter) sentence(field, s string, maxChars int) {
	l.text(field, s)
	if s != "" && !strings.HasSuffix(s, ".") {
		l.report(field, "does not end with a full stop")
	}
	if n := utf8.RuneCountInString(s); n > maxChars {
		l.report(field, "has %d characters, the most is %d", n, maxChars)
	}
}

// text checks words of our own.
func (l *linter) text(field, s string) {
	if s == "" {
		l.report(field, "is empty")
		return
	}
	l.printable(field, s)
	if strings.Contains(s, "  ") {
		l.report(field, "has two blanks in a row")
	}
	lower := strings.ToLower(s)
	for _, phrase := range filler {
		if strings.Contains(lower, phrase) {
			l.report(field, "has the filler %q", phrase)
		}
	}
}

// printable checks any text, quoted or our own.
func (l *linter) printable(field, s string) {
	if s != strings.TrimSpace(s) {
		l.report(field, "has white space at an end")
	}
	for _, r := range s {
		// encoding/json puts U+FFFD in the place of bytes that are not UTF-8.
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			l.report(field, "has the character %U, which is not printable text", r)
			return
		}
	}
}

// code checks the spelling of a code.
func (l *linter) code(field, s string) {
	if !isCode(s) {
		l.report(field, "%q is not letters and digits joined by single dots, at most %d characters", s, maxCode)
	}
}

func (l *linter) date(field, s string) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		l.report(field, "%q is not a date YYYY-MM-DD", s)
	}
}

// oneOf checks the value of an enumeration.
func oneOf[T ~string](l *linter, field string, value T, allowed []T) {
	if slices.Contains(allowed, value) {
		return
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	last := len(names) - 1
	l.report(field, "%q is neither %s nor %s", value, strings.Join(names[:last], ", "), names[last])
}

// isID reports whether s can be the id of a catalog.
func isID(s string) bool {
	return isJoined(s, "-.", func(b byte) bool { return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' })
}

// isCode reports whether s can be an error code, which stands in URLs as it is.
func isCode(s string) bool {
	return len(s) <= maxCode && isJoined(s, ".", func(b byte) bool {
		return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
	})
}

// isJoined reports whether s is one or more non-empty words, made of the bytes
// that word accepts, with one byte of joiners between them.
func isJoined(s, joiners string, word func(byte) bool) bool {
	inWord := false
	for i := range len(s) {
		switch {
		case word(s[i]):
			inWord = true
		case inWord && strings.IndexByte(joiners, s[i]) >= 0:
			inWord = false
		default:
			return false
		}
	}
	return inWord
}

// sameWords reports whether a and b differ in nothing but case, blanks and
// punctuation.
func sameWords(a, b string) bool {
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, s)
	}
	return bare(a) == bare(b)
}
