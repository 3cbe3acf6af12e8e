// Package speed measures the decoder in a real page: it runs the benchmark of
// catalog/decode, compiled to WebAssembly, in Chromium and prints what it prints.
package speed

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cls-error-explorer/catalog"
)

// patience is how long the page may say nothing.
const patience = 5 * time.Minute

// page fetches the files that the program reads, runs it and sends each line
// that it prints, and an empty one when it ends.
const page = `<!doctype html><script src="/wasm_exec.js"></script><script>
(async () => {
	const print = text => fetch("/print", {method: "POST", body: text});
	let line = "", sent = Promise.resolve();
	globalThis.fs.writeSync = (fd, bytes) => {
		line += new TextDecoder().decode(bytes);
		const end = line.lastIndexOf("\n") + 1;
		if (end) {
			const text = line.slice(0, end);
			sent = sent.then(() => print(text));
			line = line.slice(end);
		}
		return bytes.length;
	};
	globalThis.catalogFile = name => files[name];
	const files = {};
	for (const name of %s) files[name] = new Uint8Array(await (await fetch("/data/" + name)).arrayBuffer());
	const go = new Go();
	go.argv = ["decode.test", "-test.run=^$", "-test.bench=^BenchmarkText$/^8MiB$", "-test.benchtime=2x", "-test.benchmem"];
	const program = await WebAssembly.instantiateStreaming(fetch("/decode.wasm"), go.importObject);
	await go.run(program.instance);
	await sent;
	print("");
})().catch(problem => fetch("/print", {method: "POST", body: "failed: " + problem + "\n"}).then(() => fetch("/print", {method: "POST"})));
</script>`

// One iteration is everything that Chromium decodes.
func BenchmarkInChromium(b *testing.B) {
	dir := b.TempDir()
	build := exec.Command("go", "test", "-c", "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(dir, "decode.wasm"), "cls-error-explorer/catalog/decode")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	names, err := json.Marshal(catalog.DataFiles)
	if err != nil {
		b.Fatal(err)
	}

	browser := ""
	for _, name := range []string{"google-chrome", "chromium-browser", "chromium"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
		}
	}
	if browser == "" {
		b.Fatal("no Chromium on the PATH")
	}

	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		b.Fatal(err)
	}

	lines := make(chan string)
	mux := http.NewServeMux()
	mux.Handle("/data/", http.StripPrefix("/data", http.FileServer(http.Dir("../../../catalog/data"))))
	mux.Handle("/decode.wasm", http.FileServer(http.Dir(dir)))
	mux.Handle("/wasm_exec.js", http.FileServer(http.Dir(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm"))))
	mux.HandleFunc("/print", func(_ http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		lines <- string(text)
	})
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, page, names)
	})
	server := httptest.NewServer(mux)
	defer server.Close()

	for range b.N {
		chromium := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync",
			"--user-data-dir="+filepath.Join(dir, "profile"), server.URL)
		if err := chromium.Start(); err != nil {
			b.Fatal(err)
		}
		for text := " "; text != ""; {
			select {
			case text = <-lines:
				os.Stdout.WriteString(text)
			case <-time.After(patience):
				text = ""
				b.Error("the page said nothing more")
			}
		}
		chromium.Process.Kill()
		chromium.Wait()
	}
}
