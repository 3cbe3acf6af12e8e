// The service worker keeps the whole site on the machine, so that every page
// works offline. The exporter puts two constants before this text: VERSION, and
// FILES, which maps every address to the hash its content must have.
//
// Rules:
//   - A cache holds exactly one export. It is filled at install, checked against
//     the hashes, and never written to again: no page of one version ever meets
//     the app of another.
//   - The first worker takes over at once. A later one waits until the page asks
//     for it with the message {type: "activate"}.
//   - Only GET requests within our scope are answered; the query never matters.
"use strict";

const SCOPE = new URL(registration.scope).pathname; // "/" or "/tools/cls/"
const OURS = `cls-${SCOPE}-`; // other sites of this origin have other scopes
const CACHE = OURS + VERSION;
const NOT_FOUND = SCOPE + "404.html";

addEventListener("install", (event) => {
  if (!registration.active) skipWaiting();
  event.waitUntil(fill());
});

addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

addEventListener("message", (event) => {
  if (event.data?.type === "activate") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === "GET" && url.origin === location.origin && url.pathname.startsWith(SCOPE)) {
    event.respondWith(answer(request, url.pathname));
  }
});

// "no-cache" asks the server about every file, so that nothing stale is taken
// from the HTTP cache, but does not load again what the page just loaded. The
// hash fails the install when a server is half way through an update; the
// browser tries again later.
async function fill() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    Object.entries(FILES).map(async ([path, integrity]) => {
      const response = await fetch(path, { cache: "no-cache", integrity });
      if (!response.ok) throw new Error(`${path}: HTTP status ${response.status}`);
      await cache.put(path, await withoutRedirect(response));
    }),
  );
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

async function answer(request, path) {
  const cache = await caches.open(CACHE);
  const stored = await match(cache, addressOf(path));
  if (stored) return stored;
  if (request.mode !== "navigate") return fetch(request);

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
  return (await match(cache, NOT_FOUND)) ?? Response.error();
}

// addressOf returns the address in FILES for path: /decode is also /decode/ and
// /decode/index.html.
function addressOf(path) {
  const spellings = [path, path.replace(/index\.html$/, ""), path.replace(/\/(index\.html)?$/, "")];
  return spellings.find((spelling) => Object.hasOwn(FILES, spelling)) ?? path;
}

function match(cache, address) {
  return cache.match(address, { ignoreVary: true });
}
