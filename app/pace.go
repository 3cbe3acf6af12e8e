package app

import (
	"runtime/debug"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

// When things run. go-app renders at ticks, 60 a second, and Context.After keeps
// its engine waiting; these do neither.

// renderNow renders what the handler that calls it changes, as soon as it returns,
// instead of at the next tick: what was typed is answered in the frame that it was
// typed in.
func renderNow(ctx app.Context) {
	next(ctx, func(ctx app.Context) {
		if engine, ok := ctx.Dispatcher().(app.ClientDispatcher); ok {
			engine.Consume()
		}
	})
}

// next calls fn on the UI goroutine and renders nothing for it.
func next(ctx app.Context, fn func(app.Context)) {
	ctx.Dispatcher().Dispatch(app.Dispatch{Mode: app.Next, Source: ctx.Src(), Function: fn})
}

// after calls fn on the UI goroutine when d is over, and renders then.
func after(ctx app.Context, d time.Duration, fn func(app.Context)) {
	time.AfterFunc(d, func() { ctx.Dispatch(fn) })
}

// collectGarbage switches the collection of garbage on. On the one thread that
// there is, it takes longer than a frame, so it comes seldom, and keys rarely wait
// for it; up to memoryLimit, memory is cheaper.
func collectGarbage() {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(memoryLimit)
}

// memoryLimit is what the program may take before garbage is collected at every
// chance: some times what it takes with a long paste.
const memoryLimit = 256 << 20

// warmUp makes ready what the first page does without: the collection of garbage,
// the other catalogs, their indexes and the decoder. It takes its time, in the
// pauses that the browser has.
func (r *root) warmUp(ctx app.Context) {
	steps := []func(){collectGarbage}
	for _, id := range catalog.IDs {
		steps = append(steps,
			func() { catalog.Get(id) },
			func() { firstScope(id).index() },
		)
	}
	for _, edition := range catalog.Get(home).Editions {
		steps = append(steps, func() { scope{home, edition.ID}.index() })
	}
	steps = append(steps, func() { decode.Text([]byte("404 TopicNotExist"), decode.Options{}) })
	r.warmUpWith(ctx, steps)
}

func (r *root) warmUpWith(ctx app.Context, steps []func()) {
	onIdle(func() {
		next(ctx, func(ctx app.Context) {
			steps[0]()
			if len(steps) > 1 {
				r.warmUpWith(ctx, steps[1:])
				return
			}
			ctx.Dispatch(func(app.Context) {
				r.explore.cold = false
				r.explore.lookAround()
				r.readRecent()
			})
		})
	})
}
