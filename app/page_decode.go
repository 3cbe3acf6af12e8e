package app

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog/decode"
)

// liveBytes is the size up to which every keystroke decodes at once; above it
// the decoder waits for a pause.
const liveBytes = 64 << 10

// decodePage takes a paste and shows what it says, with the evidence marked in
// the text.
func (r *root) decodePage() app.UI {
	d := &r.decoder
	return el("div.page.decode",
		el("div.intro",
			el("h1").ID(idHeading).TabIndex(-1).Text(say("Decode a response")),
			txt("p.lead", say("A JSON body, curl output, a log line, a few words: paste what you have. It is read in this browser and sent nowhere.")),
		),
		el("div.decode-columns",
			el("div.decode-input",
				el("div.paste-bar",
					el("label.paste-label").Attr("for", idPaste).Text(say("Failed response")),
					el("button").ID("clear").Class("button button-quiet").Attr("type", "button").Text(say("Clear")).
						Attr("disabled", d.input == "").OnClick(r.onClear),
				),
				el("textarea").ID(idPaste).Class("paste").Attr("rows", 12).
					Spellcheck(false).Attr("autocapitalize", "none").Attr("autocomplete", "off").
					Attr("placeholder", say("Paste here")).
					OnInput(r.onPasteInput),
				r.samples(),
			),
			el("section.decode-output").Aria("label", say("What it says")).Body(r.report()...),
			markedText(d),
		),
	)
}

func (r *root) samples() app.UI {
	buttons := make([]app.UI, len(samples()))
	for i, s := range samples() {
		buttons[i] = el("li",
			el("button.button.button-quiet").Attr("type", "button").Text(s.name).
				OnClick(func(ctx app.Context, _ app.Event) { r.decode(ctx, s.text) }, s.name),
		)
	}
	return el("div.samples",
		el("span.samples-title").ID("samples").Text(say("Try a sample:")),
		el("ul.samples-list").Aria("labelledby", "samples").Body(buttons...),
	)
}

// onPasteInput decodes what stands in the paste box.
func (r *root) onPasteInput(ctx app.Context, _ app.Event) {
	text := fieldValue(idPaste)
	if len(text) <= liveBytes {
		r.typed++
		r.read(text)
		r.announce(r.decoder.summary())
		renderNow(ctx)
		return
	}
	r.decoder.input = text
	r.typed++
	typed := r.typed
	after(ctx, 250*time.Millisecond, func(app.Context) {
		if typed == r.typed {
			r.read(text)
			r.announce(r.decoder.summary())
		}
	})
}

// decodeNow decodes what stands in the paste box, if it waits for a pause, and
// leads to what it says.
func (r *root) decodeNow(ctx app.Context) {
	r.typed++ // nothing waits any longer
	if text := fieldValue(idPaste); len(text) > liveBytes || text != r.decoder.input {
		r.read(text)
	}
	r.announce(r.decoder.summary())
	ctx.Defer(func(app.Context) {
		if !focusFinding(+1) {
			focus(idVerdict)
		}
	})
}

// onClear empties the paste box; Undo in the box's own history is lost with a
// programmatic change, so the text stays one click away.
func (r *root) onClear(app.Context, app.Event) {
	r.cleared = r.decoder.input
	r.read("")
	setField(idPaste, "")
	focus(idPaste)
	r.announce(say("Cleared."))
}

// onUndoClear brings the cleared text back.
func (r *root) onUndoClear(ctx app.Context, _ app.Event) { r.decode(ctx, r.cleared) }

// report shows the verdict and the findings.
func (r *root) report() []app.UI {
	d := &r.decoder
	if d.empty() {
		body := []app.UI{
			txt("h2", say("What you will read here")),
			el("ul.points",
				txt("li", say("Which error it is, and how sure that is.")),
				txt("li", say("What it means, what to do, whether to retry, who has to act.")),
				txt("li", say("The request id for the ticket, and what does not fit together.")),
				txt("li", say("What was not understood. Nothing is guessed silently.")),
			),
		}
		if r.cleared != "" {
			body = append(body, el("p",
				el("button.button").Attr("type", "button").Text(say("Bring the cleared text back")).OnClick(r.onUndoClear),
			))
		}
		return []app.UI{el("div.empty", body...)}
	}

	var shape app.UI
	if d.report.Shape != decode.ShapeNothing { // the verdict says it
		shape = txt("span.shape", sayf("Read as: %s", shapeText(d.report.Shape)))
	}
	body := []app.UI{el("div").Class("verdict", "verdict-"+string(d.report.Verdict)).Body(
		txt("h2.verdict-text", verdictText(&d.report)).ID(idVerdict).TabIndex(-1),
		shape,
	)}
	if d.tooLarge() {
		body = append(body, el("p.note",
			app.Text(sentences(say("Only the first 8 MiB are decoded. Triage counts the errors in all of it."), "")),
			el("button.button.button-quiet").ID("triage-paste").Attr("type", "button").Text(say("Triage it")).OnClick(r.onTriagePaste),
		))
	}
	if d.report.Verdict == decode.Unknown {
		body = append(body, txt("p", say("No CLS error code, no HTTP response and no documented message is in this text. The text is kept as it is. The response body usually holds the code: look for “errorcode”.")))
	}
	shown := d.report.Findings
	const most = 50
	if len(shown) > most {
		shown = shown[:most]
	}
	for i := range shown {
		body = append(body, r.findingView(i, &shown[i]))
	}
	if more := len(d.report.Findings) - len(shown); more > 0 {
		body = append(body, txt("p.hint", sayn(more, "%d more finding is not shown. The command line prints all: decode -json FILE.", "%d more findings are not shown. The command line prints all: decode -json FILE.")))
	}
	if len(d.report.Redactions) > 0 {
		body = append(body, r.receipt())
	}
	body = append(body, el("p.report-json",
		r.copyButton("report", say("Copy the report as JSON"), say("JSON"), func() string {
			return strings.TrimSpace(string(d.report.JSON()))
		}),
		txt("span.hint", say("All findings, as the command line prints them.")),
	))
	return body
}

