// The service worker keeps the whole site on the machine, so that every page
// works offline. The exporter puts two constants before this text: VERSION, and
// FILES, which maps every address to the hash its content must have.
//
// Rules:
//   - A cache holds exactly one export. It is filled at install, checked against
//     the hashes, and nothing else is ever written to it: no page of one version
//     meets the app of another.
//   - A page names what it loads by hash. If that is not the content we hold, the
//     page is of another version, and the network answers, or nobody.
//   - The first worker takes over at once. A later one waits until the page asks
//     for it.
//   - Only GET requests within our scope are answered, and the query of a page
//     never matters. What other apps share is kept in memory for the page that
//     opens, see receive.
//
// Messages of a page, as {type: …}; the answer goes to the port that came along:
//
//   activate       take over now
//   files          answers FILES
//   read, path     answers the content of a file of ours, as text
//   repair         loads what the browser has dropped from the cache; answers how
//                  many files are missing still, or "no room"
//   claim, parcel  answers what was shared under that number, {text, files}, once
//
// The worker says {type: "no room"} to all pages when an install fails for that.
"use strict";

const SCOPE = new URL(registration.scope).pathname; // "/" or "/tools/cls/"
const OURS = `cls-${SCOPE}-`; // other sites of this origin have other scopes
const CACHE = OURS + VERSION;
const NOT_FOUND = SCOPE + "404.html";
const SHARE = SCOPE + "share"; // as in the manifest

addEventListener("install", (event) => {
  if (!registration.active) skipWaiting();
  event.waitUntil(install());
});

addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

addEventListener("message", (event) => {
  const { type, path, parcel } = event.data ?? {};
  const reply = async (work) => event.ports[0]?.postMessage(await work);
  switch (type) {
    case "activate":
      event.waitUntil(skipWaiting());
      break;
    case "files":
      reply(FILES);
      break;
    case "read":
      event.waitUntil(reply(match(path).then((response) => response?.text())));
      break;
    case "repair":
      event.waitUntil(reply(repair()));
      break;
    case "claim":
      reply(claim(parcel));
  }
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || !url.pathname.startsWith(SCOPE)) return;
  if (request.method === "GET") event.respondWith(answer(request, url));
  if (request.method === "POST" && url.pathname === SHARE) event.respondWith(receive(request));
});

// ---- the cache ---------------------------------------------------------------

// A download that was cut off fails the install, and so does a server that is
// half way through an update. The browser tries again later; what is there by
// then need not be loaded again.
async function install() {
  const errors = await fill().catch((error) => [error]);
  if (errors.some(noRoom)) {
    await caches.delete(CACHE);
    for (const page of await clients.matchAll({ includeUncontrolled: true })) page.postMessage({ type: "no room" });
  }
  if (errors.length > 0) throw errors[0];
}

async function repair() {
  const errors = await fill().catch((error) => [error]);
  return errors.some(noRoom) ? "no room" : errors.length;
}

// fill loads what is missing in the cache, and returns what went wrong.
async function fill() {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const missing = Object.keys(FILES).filter((path) => !there.has(path));
  const results = await Promise.allSettled(missing.map((path) => load(cache, path)));
  return results.filter((result) => result.status === "rejected").map((result) => result.reason);
}

const noRoom = (error) => error.name === "QuotaExceededError";

// load stores one file. "no-cache" asks the server about it, so that nothing
// stale is taken from the HTTP cache, but does not load again what the page just
// loaded.
async function load(cache, path) {
  const response = await fetch(path, { cache: "no-cache", integrity: FILES[path] });
  if (!response.ok) throw new Error(`${path}: HTTP status ${response.status}`);
  await cache.put(path, await withoutRedirect(response));
}

// Some hosts redirect /decode to /decode/. A worker must not answer a navigation
// with a response that was redirected.
async function withoutRedirect(response) {
  if (!response.redirected) return response;
  return new Response(await response.blob(), { headers: response.headers });
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
}

// ---- answers -----------------------------------------------------------------

async function answer(request, url) {
  const path = addressOf(url.pathname);
  const visit = request.mode === "navigate";
  const ours = Object.hasOwn(FILES, path) ? FILES[path] : null;
  if (ours) {
    // Scripts and styles have an integrity attribute; the wasm has its hash as
    // the query, see boot.js.
    const wanted = request.integrity || (!visit && /^\?(sha256-.+)/.exec(url.search)?.[1]) || ours;
    if (wanted !== ours) return fetch(path, { cache: "no-cache", integrity: wanted });
    return (await match(path)) ?? lost(path, visit);
  }
  if (!visit) return fetch(request);

  // No page of ours. It may be something else on this host, so the host is asked
  // first. If it has nothing either, or cannot be reached, the page for unknown
  // addresses boots the app, which knows more spellings than there are files. It
  // is sent as it is stored, with status 200.
  try {
    const response = await fetch(request);
    if (response.ok || response.type === "opaqueredirect") return response;
  } catch {
    // offline
  }
  return (await match(NOT_FOUND)) ?? Response.error();
}

// lost gets a file from the network that the browser has dropped from our cache.
async function lost(path, visit) {
  try {
    return await withoutRedirect(await fetch(path, { cache: "no-cache", integrity: FILES[path] }));
  } catch {
    // offline, or the host has another version by now
  }
  const response = await fetch(path, { cache: "no-cache" }); // throws when offline
  // What is left of our version can start no app any more. Without it the next
  // visit gets all it needs from the network.
  await caches.delete(CACHE);
  return visit ? withoutRedirect(response) : Response.error();
}

// addressOf returns the address in FILES for path: /decode is also /decode/ and
// /decode/index.html.
function addressOf(path) {
  const spellings = [path, path.replace(/index\.html$/, ""), path.replace(/\/(index\.html)?$/, "")];
  return spellings.find((spelling) => Object.hasOwn(FILES, spelling)) ?? path;
}

// match returns the stored response, undefined if there is none or the browser
// cannot read it.
function match(path) {
  return caches.match(path, { cacheName: CACHE, ignoreVary: true }).catch(() => undefined);
}

// ---- what other apps share -----------------------------------------------------

// By number, until the page claims them, and a minute at most. They are in the
// memory of this worker only.
const parcels = new Map();

// receive takes what was shared with the installed app: the browser posts it as
// a form, which ends here. The page that opens claims it.
async function receive(request) {
  const form = await request.formData();
  const text = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean).join("\n");
  const parcel = crypto.randomUUID();
  parcels.set(parcel, { text, files: form.getAll("files").filter((file) => file.size > 0) });
  setTimeout(() => parcels.delete(parcel), 60_000);
  return Response.redirect(`${SCOPE}decode?shared=${parcel}`, 303);
}

async function claim(parcel) {
  const shared = parcels.get(parcel);
  parcels.delete(parcel);
  return shared;
}
