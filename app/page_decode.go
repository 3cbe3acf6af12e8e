package app

import (
	"strconv"
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
	return app.Div().Class("page decode").Body(
		app.Div().Class("intro").Body(
			app.H1().ID(idHeading).TabIndex(-1).Text("Decode a response"),
			app.P().Class("lead").Text("A JSON body, curl output, a log line, a few words: paste what you have. It is read in this browser and sent nowhere."),
		),
		app.Div().Class("decode-columns").Body(
			app.Div().Class("decode-input").Body(
				app.Div().Class("paste-bar").Body(
					app.Label().Class("paste-label").For(idPaste).Text("Failed response"),
					app.Button().ID("clear").Class("button button-quiet").Type("button").Text("Clear").
						Disabled(d.input == "").OnClick(r.onClear),
				),
				app.Textarea().ID(idPaste).Class("paste").Rows(12).
					Spellcheck(false).Attr("autocapitalize", "none").Attr("autocomplete", "off").
					Placeholder("Paste here").
					OnInput(r.onPasteInput),
				r.samples(),
			),
			app.Section().Class("decode-output").Aria("label", "What it says").Body(r.report()...),
			markedText(d),
		),
	)
}

func (r *root) samples() app.UI {
	buttons := make([]app.UI, len(samples))
	for i, s := range samples {
		buttons[i] = app.Li().Body(
			app.Button().Class("button", "button-quiet").Type("button").Text(s.name).
				OnClick(func(ctx app.Context, _ app.Event) { r.decode(ctx, s.text) }, s.name),
		)
	}
	return app.Div().Class("samples").Body(
		app.Span().Class("samples-title").ID("samples").Text("Try a sample:"),
		app.Ul().Class("samples-list").Aria("labelledby", "samples").Body(buttons...),
	)
}

// onPasteInput decodes what stands in the paste box.
func (r *root) onPasteInput(ctx app.Context, _ app.Event) {
	text := fieldValue(idPaste)
	if len(text) <= liveBytes {
		r.typed++
		r.decoder.read(text)
		r.announcement = r.decoder.summary()
		return
	}
	r.decoder.input = text
	r.typed++
	typed := r.typed
	ctx.After(250*time.Millisecond, func(app.Context) {
		if typed == r.typed {
			r.decoder.read(text)
			r.announcement = r.decoder.summary()
		}
	})
}

// onClear empties the paste box; Undo in the box's own history is lost with a
// programmatic change, so the text stays one click away.
func (r *root) onClear(app.Context, app.Event) {
	r.cleared = r.decoder.input
	r.decoder.read("")
	setField(idPaste, "")
	focus(idPaste)
	r.announcement = "Cleared."
}

// onUndoClear brings the cleared text back.
func (r *root) onUndoClear(ctx app.Context, _ app.Event) { r.decode(ctx, r.cleared) }

// report shows the verdict and the findings.
func (r *root) report() []app.UI {
	d := &r.decoder
	if d.empty() {
		body := []app.UI{
			app.H2().Text("What you will read here"),
			app.Ul().Class("points").Body(
				app.Li().Text("Which error it is, and how sure that is."),
				app.Li().Text("What it means, what to do, whether to retry, who has to act."),
				app.Li().Text("The request id for the ticket, and what does not fit together."),
				app.Li().Text("What was not understood. Nothing is guessed silently."),
			),
		}
		if r.cleared != "" {
			body = append(body, app.P().Body(
				app.Button().Class("button").Type("button").Text("Bring the cleared text back").OnClick(r.onUndoClear),
			))
		}
		return []app.UI{app.Div().Class("empty").Body(body...)}
	}

	body := []app.UI{app.P().Class("verdict", "verdict-"+string(d.report.Verdict)).Body(
		app.Span().Class("verdict-text").Text(verdictText(&d.report)),
		app.Span().Class("shape").Text("Read as: "+d.report.Shape),
	)}
	if d.report.Verdict == decode.Unknown {
		body = append(body, app.P().Text("No CLS error code, no HTTP response and no documented message is in this text. The text is kept as it is. The response body usually holds the code: look for “errorcode”."))
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
		body = append(body, app.P().Class("hint").Text(plural(more, "more finding is", "more findings are")+" not shown. The command line prints all: decode -json FILE."))
	}
	if len(d.report.Redactions) > 0 {
		body = append(body, redactionsView(d.report.Redactions))
	}
	return body
}

func verdictText(report *decode.Report) string {
	switch report.Verdict {
	case decode.Succeeded:
		return "A response without an error"
	case decode.Unknown:
		return "Nothing recognised"
	}
	return plural(len(report.Findings), "error found", "errors found")
}

// redactionsView is the receipt of the secrets that are masked.
func redactionsView(list []decode.Redaction) app.UI {
	counts := map[string]int{}
	var kinds []string
	for _, x := range list {
		if counts[x.Kind]++; counts[x.Kind] == 1 {
			kinds = append(kinds, x.Kind)
		}
	}
	items := make([]app.UI, len(kinds))
	for i, kind := range kinds {
		items[i] = app.Li().Text(kind + " × " + strconv.Itoa(counts[kind]))
	}
	return app.Div().Class("redactions").Body(
		app.H2().Text("Secrets in the paste"),
		app.P().Text("Masked in the text below the paste box and in what you copy. The paste box itself shows them still."),
		app.Ul().Class("tags").Body(items...),
	)
}
