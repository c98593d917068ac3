// Brings today's cards to this device, and takes out of them what was rated with a connection meanwhile.

const FRESH_MS = 10 * 60 * 1000; // what is rated meanwhile is taken out here
const rated = [];

const isSame = (one, other) => one.bank_id === other.bank_id && one.item_id === other.item_id;

// How the person reads, for the page that is nobody's.
const look = () => ({
  size: document.documentElement.dataset.textSize,
  keys: document.body.dataset.singleKeys,
  dark: document.querySelector("link[href*='/dark.css']")?.media ?? "not all",
});

export function dress({ size, keys, dark }) {
  if (size) document.documentElement.dataset.textSize = size;
  if (keys) document.body.dataset.singleKeys = keys;
  document.querySelector("link[href*='/dark.css']").media = dark;
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
}

export async function noteRated(store, fields) {
  rated.push(fields);
  await store.changeDay(fields);
}
