// offline.js is the page's side of the service worker (sw.js): working offline,
// new versions, installing, and what other apps share or open with this one. It
// tells the app through cls.set, see boot.js, and adds:
//
//   cls.update(keep)  switches to the new version and reloads; keep keeps the
//                     paste, or sets state.tooLarge and does nothing
//   cls.install()     shows the browser's question
//   cls.parcel        what another app handed over: {text} or {files}; the event
//                     "cls-parcel" on window says that it is there
"use strict";
(() => {
  const { cls } = window;
  if (!cls) return; // boot.js did not come
  const container = cls.workers;

  // ---- install -------------------------------------------------------------

  let question = null;
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    question = event;
    cls.set({ installable: true });
  });
  window.addEventListener("appinstalled", () => cls.set({ installable: false }));
  cls.install = () => {
    cls.set({ installable: false }); // it can be shown once
    question?.prompt().catch(() => {});
    question = null;
  };

  // ---- from other apps -----------------------------------------------------

  // The largest text that Decode takes; more than that, or more files, goes to
  // Triage.
  const most = 8 << 20;

  async function deliver(text, files) {
    const small = files.length <= 1 && text.length + (files[0]?.size ?? 0) <= most;
    if (small && files.length === 1) text += await files[0].text();
    cls.parcel = small ? { text } : { files };
    window.dispatchEvent(new Event("cls-parcel"));
  }

  // What was shared is in the worker's memory under this number. The address
  // loses it at once.
  const address = new URL(location);
  const parcel = address.searchParams.get("shared");
  if (parcel && container?.controller) {
    address.searchParams.delete("shared");
    history.replaceState(history.state, "", address);
    ask(container.controller, { type: "claim", parcel }).then((shared) => {
      if (shared) deliver(shared.text, shared.files);
    });
  }

  // Files that the installed app was opened with.
  window.launchQueue?.setConsumer(async ({ files }) => {
    if (!files?.length) return;
    deliver("", await Promise.all(files.map((handle) => handle.getFile())));
  });

  // ---- the worker ----------------------------------------------------------

  // ask sends a message to a worker and returns its answer, undefined if it has
  // none to give: it may be gone, or of a version that does not know the question.
  function ask(worker, message, patience = 10_000) {
    return new Promise((answer) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => answer(data);
      worker.postMessage(message, [port2]);
      setTimeout(answer, patience);
    });
  }

  let registration = null;

  async function register() {
    if (!container) {
      cls.set({ offline: "none" });
      return;
    }
    const first = container.controller === null;
    let controlled = !first;
    container.addEventListener("message", ({ data }) => {
      if (data?.type === "no room") cls.set(registration?.active ? { update: "full" } : { offline: "full" });
    });
    container.addEventListener("controllerchange", () => {
      if (updating) location.reload();
      else if (controlled) cls.set({ update: "active" }); // another tab asked for it
      controlled = true;
    });
    try {
      registration = await container.register(new URL("sw.js", cls.root), { updateViaCache: "none" });
    } catch (error) {
      console.info("not available offline:", error);
      cls.set({ offline: "none" }); // storage denied, or no sw.js
      return;
    }

    // A worker that waits behind the one in charge is an update; the first one
    // of all never waits.
    const check = () => {
      if (registration.waiting && registration.active) offer(registration.waiting);
    };
    const watch = () => registration.installing?.addEventListener("statechange", ({ target }) => {
      check();
      if (target.state === "redundant" && !registration.active && !cls.state.offline) cls.set({ offline: "broken" });
    });
    registration.addEventListener("updatefound", watch);
    watch();
    check();

    // New versions are looked for at the start and when people come back.
    const hour = 3600 * 1000;
    let looked = 0;
    const look = () => {
      if (document.hidden || Date.now() - looked < hour) return;
      looked = Date.now();
      registration.update().catch(() => {}); // no network
    };
    if (!first) look();
    looked = Date.now();
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);

    await container.ready;
    const missing = await ask(registration.active, { type: "repair" }, hour);
    if (missing === 0) cls.set({ offline: first ? "new" : "ready" });
    else cls.set({ offline: missing === "no room" ? "full" : "broken" });
  }

  // The worker downloads the whole site, so it comes after the app, when that has
  // shown what it has to show.
  const loaded = new Promise((done) => window.addEventListener("load", done, { once: true }));
  const idle = () => new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done));
  Promise.all([cls.started, loaded]).then(idle).then(register);

  // ---- updates -------------------------------------------------------------

  let updating = false;

  // offer says that worker has a new version, and what it changes.
  async function offer(worker) {
    const [was, is] = await Promise.all([
      ask(registration.active, { type: "files" }),
      ask(worker, { type: "files" }),
    ]);
    const changes = { app: true, catalogs: [] };
    if (was && is) {
      const root = cls.root.pathname;
      const paths = Object.keys({ ...was, ...is });
      const changed = (path) => was[path] !== is[path];
      changes.app = paths.some((path) => path.startsWith(root + "web/") && changed(path));
      const data = paths.filter((path) => path.startsWith(root + "data/") && path.endsWith(".json") && changed(path));
      for (const path of data) {
        const [before, after] = await Promise.all([
          ask(registration.active, { type: "read", path }),
          ask(worker, { type: "read", path }),
        ]);
        const difference = before && after && compare(before, after);
        if (difference) changes.catalogs.push(difference);
      }
    }
    cls.set({ update: "waiting", ...changes });
  }

  // compare tells how two versions of a catalog differ, null if either is none.
  function compare(was, is) {
    try {
      [was, is] = [JSON.parse(was), JSON.parse(is)];
      const names = (catalog, some) => new Set(catalog.entries.filter(some).map((e) => `${e.status} ${e.code}`));
      const missing = (a, b) => [...a].filter((name) => !b.has(name)).length;
      const all = () => true;
      const withdrawn = (e) => Boolean(e.until);
      return {
        id: is.id,
        added: missing(names(is, all), names(was, all)),
        withdrawn: missing(names(is, withdrawn), names(was, withdrawn)),
      };
    } catch {
      return null;
    }
  }

  cls.update = (keep) => {
    if (keep && cls.paste && !cls.keepPaste()) {
      cls.set({ tooLarge: true });
      return;
    }
    const waiting = registration?.waiting;
    if (!waiting) {
      location.reload(); // another tab was faster
      return;
    }
    updating = true;
    waiting.addEventListener("statechange", () => {
      if (waiting.state === "redundant") location.reload();
    });
    waiting.postMessage({ type: "activate" });
  };
})();
