// load.js begins to load the app while the browser still reads the page. It runs
// in the head, before the style sheet: behind it, scripts wait for the layout.
// boot.js, which starts the app, finds here
//
//   clsLoad.root      the address of the site
//   clsLoad.version   that of the wasm
//   clsLoad.hash      its hash
//   clsLoad.workers   navigator.serviceWorker, or nothing where there is none: at
//                     an address that is not secure, or in a sandbox, which throws
//   clsLoad.bytes     how much of the wasm is there, undefined where nobody counts
//   clsLoad.total     how much that will be
//   clsLoad.module    the compiled wasm, a promise
//   clsLoad.files     the files of the catalogs, name → text, a promise
//
// The file is the same for every site: it finds the site's root from its own
// address, and in its data- attributes what there is to load:
//
//   data-version     the version of the wasm
//   data-wasm        its hash, as in an integrity attribute
//   data-wasm-bytes  its size
//   data-files       names and hashes of the catalogs: "a.json sha256-… b.json …"
"use strict";
(() => {
  const { src, dataset } = document.currentScript;
  const load = (window.clsLoad = {
    root: new URL("../", src),
    version: dataset.version,
    hash: dataset.wasm,
    bytes: undefined,
    total: Number(dataset.wasmBytes),
  });
  try {
    load.workers = navigator.serviceWorker;
  } catch {
    // a sandbox
  }
  if (typeof WebAssembly !== "object") return; // boot.js says so
  load.module = loadWasm();
  load.files = loadFiles();
  for (const promise of [load.module, load.files]) promise.catch(() => {}); // boot.js reports it

  async function loadFiles() {
    const words = dataset.files.split(" ");
    const files = [];
    for (let i = 0; i < words.length; i += 2) files.push(loadFile(words[i], words[i + 1]));
    return Object.fromEntries(await Promise.all(files));
  }

  async function loadFile(name, integrity) {
    const response = await fetch(new URL("data/" + name, load.root), { integrity });
    if (!response.ok) throw new Error(`${name}: HTTP status ${response.status}`);
    return [name, await response.text()];
  }

  // loadWasm compiles while the bytes arrive, and hands out nothing but the wasm
  // that this page was made with: the exporter has written the version into both. A
  // host can have a new one by the time it is asked for the wasm, and its caches a
  // mixture.
  async function loadWasm() {
    const url = new URL("web/app.wasm", load.root);
    // The service worker answers with that content or not at all.
    if (load.workers?.controller) url.search = load.hash;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`app.wasm: HTTP status ${response.status}`);
    const module = await compile(slowLine() ? counted(response) : response);
    const [version] = WebAssembly.Module.customSections(module, "version");
    if (!version || new TextDecoder().decode(version) !== load.version) {
      throw new Error("app.wasm is of another version than this page");
    }
    return module;
  }

  // slowLine tells whether people may have to look at the progress. Some browsers
  // say nothing about their line.
  function slowLine() {
    const line = navigator.connection;
    return line?.effectiveType !== "4g" || line.saveData;
  }

  // counted returns response, which is counted as it arrives. That costs: every
  // part passes through here, where untouched it goes to the compiler, in another
  // thread, and the browser may keep what it compiled.
  function counted(response) {
    load.bytes = 0;
    const body = response.body.pipeThrough(new TransformStream({
      transform(chunk, controller) {
        load.bytes += chunk.length;
        controller.enqueue(chunk);
      },
    }));
    return new Response(body, { headers: response.headers });
  }

  // Compiling while the bytes arrive needs the right content type, which some
  // static hosts do not send.
  async function compile(response) {
    const type = response.headers.get("Content-Type") ?? "";
    if (type.startsWith("application/wasm") && WebAssembly.compileStreaming) {
      return WebAssembly.compileStreaming(response);
    }
    return WebAssembly.compile(await response.arrayBuffer());
  }
})();
