// boot.js starts the app on a page that is already there and readable. It takes
// the place of go-app's generated app.js, and holds what has to happen outside
// the Go program: running what load.js has loaded, saying so when that fails, and
// keeping the paste when it dies. offline.js, which comes after it, is about
// installing, working offline, updates, and what other apps hand over.
//
// Functions named goapp… are the ones that go-app calls on window. What is ours
// is window.cls:
//
//   cls.state        what the app has to tell about itself, see below
//   cls.set(changes) changes the state; the event "cls-state" on window follows
//   cls.root, cls.workers   as load.js found them
//   cls.module       the wasm, compiled, for workers
//   cls.paste        the pasted text, in memory only, so that it outlives Go
// and window.clsData, the files of the catalogs, name → text.
//
// The attribute data-app of the root element tells what became of the app:
// "starting", "running", "stopped", "failed" or "none" (the browser cannot run
// it).
"use strict";
(() => {
  const load = window.clsLoad;
  const prefix = load.root.pathname.slice(0, -1); // "" or "/tools/cls"
  const page = document.documentElement;
  page.dataset.app = "starting";

  const cls = (window.cls = {
    root: load.root,
    workers: load.workers,
    module: null,
    paste: "",
    state: {
      storage: "", // "denied", "full"
      offline: "", // "new" and "ready": works offline; "none", "full", "broken": does not
      installable: false,
      update: "", // "waiting": a new version is there; "active": another tab switched to it; "full": no room for it
      app: false, // the update changes the app itself
      catalogs: [], // what it changes in the catalogs: {id, added, withdrawn}
      tooLarge: false, // the paste cannot be kept across the update
    },
    set(changes) {
      Object.assign(cls.state, changes);
      window.dispatchEvent(new Event("cls-state"));
    },
  });

  // The policy of the page lets no string become code. The one exception is the
  // address of a worker of ours.
  window.trustedTypes?.createPolicy("default", {
    createScriptURL(url) {
      const { href } = new URL(url, location);
      return href.startsWith(load.root.href) && /^([\w-]+\/)*[\w-]+\.js$/.test(href.slice(load.root.href.length)) ? href : null;
    },
  });

  // ---- what go-app asks for ------------------------------------------------

  const environment = {
    GOAPP_ROOT_PREFIX: prefix,
    GOAPP_STATIC_RESOURCES_URL: prefix,
    GOAPP_INTERNAL_URLS: "[]",
    GOAPP_VERSION: load.version,
  };
  window.goappGetenv = (name) => environment[name] ?? "";

  // ---- what Go could not catch ---------------------------------------------

  // An exception in JavaScript is a panic in Go and ends the app. These are the
  // ones that the browser throws for reasons of its own.

  // Reading a storage that the user or a sandbox denies throws. The app gets one
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
      cls.state.storage = "denied";
    }
  }
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    try {
      setItem.call(this, key, value);
    } catch {
      cls.set({ storage: "full" });
    }
  };

  // Browsers limit how often the address may change; then it stays behind.
  for (const name of ["pushState", "replaceState"]) {
    const change = history[name];
    history[name] = function (...args) {
      try {
        change.apply(this, args);
      } catch (error) {
        if (error.name !== "SecurityError") throw error;
      }
    };
  }

  // ---- the paste across an update ------------------------------------------

  // Nothing pasted is stored, but for the one reload that people asked to keep
  // it across. Reading it deletes it.
  const kept = "cls-kept-paste";
  cls.paste = sessionStorage.getItem(kept) ?? "";
  sessionStorage.removeItem(kept);

  // keepPaste tells whether the paste will be there after a reload.
  cls.keepPaste = () => {
    try {
      setItem.call(sessionStorage, kept, cls.paste);
      return true;
    } catch {
      return false; // too large, or denied
    }
  };

  // ---- the status line -----------------------------------------------------

  const status = document.getElementById("boot-status");

  function say(...nodes) {
    status.replaceChildren(...nodes);
    status.hidden = false;
  }
  function element(name, properties, ...children) {
    const e = Object.assign(document.createElement(name), properties);
    e.append(...children);
    return e;
  }
  function reloadLink(text) {
    return element("a", { href: "", textContent: text });
  }

  // A text to read and to copy, where the clipboard may be out of reach.
  function copyable(id, title, text) {
    const area = element("textarea", { id, value: text, readOnly: true, rows: 4, spellcheck: false });
    const copy = element("button", { type: "button", className: "button button-quiet", textContent: translated("Copy") });
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = translated("Copied");
      } catch {
        area.select();
        copy.textContent = translated("Selected: copy it by hand");
      }
    });
    return element("div", {}, element("label", { htmlFor: id, textContent: title }), area, copy);
  }

  // ---- when the app dies ---------------------------------------------------

  // What Go prints before it dies. It may quote the paste, so it goes to the
  // console and into the report only as far as reportOf lets it.
  let printed = "";
  function capture() {
    const decoder = new TextDecoder();
    const write = globalThis.fs.writeSync;
    globalThis.fs.writeSync = function (fd, bytes) {
      if (fd !== 2) return write.call(this, fd, bytes);
      if (printed.length < 1 << 18) printed += decoder.decode(bytes, { stream: true });
      return bytes.length;
    };
  }

  // reportOf keeps what cannot hold data of the user: the kind of the fault, and
  // of the stack the functions and lines, without arguments. Go indents every
  // line of a message but its first, so none is taken for a function.
  function reportOf(text) {
    const report = [];
    let called = false; // the line before named a function
    for (const line of text.split("\n")) {
      const fault = /^(?:\[?recovered\]? )?(panic|fatal error): (.*)/.exec(line);
      const name = /^((?:created by )?[\w./-]+\.[\w.()*[\]-]+?)(?:\(.*\)| in goroutine \d+)?$/.exec(line);
      const place = /^\t(\S+\.(?:go|s):\d+)/.exec(line);
      if (fault) {
        const plain = /^(runtime error: [a-z ]+|assignment to entry in nil map|all goroutines are asleep|out of memory|stack overflow)/.exec(fault[2]);
        report.push(`${fault[1]}: ${plain ? plain[1].trim() : "(withheld: it may quote the paste)"}`);
      } else if (/^goroutine \d+/.test(line)) {
        report.push("", line.replace(/ \[.*/, ""));
      } else if (name) {
        report.push(name[1]);
      } else if (place && called) {
        report.push("\t" + place[1]);
      }
      called = name !== null;
    }
    return report.slice(0, 200).join("\n");
  }

  let go = null;
  function stopped(error) {
    if (page.dataset.app === "stopped") return;
    page.dataset.app = "stopped";
    status.setAttribute("role", "alert");
    // Its handlers would only throw; without them links work as in any page.
    window.onclick = window.onpopstate = null;
    go._resume = () => go._scheduledTimeouts.clear(); // or a timer would try for ever

    const report = [
      "CLS Error Explorer stopped.",
      `version: ${load.version}`,
      `page: ${location.pathname}`,
      `browser: ${navigator.userAgent}`,
      error instanceof Error ? `error: ${error.name}` : "",
      reportOf(printed),
    ].filter(Boolean).join("\n");
    console.error(report);

    const nodes = [element("p", {}, element("strong", { textContent: translated("The app stopped.") }),
      " ", translated("This is a fault in the app. The page can still be read."), " ", reloadLink(translated("Reload")))];
    const paste = document.getElementById("paste")?.value || cls.paste;
    if (paste) nodes.push(copyable("stopped-paste", translated("Your text, as it was. Reloading forgets it:"), paste));
    nodes.push(copyable("stopped-report", translated("A report on the fault, without your text:"), report));
    say(...nodes);
  }

  // ---- the language --------------------------------------------------------

  // English is built in; the words of another language are a file. What people
  // chose goes before what their browser prefers. The Go side finds its language
  // in window.clsWords, and calls clsChooseLanguage to change it.
  //
  // Before the app runs the page is English, and so is what is said here; after
  // that, translated has the words of the language that the app speaks.
  const languages = ["en", "zh"];
  let words = {};
  const choice = "cls-error-explorer.language"; // in localStorage, which other sites may share

  function preferredLanguage() {
    const wanted = [localStorage.getItem(choice) ?? "", ...navigator.languages];
    return wanted.map((tag) => tag.slice(0, 2)).find((tag) => languages.includes(tag)) ?? "en";
  }
  async function loadWords(language) {
    words = {};
    if (language === "en") return "";
    const response = await fetch(new URL(`data/${language}.json`, load.root));
    if (!response.ok) throw new Error(`${language}.json: HTTP status ${response.status}`);
    const table = await response.text();
    words = JSON.parse(table);
    return table;
  }
  function translated(english) {
    return words[english] ?? english;
  }
  window.clsChooseLanguage = async (language) => {
    const table = await loadWords(language);
    localStorage.setItem(choice, language); // never throws, see above
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
    if (typeof WebAssembly !== "object") {
      page.dataset.app = "none";
      say("Search and decode need WebAssembly, which this browser does not run. The pages can be read.");
      return;
    }
    const slow = setTimeout(showProgress, 500);
    try {
      capture();
      go = new Go();
      const words = loadPreferredWords();
      cls.module = await load.module;
      const instance = await WebAssembly.instantiate(cls.module, go.importObject);
      window.clsData = await load.files;
      await words;
      const ended = go.run(instance); // returns when the app first waits
      status.hidden = true;
      page.dataset.app = "running";
      ended.then(stopped, stopped);
      window.addEventListener("error", ({ error }) => {
        if (/wasm/.test(error?.stack)) stopped(error);
      });
    } catch (error) {
      page.dataset.app = "failed";
      console.error(error);
      const nodes = ["Search and decode could not be loaded. The page can be read. ", reloadLink("Try again")];
      if (cls.paste) nodes.push(copyable("stopped-paste", "Your text:", cls.paste));
      say(...nodes);
    } finally {
      clearTimeout(slow);
    }
  }

  // showProgress says how much of the wasm is there, where that is counted, until
  // something else is said.
  // Content-Length counts compressed bytes and these are not, so the total comes
  // from the exporter.
  function showProgress() {
    const progress = element("progress", { max: load.total }); // without a value it only says that something goes on
    progress.setAttribute("aria-label", "Loading");
    say("Loading search and decoder… ", progress);
    const step = setInterval(() => {
      if (!progress.isConnected || status.hidden) clearInterval(step);
      else if (load.bytes !== undefined) progress.value = load.bytes;
    }, 100);
  }

  cls.started = start();
})();
