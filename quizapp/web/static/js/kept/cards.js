// Goes through the cards that the device keeps: shows the next, takes its rating, takes the last one back.

let shownAt = Date.now();
let last = null;
let isBusy = false;

const main = () => document.querySelector("#main");
const fragment = (id) => document.querySelector(id).content.cloneNode(true);
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

// Takes the rating of a card that is on the page; false where the device keeps nothing of this person.
export async function rate(tools, fields) {
  const { store, afterwards } = tools;
  const day = await store.keptDay();
  if (isBusy || !isUsable(day, fields.whose)) return false;
  isBusy = true;
  try {
    const { whose, bank_id, item_id, sequence, rating } = fields;
    const [at, shown] = [Date.now(), Date.now() - shownAt];
    const given = { id: randomId(), whose, bank_id, item_id, sequence, rating, at, shown };
    const number = await store.letWait(given);
    const card = day.cards.find((each) => each.bank_id === bank_id && each.item_id === item_id);
    last = card ? { number, card } : null;
    await store.changeDay(given);
    await showNext(tools);
  } finally {
    isBusy = false;
  }
  afterwards();
  return true;
}

// What was sent meanwhile is taken back where all ratings are: on a page of the server.
export async function undo(tools) {
  const { store, sending, afterwards } = tools;
  if (last === null) return;
  const { number, card } = last;
  last = null;
  await sending.inTurn(async () => {
    if (!(await store.waiting()).some((rating) => rating.number === number)) return;
    await store.letGo(number);
    await store.changeDay(card, [card]);
  });
  await showNext(tools);
  main().querySelector("details.card")?.setAttribute("open", "");
  afterwards();
}
