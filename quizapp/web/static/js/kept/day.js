// Brings today's cards to this device, and takes out of them what was rated with a connection meanwhile.

const FRESH_MS = 10 * 60 * 1000; // what is rated meanwhile is taken out here
const PICTURES = "pictures of quizapp"; // as the worker has it
const SOURCE = /src="([^"]*\/pictures\/[0-9a-f]{64}\.[a-z]+)"/g;
const rated = [];

const isSame = (one, other) => one.bank_id === other.bank_id && one.item_id === other.item_id;

// How the person reads, for the page that is nobody's.
const look = () => ({
  size: document.documentElement.dataset.textSize,
  keys: document.body.dataset.singleKeys,
  appearance: document.documentElement.dataset.appearance,
});

export function dress({ size, keys, appearance }) {
  if (size) document.documentElement.dataset.textSize = size;
  if (keys) document.body.dataset.singleKeys = keys;
  if (appearance) document.documentElement.dataset.appearance = appearance;
  if (appearance === "dark") document.querySelector("link[href*='/dark.css']").media = "screen";
}

// The pictures of the cards, and no others: what no card shows any more goes.
async function keepPictures(cards) {
  if (!globalThis.caches) return;
  const sources = cards.flatMap(({ html }) => [...html.matchAll(SOURCE)].map(([, source]) => source));
  const wanted = new Set(sources.map((source) => new URL(source, location.href).href));
  const cache = await caches.open(PICTURES);
  const known = (await cache.keys()).map(({ url }) => url);
  await Promise.all(known.filter((url) => !wanted.has(url)).map((url) => cache.delete(url)));
  await Promise.allSettled([...wanted].filter((url) => !known.includes(url)).map((url) => cache.add(url)));
}

export async function keepToday(store, today, whose) {
  const kept = await store.keptDay();
  if (kept?.whose === whose && Date.now() < Math.min(kept.until, kept.at + FRESH_MS)) return;
  const answer = await fetch(today, { headers: { "Quizapp-Part": "cards" }, cache: "no-store", priority: "low" });
  if (!answer.ok) return;
  const { seconds, cards, ...day } = await answer.json();
  if (day.whose !== whose) return;
  const left = cards.filter((card) => !rated.some((each) => isSame(card, each)));
  await store.keepDay({ ...day, cards: left, at: Date.now(), until: Date.now() + 1000 * seconds, look: look() });
  await keepPictures(left);
}

export async function noteRated(store, fields) {
  rated.push(fields);
  await store.changeDay(fields);
}
