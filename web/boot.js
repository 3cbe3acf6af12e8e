// boot.js starts the app on a page that is already there and readable. It takes
// the place of go-app's generated app.js, and holds what has to happen outside
// the Go program: loading it, saying so when that fails, and the worker.
//
// Functions named goapp… are the ones that go-app calls on window. Besides them
// the Go side can send one event:
//
//   window.dispatchEvent(new Event("activate-update"))
//       switch to the version that goappOnUpdate announced, and reload
//
// The attribute data-app of the root element tells what became of the app:
// "running", "stopped" or "failed"; it is absent before that.
//
// The file is the same for every site: it finds the site's root from its own
// address, and in data-wasm-bytes and data-files what there is to load.
"use strict";
(() => {
  const script = document.currentScript;
  const root = new URL("../", script.src);
  const prefix = root.pathname.slice(0, -1); // "" or "/tools/cls"

  // ---- what go-app asks for ------------------------------------------------

  const environment = {
    GOAPP_ROOT_PREFIX: prefix,
    GOAPP_STATIC_RESOURCES_URL: prefix,
    GOAPP_INTERNAL_URLS: "[]",
    GOAPP_VERSION: script.dataset.version,
  };
  window.goappGetenv = (name) => environment[name] ?? "";

  let installPrompt = null;
  window.goappIsAppInstalled = () =>
    matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
  window.goappIsAppInstallable = () => installPrompt !== null && !window.goappIsAppInstalled();
  window.goappShowInstallPrompt = async () => {
    const prompt = installPrompt;
    installPrompt = null; // a prompt can be shown once
    await prompt.prompt();
    window.goappOnAppInstallChange?.();
  };
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt = event;
    window.goappOnAppInstallChange?.();
  });
  window.addEventListener("appinstalled", () => {
    installPrompt = null;
    window.goappOnAppInstallChange?.();
  });

  // An update can be found before the app runs, and go-app would never hear of
  // it. So it is told when it sets its handler.
  let onUpdate = null;
  let updateFound = false;
  Object.defineProperty(window, "goappOnUpdate", {
    get: () => onUpdate,
    set: (handler) => {
      onUpdate = handler;
      if (updateFound) setTimeout(handler);
    },
  });
  function announceUpdate() {
    if (updateFound) return;
    updateFound = true;
    onUpdate?.();
  }

  // Reading a storage that the user or a sandbox denies throws, and go-app does
  // not catch that: the app would be dead before its first event. It gets one
  // that lasts as long as the page. Keys are its own enumerable properties,
  // since go-app lists them with Object.keys.
  class PageStorage {
    get length() { return Object.keys(this).length; }
    key(i) { return Object.keys(this)[i] ?? null; }
    getItem(key) { return Object.hasOwn(this, key) ? this[key] : null; }
    setItem(key, value) { this[key] = String(value); }
    removeItem(key) { delete this[key]; }
    clear() { for (const key of Object.keys(this)) delete this[key]; }
  }
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].length;
    } catch {
      Object.defineProperty(window, name, { value: new PageStorage() });
    }
  }

  // ---- the status line -----------------------------------------------------

  const status = document.getElementById("boot-status");

  function say(...nodes) {
    status.replaceChildren(...nodes);
    status.hidden = false;
  }
  function reloadLink(text) {
    const link = document.createElement("a");
    link.href = "";
    link.textContent = text;
    return link;
  }
  function stopped() {
    document.documentElement.dataset.app = "stopped";
    // Its handlers would only throw; without them links work as in any page.
    window.onclick = window.onpopstate = null;
    say("The app stopped. Your text is still here. ", reloadLink("Reload"));
  }

  // ---- the catalogs --------------------------------------------------------

  // What the app knows. The files load beside the wasm and are there first; the
  // Go side reads window.clsData.
  async function loadData() {
    const files = await Promise.all(
      script.dataset.files.split(" ").map(async (name) => {
        const response = await fetch(new URL("data/" + name, root));
        if (!response.ok) throw new Error(`${name}: HTTP status ${response.status}`);
        return [name, await response.text()];
      }),
    );
    window.clsData = Object.fromEntries(files);
  }

  // ---- the language --------------------------------------------------------

  // English is built in; the words of another language are a file. What people
  // chose goes before what their browser prefers. The Go side finds its language
  // in window.clsWords, and calls clsChooseLanguage to change it.
  const languages = ["en", "zh"];
  const choice = "cls-error-explorer.language"; // in localStorage, which other sites may share

  function preferredLanguage() {
    const wanted = [localStorage.getItem(choice) ?? "", ...navigator.languages];
    return wanted.map((tag) => tag.slice(0, 2)).find((tag) => languages.includes(tag)) ?? "en";
  }
  async function loadWords(language) {
    if (language === "en") return "";
    const response = await fetch(new URL(`data/${language}.json`, root));
    if (!response.ok) throw new Error(`${language}.json: HTTP status ${response.status}`);
    return response.text();
  }
  window.clsChooseLanguage = async (language) => {
    const table = await loadWords(language);
    try {
      localStorage.setItem(choice, language);
    } catch {
      // full: the choice holds until the page is left
    }
    return table;
  };
  // Without its words the page stays English, and works.
  async function loadPreferredWords() {
    const language = preferredLanguage();
    try {
      window.clsWords = { language, table: await loadWords(language) };
    } catch (error) {
      console.info("not available in", language, error);
    }
  }

  // ---- the app -------------------------------------------------------------

  async function start() {
    if (typeof WebAssembly !== "object" || typeof Go !== "function") {
      say("Search and decode need WebAssembly, which this browser does not run. The pages can be read.");
      return;
    }
    const progress = document.createElement("progress");
    progress.max = Number(script.dataset.wasmBytes);
    progress.value = 0;
    progress.setAttribute("aria-label", "Loading");
    const slow = setTimeout(() => say("Loading search and decoder… ", progress), 500);
    try {
      const go = new Go();
      const data = Promise.all([loadData(), loadPreferredWords()]);
      data.catch(() => {}); // reported where it is awaited
      const response = await fetch(new URL("web/app.wasm", root));
      if (!response.ok) throw new Error(`app.wasm: HTTP status ${response.status}`);
      const { instance } = await instantiate(response, go.importObject, progress);
      await data;
      const ended = go.run(instance); // returns when the app first waits
      status.hidden = true;
      document.documentElement.dataset.app = "running";
      ended.then(stopped, stopped);
      window.addEventListener("error", (event) => {
        if (event.error instanceof WebAssembly.RuntimeError) stopped();
      });
    } catch (error) {
      document.documentElement.dataset.app = "failed";
      console.error(error);
      say("Search and decode could not be loaded. The page can be read. ", reloadLink("Try again"));
    } finally {
      clearTimeout(slow);
    }
  }

  // Compiles while the bytes arrive. That needs the right content type, which
  // some static hosts do not send.
  function instantiate(response, imports, progress) {
    follow(response.clone(), progress).catch(() => {});
    const type = response.headers.get("Content-Type") ?? "";
    if (type.startsWith("application/wasm") && WebAssembly.instantiateStreaming) {
      return WebAssembly.instantiateStreaming(response, imports);
    }
    return response.arrayBuffer().then((bytes) => WebAssembly.instantiate(bytes, imports));
  }

  // Content-Length counts compressed bytes and these are not, so the total comes
  // from the exporter.
  async function follow(response, progress) {
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      progress.value += value.byteLength;
    }
  }

  // ---- the worker ----------------------------------------------------------

  const hour = 3600 * 1000;
  let registration = null;

  async function register() {
    try {
      registration = await navigator.serviceWorker.register(new URL("sw.js", root), { updateViaCache: "none" });
    } catch (error) {
      // An address that is not secure, or storage denied: the site needs the net.
      console.info("not available offline:", error);
      return;
    }
    // A worker that waits behind the one in charge is an update; the first one
    // of all never waits.
    const check = () => {
      if (registration.waiting && registration.active) announceUpdate();
    };
    const watch = () => registration.installing?.addEventListener("statechange", check);
    registration.addEventListener("updatefound", watch);
    watch();
    check();

    let checked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || Date.now() - checked < hour) return;
      checked = Date.now();
      registration.update().catch(() => {}); // offline
    });
  }

  window.addEventListener("activate-update", () => {
    const waiting = registration?.waiting;
    if (!waiting) {
      location.reload();
      return;
    }
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage({ type: "activate" });
  });

  // The worker downloads the whole site, so it comes after the app.
  const loaded = new Promise((done) => window.addEventListener("load", done, { once: true }));
  Promise.all([start(), loaded]).then(register);
})();
