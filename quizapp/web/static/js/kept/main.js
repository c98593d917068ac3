// Cards without a connection: registers the worker, keeps today's cards on this device, and sends what waits.
//
// Only where pages are safe from eavesdroppers (https, or this very machine): elsewhere browsers have no workers, and
// all is as without this script.

import * as cards from "./cards.js";
import * as day from "./day.js";
import * as sending from "./sending.js";
import * as store from "./store.js";
import * as words from "./words.js";

const KEEP_AFTER_MS = 1500; // what the page itself still loads comes first

const box = document.querySelector("#kept");
const page = document.querySelector("[data-kept-page]");
const isAt = (...names) => names.some((name) => location.pathname === box.dataset[name]);
const isShowingKept = () => page !== null || document.querySelector("#main [data-kept]") !== null;
const nothing = () => {}; // a device without room, or a browser that forbids it: then without

// The page says it as of any answer that was not saved, and the card stays.
const tellOfFailure = () => document.dispatchEvent(new CustomEvent("htmx:error", { detail: {} }));

let whose = document.body.dataset.person ?? null;
let sent = null;

// What the page says of the day was true before the ratings came; a card that is turned stays.
function lookAgain() {
  if (isShowingKept() || !isAt("cards", "home") || document.querySelector("details.card[open]")) return;
  htmx.ajax("GET", location.pathname + location.search, { target: "#main", select: "#main", swap: "outerHTML show:none" });
}

// Gives whether all that this person has given is sent.
async function bringUpToDate({ store, sending, words, cards }) {
  words.say(await store.waiting(), whose);
  if (!navigator.onLine) return false;
  const report = await sending.inTurn(() => sending.send(store, box.dataset.late));
  const waiting = await store.waiting();
  words.say(waiting, whose, report);
  if (report.sent + report.uncounted) {
    cards.noteConnection(box.dataset.cards);
    lookAgain();
  }
  return !waiting.some((rating) => rating.whose === whose);
}

async function keepCards({ store, day }) {
  const ratings = await store.waiting();
  if (!ratings.some((rating) => rating.whose === whose)) await day.keepToday(store, box.dataset.today, whose);
}

async function begin(tools) {
  const kept = await tools.store.keptDay();
  if (kept && kept.whose !== whose) await tools.store.forgetDay();
  await bringUpToDate(tools);
  if (!whose) return;
  navigator.serviceWorker.register(box.dataset.worker).catch(nothing);
  if (isAt("cards", "home")) setTimeout(() => keepCards(tools).catch(nothing), KEEP_AFTER_MS);
}

async function beginWithoutConnection(tools) {
  const kept = await tools.store.keptDay();
  whose = kept?.whose ?? null;
  if (kept) tools.day.dress(kept.look);
  const isLeft = tools.cards.isUsable(kept, whose) && kept.cards.length > 0;
  if (isAt("cards") && kept) await tools.cards.showNext(tools);
  page.querySelector("[data-kept-none]").hidden = isLeft;
  page.querySelector("[data-kept-some]").hidden = !isLeft;
  await bringUpToDate(tools);
}

function listen(tools) {
  const { store, day, cards } = tools;
  addEventListener("online", () => bringUpToDate(tools).catch(nothing));
  addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("[data-kept]")) return;
      event.preventDefault();
      event.stopImmediatePropagation(); // from whatever would send it
      cards.rate(tools, Object.fromEntries(new FormData(event.target, event.submitter))).catch(tellOfFailure);
    },
    true,
  );
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-kept-undo]")) cards.undo(tools);
  });
  document.addEventListener("htmx:before:request", ({ detail }) => {
    const { sourceElement, request } = detail.ctx;
    sent = sourceElement.id === "rate" ? Object.fromEntries(request.body) : null;
  });
  document.addEventListener("htmx:after:settle", ({ target }) => {
    if (target.id !== "main") return; // notices come with it, and settle first
    if (sent) day.noteRated(store, sent).catch(nothing);
    sent = null;
  });
  document.addEventListener("htmx:error", async () => {
    const fields = sent;
    sent = null;
    if (fields && cards.isUsable(await store.keptDay(), fields.whose)) await cards.rate(tools, fields).catch(nothing);
  });
}

async function start() {
  const tools = { store, sending, words, day, cards };
  tools.afterwards = () => bringUpToDate(tools).catch(nothing);
  listen(tools);
  await (page ? beginWithoutConnection(tools) : begin(tools));
}

if ("serviceWorker" in navigator) start().catch(nothing);
