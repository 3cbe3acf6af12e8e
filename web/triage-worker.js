// triage-worker.js runs the app's wasm in a worker, where it counts errors
// instead of showing pages: see app/triage_worker.go. The first message brings
// what the page has loaded: the wasm, compiled, and the catalogs. Every other one
// is for the Go program, which sets self.clsTriage to hear them.
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
    const instance = await WebAssembly.instantiate(setup.module, go.importObject);
    self.clsMemory = () => instance.exports.mem.buffer.byteLength;
    go.run(instance).then(() => postMessage({ kind: "stopped" }));
    self.onmessage = ({ data }) => self.clsTriage(data);
    for (const data of early) self.clsTriage(data);
  } catch (error) {
    postMessage({ kind: "stopped", text: String(error) });
  }
};

// What could not be read is text that says why not, in the place of an
// Uint8Array.
const problem = (error) => error.name === "NotFoundError" || error.name === "NotReadableError"
  ? "the file was changed, moved or locked while it was read"
  : String(error.message);

// Reads a small part of a file.
const reader = new FileReaderSync();
self.clsRead = (file, from, to) => {
  try {
    return new Uint8Array(reader.readAsArrayBuffer(file.slice(from, to)));
  } catch (error) {
    return problem(error);
  }
};

// Reads a file from an offset on. read() hands the next block to done, an empty
// one at the end. The browser reads ahead meanwhile, which a part by itself each
// time would prevent, and it fills the same memory again where it can: fresh
// memory costs more than reading.
self.clsOpen = (file, from, done) => {
  const stream = file.slice(from).stream();
  let memory = new ArrayBuffer(2 << 20);
  let next;
  let reader;
  try {
    reader = stream.getReader({ mode: "byob" });
    next = () => reader.read(new Uint8Array(memory), { min: memory.byteLength });
  } catch {
    reader = stream.getReader();
    next = () => reader.read();
  }
  const none = new Uint8Array();
  return {
    read: () => next().then(({ value }) => {
      if (value) memory = value.buffer;
      done(value ?? none);
    }).catch((error) => done(problem(error))),
    close: () => reader.cancel().catch(() => {}),
  };
};
