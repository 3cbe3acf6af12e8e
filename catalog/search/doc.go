// Package search finds entries of a catalog from whatever a person types: a
// code in any spelling, a part of one, its first letters, an HTTP status, words
// of the message, other words for the same thing, in English or Chinese, any of
// them with a typo, or a short paste that holds a code.
//
// # What is found
//
// Every word of the query has to be accounted for by an entry: by its code,
// status, message, meaning or tags. Words that say nothing about an error
// ("the", "is", "status code") need not be. Of several statuses one is enough. A
// query that is not about any entry finds nothing rather than something near;
// [Index.Suggest] then names queries that do find something, and [Nearest] codes.
//
// A query is read strictly first (answer in search.go): words as they
// are spelled, inflected or begun, and words written apart or together. If that
// is no code, a code spelled out among other words comes next; then synonyms,
// unless the codes themselves already answered; then words divided otherwise;
// and only if there is still no hit, parts of codes, typos and abbreviations. So
// what is spelled right never drags in what merely looks like it.
//
// # Order
//
// Hits are ordered by the rules in rank.go, the first that tells two hits apart
// decides. There are no weights.
//
// # How it is stored
//
// split.go cuts texts into words, and dictionary.go keeps each distinct word once
// and knows it by number. An [Index] writes the entries out as word numbers, one
// field after the other: first the statuses that entries have, each once; then the
// codes of all entries; then their texts. places.go turns that around, a stretch
// of it at a time: for each word, where it stands. codes.go has what is known of
// codes as a whole, spelling.go the codes in one piece, which misspelled words are
// compared with, and column.go what entries are filtered by. All of it is flat
// arrays; nothing is allocated for an entry or a token, which is what costs in
// WebAssembly.
//
// # What is read when
//
// [New] reads up to 4000 entries in full. Of more it reads the codes, the statuses
// and what is filtered by. From then on a blank query, a paste that names a code,
// and a query all of whose words one code shows are answered, filters included,
// and find entries by their codes and statuses alone. The first other query waits
// until everything is read. [Index.ReadOn] reads the rest in slices of a few
// milliseconds, so that nobody waits for a page that calls it between frames; once
// it returns false every answer is complete.
//
// # How it is searched
//
// match.go finds the words and places that may stand for a word of the query, as
// it is written, and repair.go if it is misspelled; a print of each word and code
// (distance.go) and the last word of each code rule out most without reading them.
// read.go puts the words of one reading together: the one found at the fewest
// places says which entries are looked at. rank.go picks the best without sorting
// the rest, facet.go counts, and highlight.go looks only at the hits that are
// shown. What a search needs that is as large as the index is kept for the next.
//
// # Bounds
//
// The first 512 bytes and 32 words of a text are searched as words. In a longer
// one, and in one that looks like a piece of a response or a log, the codes it
// names are the hits, looked for in its first 64 KiB; if there are none, what its
// words find, the entry whose message it quotes, or else the status it says. Words
// of more than 64 bytes are not matched with typos. An index has up to 2^29
// entries, and 2^32 words in all.
package search
