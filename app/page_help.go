package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// helpView is the manual, in the order in which people need it.
func helpView() app.UI {
	c := catalog.Get(home)
	paragraph := func(text string) app.UI { return txt("p", text) }
	return el("article.page.help",
		el("h1").ID(idHeading).TabIndex(-1).Text(say("Help")),
		section("privacy", say("Privacy"), el("div",
			paragraph(say("Nothing you type or paste leaves this browser. There is no server behind the page, no telemetry and no account; the page may not connect anywhere but to its own files. The address and the history hold searches and filters, never a paste. Reloading forgets the paste.")),
			paragraph(say("This browser keeps what you choose (language, theme, keys) and which entries you opened last, to show them on an empty search; each can be removed there. Searches and pastes are not kept.")),
			paragraph(say("Secrets in a paste (SecretId, SecretKey, passwords, signature, token, Authorization, cookies, account ids) are masked everywhere but in the paste box itself. Decode lists what was masked; each can be shown again.")),
		)),
		section("decode", say("Decode a response"), el("div",
			paragraph(say("Paste a response anywhere on the page, or on Decode. The decoder reads JSON bodies of API 2017 and API 3.0, curl -i and curl -v output, what the SDKs, appenders and tools of CLS print, HAR archives, a status line, a code or a documented message in prose, several errors in one text, and texts that were cut off.")),
			paragraph(say("Every finding says how sure it is. Certain: the server's own error code stands in a response body. Likely: something is missing or does not fit. Possible: only the status, or words that other products use too.")),
			paragraph(say("A code and a status that do not belong together are both reported: a proxy or a client stands in between. What nothing explains stays visible in the text.")),
		)),
		section("triage", say("Triage a log"), el("div",
			paragraph(say("Triage reads logs and HAR files of any size. A line and what belongs to it, such as a stack trace, is read together. Errors that differ in ids, numbers, times and names only are one group. A line without a time takes that of the nearest line above, and is counted as such.")),
			paragraph(say("Every line is counted once: with an error, suspicious (a failed status, an unknown code, an exception, logged as an error), without any of it, or not text.")),
		)),
		section("search", say("Search"), el("div",
			paragraph(say("Type a code in any spelling (topic_not_exist, TopicNotExist), its capitals (TNE), part of it, a status (404, 4xx), words of the message or of your own (payload too large), or several of these. Small typing mistakes are forgiven.")),
		)),
		section("keys", say("Keys"), keyList()),
		section("offline", say("Offline"), el("div",
			paragraph(say("After the first visit the whole app is kept in the browser; “Works offline” stands at the foot of the page once that is done. A new version is offered with what it changes, and used only when you click.")),
		)),
		section("data", say("Where the data comes from"), el("div",
			el("p", weave(
				sayf("Explore opens on “%s” (%s), edition %s: %d codes, with statuses and messages verbatim from {0}. Later editions, API 3.0, the codes that clients invent and bare HTTP statuses are one click away; {1} says what each covers and offers them as files.",
					c.Source.Document, say(c.Name), c.Opens, c.Edition(c.Opens).Rows),
				el("a").Attr("href", c.Source.URL).Attr("rel", "noopener noreferrer").Text(say("the document")),
				el("a").Attr("href", href("/catalog")).Text(say("Catalogs")),
			)...),
			paragraph(say("Meanings, causes and actions are written for this project. “documented” marks what a document of the service states, “inferred” what was concluded from documents or from the source of clients. Limits quoted in messages are those of 2019.")),
			paragraph(say("This is not a product of Tencent.")),
		)),
		section("licences", say("Licences"), el("div",
			el("p", weave(say("The app contains the work of others, under {0}:"),
				el("a").Attr("href", href(licenceTexts)).Attr("download", "licences.txt").Text(say("these licences")))...),
			borrowingList(),
		)),
	)
}
