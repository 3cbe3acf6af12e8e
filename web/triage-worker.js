// triage-worker.js runs the app's wasm in a worker, where it counts errors
// instead of showing pages: see app/triage_worker.go. The first message says
// which wasm it has to be, by hash, and brings the catalogs that the page has
// loaded; every other one is for the Go program, which sets self.clsTriage to hear
// them.
"use strict";
const early = []; // messages that come before the program runs

// The policy of the site lets no string become code. The one exception here is
// the address of Go's own script.
const runtime = new URL("wasm_exec.js", location).href;
self.trustedTypes?.createPolicy("default", { createScriptURL: (url) => (url === runtime ? url : null) });

self.goappGetenv = () => "";
self.onmessage = async ({ data: setup }) => {
  self.onmessage = ({ data }) => early.push(data);
  try {
    self.clsData = setup.data;
    importScripts(runtime);
    const go = new Go();
    const { instance } = await instantiate(fetch("app.wasm", { integrity: setup.wasm }), go.importObject);
    self.clsMemory = () => instance.exports.mem.buffer.byteLength;
    go.run(instance).then(() => postMessage({ kind: "stopped" }));
    self.onmessage = ({ data }) => self.clsTriage(data);
    for (const data of early) self.clsTriage(data);
  } catch (error) {
    postMessage({ kind: "stopped", text: String(error) });
  }
};

async function instantiate(fetched, imports) {
  const response = await fetched;
  if (!response.ok) throw new Error(`app.wasm: HTTP status ${response.status}`);
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/wasm")) return WebAssembly.instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

// Reads a part of a file; the answer is an Uint8Array, or text that says why not.
const reader = new FileReaderSync();
self.clsRead = (file, from, to) => {
  try {
    return new Uint8Array(reader.readAsArrayBuffer(file.slice(from, to)));
  } catch (error) {
    return error.name === "NotFoundError" || error.name === "NotReadableError"
      ? "the file was changed, moved or locked while it was read"
      : String(error.message);
  }
};
