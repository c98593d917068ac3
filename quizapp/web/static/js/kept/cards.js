// Goes through the cards that the device keeps: shows the next, takes its rating, takes the last one back.

let shownAt = Date.now();
let last = null;
let isBusy = false;
let isBack = false;
let page = null;

const main = () => document.querySelector("#main");
const fragment = (id) => document.querySelector(id).content.cloneNode(true);
const isOf = (one) => (card) => card.bank_id === one.bank_id && card.item_id === one.item_id;
const randomId = () => crypto.randomUUID().replaceAll("-", "");

function put(...parts) {
  main().replaceChildren(...parts);
  document.querySelectorAll("#flash, #notice").forEach((box) => box.replaceChildren());
  shownAt = Date.now();
  main().dispatchEvent(new CustomEvent("quizapp:shown", { bubbles: true }));
}

function cardOf({ html }) {
  const template = document.createElement("template");
  template.innerHTML = html; // of our own server, made as any page of it
  return template.content;
}

// The heading is made here: a page has one, also where this waits on it.
function end() {
  const parts = fragment("#kept-end");
  const heading = document.createElement("h1");
  heading.textContent = parts.firstElementChild.dataset.title;
  heading.dataset.focus = "";
  parts.firstElementChild.prepend(heading);
  return parts;
}

export const isUsable = (day, whose) => Boolean(day && whose && day.whose === whose && Date.now() < day.until);

export async function showNext({ store, words }) {
  const day = await store.keptDay();
  const bar = fragment("#kept-bar");
  const cards = day && Date.now() < day.until ? day.cards : [];
  words.left(bar.querySelector("[data-left-one]"), cards.length);
  bar.querySelector("[data-kept-undo]").hidden = last === null;
  put(bar, cards.length ? cardOf(cards[0]) : end());
}

// Takes a rating to be sent later, and goes on. It is told once the disk has it.
export async function rate(tools, { whose, bank_id, item_id, sequence, rating }) {
  if (isBusy) return;
  isBusy = true;
  const { store, afterwards } = tools;
  try {
    const [at, shown] = [Date.now(), Date.now() - shownAt];
    const given = { id: randomId(), whose, bank_id, item_id, sequence, rating, at, shown };
    const number = await store.letWait(given);
    const card = (await store.changeDay(given)).find(isOf(given));
    last = card ? { number, card } : null;
    if (isBack && (await afterwards())) location.assign(page);
    else await showNext(tools);
  } finally {
    isBusy = false;
  }
  if (!isBack) afterwards();
}

// There is a connection again: what was sent is taken back on a page of the server, and the next rating leads there.
export function noteConnection(address) {
  isBack = true;
  page = address;
  last = null;
  document.querySelector("[data-kept-undo]")?.setAttribute("hidden", "");
}

export async function undo(tools) {
  const { store, sending, afterwards } = tools;
  if (last === null) return;
  const { number, card } = last;
  last = null;
  const isTaken = await sending.inTurn(async () => {
    if (!(await store.waiting()).some((rating) => rating.number === number)) return false;
    await store.letGo(number);
    await store.changeDay(card, [card]);
    return true;
  });
  await showNext(tools);
  if (isTaken) main().querySelector("details.card").open = true;
  afterwards();
}
