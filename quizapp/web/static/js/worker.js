// The service worker: what the browser asks while the server cannot be reached.
//
// It keeps files that are the same for everybody, and one page that is nobody's. Pages of a person are never kept
// here; their cards are in a database of the device, by the id of who they belong to (kept/store.js).
// `self.kept` comes from the server: a new version of any of it makes a new worker, which throws the old away.

const { version, page, files } = self.kept;
const PREFIX = "quizapp ";
const NAME = PREFIX + version;
const PICTURES = "pictures of quizapp"; // those of the kept cards (kept/day.js); by their hashes, so never too old
const PICTURE = /\/pictures\/[0-9a-f]{64}\.[a-z]+$/;

async function keepAll() {
  const cache = await caches.open(NAME);
  await cache.addAll(files);
  // Without its cookie: whoever is logged in leaves no trace in it.
  const answer = await fetch(page, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(`${page}: ${answer.status}`);
  await cache.put(page, answer);
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable(); // so that no page waits until the worker is awake
  await self.clients.claim();
}

async function fileOf(request) {
  const cache = await caches.open(NAME);
  return (await cache.match(request)) ?? fetch(request);
}

async function pictureOf(request) {
  const cache = await caches.open(PICTURES);
  return (await cache.match(request.url)) ?? fetch(request);
}

// The font for formulas is kept once it was needed: most banks have none.
async function fontOf(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function pageOf(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const cache = await caches.open(NAME);
    return (await cache.match(page)) ?? Response.error();
  }
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate") event.respondWith(pageOf(event));
  else if (files.includes(pathname + search)) event.respondWith(fileOf(event.request));
  else if (PICTURE.test(pathname)) event.respondWith(pictureOf(event.request));
  else if (pathname.endsWith(".woff2")) event.respondWith(fontOf(event.request));
});
