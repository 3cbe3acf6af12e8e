package app

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// The interface speaks English and Simplified Chinese. The English words stand
// in the views and are the keys of the table of the other language, zh.json: one
// file that a translator finds, that the site offers as data/zh.json, and that
// boot.js loads for those who need it. What the entries say stays English; see
// inEnglish.

// A language is the value of a lang attribute, up to its first hyphen.
type language string

const (
	english language = "en"
	chinese language = "zh"
)

var (
	spoken = english         // the language of the page
	words  map[string]string // of the language of the page by the English ones; nil in English
)

// speak makes the interface speak l. table is the JSON object of its words, and
// is not looked at for English. If it is broken, nothing changes.
func speak(l language, table []byte) error {
	if l == english {
		spoken, words = l, nil
		return nil
	}
	var read map[string]string
	if err := json.Unmarshal(table, &read); err != nil {
		return err
	}
	spoken, words = l, read
	return nil
}

// tag returns the language as the page declares it.
func (l language) tag() string {
	if l == chinese {
		return "zh-CN"
	}
	return string(l)
}

// say returns words of the interface in the language of the page. The English
// words are the key, so a view reads as what it shows.
func say(english string) string {
	if said, ok := words[english]; ok {
		return said
	}
	return english
}

// sayf is say for words with values in them: the verbs of fmt.Sprintf.
func sayf(english string, values ...any) string { return fmt.Sprintf(say(english), values...) }

// sayn is sayf for a number of things: one is the format for 1, many for any
// other number. Both have the one verb %d.
func sayn(n int, one, many string) string {
	if n == 1 {
		return sayf(one, n)
	}
	return sayf(many, n)
}

// sentences puts sentences one behind the other. Chinese ones have no space
// between them.
func sentences(list ...string) string {
	if spoken == chinese {
		return strings.Join(list, "")
	}
	return strings.Join(list, " ")
}

// listed lists names.
func listed(names []string) string { return strings.Join(names, say(", ")) }

// weave returns text with parts in the places {0}, {1} and so on, each once: a
// sentence with a link in it is one sentence for the translator too.
func weave(text string, parts ...app.UI) []app.UI {
	var woven []app.UI
	for {
		place, at := -1, len(text)
		for i := range parts {
			if j := strings.Index(text, "{"+string(rune('0'+i))+"}"); j >= 0 && j < at {
				place, at = i, j
			}
		}
		if at > 0 {
			woven = append(woven, app.Text(text[:at]))
		}
		if place < 0 {
			return woven
		}
		woven = append(woven, parts[place])
		text = text[at+3:]
	}
}

// inEnglish marks an element whose text is English in every language of the
// page: what entries and the decoder say, and quotations.
func inEnglish(element app.HTMLElem) app.HTMLElem {
	if spoken == english {
		return element // as the whole page is
	}
	return element.Attr("lang", string(english))
}

// onLanguage switches to the other language and remembers the choice. Nothing
// else changes: not the place, the paste, the focus.
func (r *root) onLanguage(ctx app.Context, _ app.Event) {
	to := chinese
	if spoken == chinese {
		to = english
	}
	loadWords(ctx, to, func(ctx app.Context, table string, ok bool) {
		if !ok || speak(to, []byte(table)) != nil {
			r.announcement = say("The other language could not be loaded.")
			return
		}
		declareLanguage()
		ctx.Page().SetTitle(r.at.title())
		r.decoder.mark() // its marks have titles
		r.announcement = say("The page is in English now.")
	})
}
