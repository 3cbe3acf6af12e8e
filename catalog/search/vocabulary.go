package search

import (
	"strings"
	"sync"
)

// glue are words that carry sentences and say nothing about an error. A query
// need not find them.
var glue = set(`a an the this that these those it its there
	of for in on at to from by with as into about or and but if then so
	is are was were be been being am has have had do does did will would can could should
	i we my our me us you your they their
	what which who when where why how
	get gets getting got gives given just please any some
	fix fixed solve help mean means problem issue`)

// noise are words that stand around any error of any service. A query need not
// find them unless it has nothing else; finding them ranks an entry higher.
var noise = set(`error errors err code codes errorcode errcode errormessage errormsg errmsg message messages msg
	exception response request requests reply returned returns return
	http https status statuscode statuses cls tencent tencentcloud cloud api sdk`)

// synonyms lists ways to say the same about any resource. A phrase of a query
// also finds the other phrases of its lines. What is true of one error only is a
// tag of its entry instead.
var synonyms = []string{
	"conflict, duplicate, already exists, exists already, already there, same name, name taken, name in use",
	"not exist, nonexistent, not found, cannot find, no such, unknown, gone, deleted, removed",
	"invalid, bad, wrong, incorrect, malformed, illegal, broken, not valid, unparsable",
	"invalid, not supported, unsupported, unknown, not accepted",
	"not supported, unsupported, not implemented, not available",
	"missing, absent, without, no, not sent, not set, lacks, omitted, empty, required, forgot",
	"empty, blank, no",
	"not empty, nonempty, still has, still contains",
	"not, no, cannot, cant, doesnt, isnt, dont, didnt, wasnt, arent, couldnt",
	"exceed, too many, over limit, limit reached, limit exceeded, quota, quota exceeded, maximum, over quota",
	"exceed, too large, too big, too long, over limit, larger than, oversize, oversized",
	"not allowed, denied, forbidden, permission denied, access denied, no permission, not permitted, refused, prohibited",
	"unauthorized, authentication failed, not authorized, denied, permission denied, access denied, no permission, unauthenticated",
	"authorization, authentication, auth, credentials",
	"closed, disabled, turned off, switched off",
	"read only, immutable, not editable, cannot change, cannot modify",
	"param, parameter, argument",
	"content, body, payload",
	"compress, compression, encoding",
	"machine, server, host",
	"shipper, shipping, shipment, delivery, export",
	"consumer, consumption, consume",
	"ip, address",
	"failed, failure, unsuccessful",
	"internal, server side, service side",
}

func set(text string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(text) {
		m[w] = true
	}
	return m
}

// A thesaurus gives for a phrase, written as stems with blanks between them, the
// other phrases of its groups, each as the stems of its words.
type thesaurus struct {
	other   map[string][][]string
	longest int // words of the longest phrase
}

var phrases = sync.OnceValue(func() thesaurus {
	t := thesaurus{other: make(map[string][][]string)}
	for _, line := range synonyms {
		var group [][]string
		for phrase := range strings.SplitSeq(line, ", ") {
			var stems []string
			for _, w := range words(phrase) {
				stems = append(stems, stem(w.text))
			}
			group = append(group, stems)
			t.longest = max(t.longest, len(stems))
		}
		for i, phrase := range group {
			key := strings.Join(phrase, " ")
			for j, other := range group {
				if i != j {
					t.other[key] = append(t.other[key], other)
				}
			}
		}
	}
	return t
})