// shapeText says what the paste looks like.
func shapeText(shape string) string {
	parts := strings.Split(shape, ", ")
	for i, part := range parts {
		if said, ok := shapeWords[part]; ok {
			parts[i] = say(said)
		}
	}
	said := parts[0]
	for _, part := range parts[1:] {
		said = sayf("%s, %s", said, part)
	}
	return said
}

// shapeWords are the shapes of the decoder, to be said.
var shapeWords = map[string]string{
	decode.ShapeEmpty:     "nothing pasted",
	decode.ShapeNothing:   "nothing recognised",
	decode.ShapeCurl:      "curl -v output",
	decode.ShapeHTTP:      "HTTP response",
	decode.ShapeStatus:    "status line",
	decode.ShapeBody:      "JSON body",
	decode.ShapeBare:      "JSON body without braces",
	decode.ShapeAPI3:      "API 3.0 response",
	decode.ShapeWithError: "status and body",
	decode.ShapeText:      "text with a body",
	decode.ShapeCode:      "code",
	decode.ShapeProse:     "text with a code",
	decode.ShapeMessage:   "text with a message",
	decode.ShapeHTML:      "HTML page",
	decode.ShapeClient:    "client error",
	decode.ShapeGateway:   "gateway error",
	decode.ShapeHAR:       "HAR",
	decode.ShapeCut:       "first 8 MiB",
	decode.ShapeStopped:   "hidden after its first 131072 secrets",
	decode.ShapeFull:      "not read to its end",
	decode.ShapeUnread:    "not every body read",
}

func verdictText(report *decode.Report) string {
	switch report.Verdict {
	case decode.Succeeded:
		return say("A response without an error")
	case decode.Unknown:
		return say("Nothing recognised")
	}
	return sayn(len(report.Findings), "%d error found", "%d errors found")
}

// receipt lists the secrets that are masked; each can be taken back.
func (r *root) receipt() app.UI {
	d := &r.decoder
	var order []string
	first, count := map[string]decode.Redaction{}, map[string]int{}
	for _, x := range d.report.Redactions {
		if count[x.Placeholder]++; count[x.Placeholder] == 1 {
			order = append(order, x.Placeholder)
			first[x.Placeholder] = x
		}
	}
	const most = 20
	var items []app.UI
	for _, placeholder := range order[:min(len(order), most)] {
		action := say("Show")
		if d.unmasked[placeholder] {
			action = say("Mask")
		}
		items = append(items, el("li",
			txt("code", placeholder),
			txt("span.hint", sayf("%s, %s", say(secretWords[first[placeholder].Kind]), sayn(count[placeholder], "%d place", "%d places"))),
			txt("button.button.button-quiet", action).Attr("type", "button").
				Aria("label", action+" "+placeholder).
				OnClick(func(app.Context, app.Event) {
					d.unmask(placeholder)
					if d.unmasked[placeholder] {
						r.announce(sayf("%s is shown.", placeholder))
					} else {
						r.announce(sayf("%s is masked.", placeholder))
					}
				}, placeholder),
		))
	}
	if more := len(order) - most; more > 0 {
		items = append(items, txt("li.hint", sayn(more, "%d more secret is masked", "%d more secrets are masked")))
	}
	return el("div.redactions",
		txt("h2", sayf("Secrets in the paste: %d", len(order))),
		txt("p", say("Masked in the marked text and in what you copy. The paste box itself shows them still.")),
		el("ul.receipt", items...),
		el("div.actions", r.copyButton("redacted", say("Copy the paste, masked"), say("the masked paste"), d.redacted)),
	)
}

// secretWords names the kinds of secrets.
var secretWords = map[string]string{
	decode.SecretID:            "SecretId",
	decode.SecretKey:           "SecretKey",
	decode.SecretSignature:     "signature",
	decode.SecretToken:         "token",
	decode.SecretAuthorization: "Authorization",
	decode.SecretCookie:        "cookie",
	decode.SecretAccount:       "account id",
	decode.SecretPassword:      "password",
	decode.SecretBody:          "body that cannot be read",
	decode.SecretRest:          "the rest, which was not read",
}
