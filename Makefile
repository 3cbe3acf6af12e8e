# CLS Error Explorer. Run "make" for the list of targets.

PORT     ?= 8000
FUZZTIME ?= 60s

# How long each of the many benchmarks runs at least.
BENCHTIME ?= 100ms

# What is compiled to WebAssembly, and where to; the tests build other programs
# with the same flags through these.
MAIN ?= .
WASM ?= web/app.wasm
# The wasm is linked with a copy of go-app without its server; see app/site/slim.
# PLAIN=1 links go-app as it is, for comparison.
PLAIN ?=
MODFILE = $(if $(PLAIN),go.mod,$$(go run ./app/site/slim))

BIN         = .cache/cls-error-explorer
UNIT        = $$(go list ./... | grep -v /app/e2e)
# go_js_wasm_exec hands the environment to the program, which has room for some
# kilobytes of it only; hence env -i.
WASMEXEC    = env -i PATH=$$PATH $$(go env GOROOT)/lib/wasm/go_js_wasm_exec
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

.DEFAULT_GOAL := help
.PHONY: help run test test-unit test-wasm test-browser browser build size site bench bench-go bench-wasm bench-browser fuzz lint clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: site ## Build and export the site, then serve it on http://localhost:8000 (PORT=8001 for another)
	@$(BIN) serve -addr :$(PORT)

build: ## Compile the app to web/app.wasm
	modfile=$(MODFILE) && \
	GOOS=js GOARCH=wasm go build -modfile=$$modfile -trimpath -ldflags="-s -w" -o $(WASM) $(MAIN)

size: ## List the bytes of every package in the wasm, and what is downloaded
	@modfile=$(MODFILE) && export GOOS=js GOARCH=wasm && mkdir -p .cache && \
	go build -modfile=$$modfile -trimpath -o .cache/names.wasm $(MAIN) && \
	go list -modfile=$$modfile -deps $(MAIN) >.cache/packages
	@go run ./app/site/wasmsize .cache/names.wasm .cache/packages
	@go test ./app/site -run='^TestWasmSize$$' -count=1 -v | grep brotli

site: build ## Export the site to dist/, ready for any static host
	@go build -o $(BIN) .
	@$(BIN) export

test: lint test-unit test-wasm test-browser ## Run lint and every test

test-unit: ## Run the tests that need no browser
	go test -timeout=20m $(UNIT)

test-wasm: ## Run the tests of the catalog compiled to WebAssembly, in Node.js
	@if command -v node >/dev/null; then \
		set -x; GOOS=js GOARCH=wasm go test -exec="$(WASMEXEC)" ./catalog/...; \
	else \
		echo "Node.js is not installed: the catalog is tested natively and in the browser only" >&2; \
	fi

test-browser: browser ## Run the tests in Chromium and Firefox, over the exported site
	go test -count=1 -timeout=25m ./app/e2e

browser:
	@if { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null && \
		{ command -v firefox-esr || command -v firefox; } >/dev/null && \
		{ command -v nginx || test -x /usr/sbin/nginx; } >/dev/null; then exit 0; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update && apt-get install -y chromium firefox-esr nginx; \
	else \
		echo "The browser tests need Chromium, Firefox and nginx: install the packages chromium, firefox-esr and nginx." >&2; \
		exit 1; \
	fi

bench: bench-go bench-wasm bench-browser ## Run every benchmark; each of the three below runs some

bench-go: ## Print the scores of the search, then run the benchmarks natively
	go test -count=1 -run='^TestQuality$$' -v ./catalog/search
	go test -run='^$$' -bench=. -benchmem -benchtime=$(BENCHTIME) $(UNIT)

bench-wasm: ## Run the benchmarks of the catalog compiled to WebAssembly, in Node.js
	GOOS=js GOARCH=wasm go test -run='^$$' -bench=. -benchmem -benchtime=$(BENCHTIME) -exec="$(WASMEXEC)" ./catalog/...

bench-browser: browser ## Time start, keystrokes and triage in Chromium, beside go-app's minimal program
	go test -count=1 -timeout=15m -run='^$$' -bench=. -benchtime=5x ./app/e2e
	go test -run='^$$' -bench=. -benchtime=1x ./app/e2e/speed
	TRIAGE_MB=1024 go test -count=1 -run='^TestTriage$$' -v ./app/e2e

fuzz: ## Run every fuzz target for FUZZTIME (60s)
	@set -e; for package in $(UNIT); do \
		for target in $$(go test -list='^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$target"; \
			go test -run='^$$' -fuzz="^$$target\$$" -fuzztime=$(FUZZTIME) $$package; \
		done; \
	done

lint: ## Check the format, the modules against go.sum, go vet and staticcheck
	@unformatted=$$(gofmt -l *.go app catalog); if [ -n "$$unformatted" ]; then echo "not formatted: $$unformatted" >&2; exit 1; fi
	go mod verify
	go vet ./...
	go run $(STATICCHECK) ./...

clean: ## Remove everything that was built
	rm -rf dist .cache web/app.wasm
