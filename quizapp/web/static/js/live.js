// A page that looks for news of itself: every two seconds while somebody can see it, and not once all is over.
//
// The server answers 304 to the version that is already here. Parts with an id are exchanged where they
// differ; nothing else on the page moves.

const EVERY = 2000;
const SLOWEST = 16000;
const PATIENCE = 10000;
const PARTS = ["live-counts", "live-grid", "live-questions", "wall-item", "wall-bar"];

const root = document.querySelector("[data-live]");
const word = () => document.querySelector("#live-word");
let address = location.href;
let version = root.dataset.version;
let isOver = "over" in root.dataset;
let seenAt = new Date();
let failures = 0;
let timer;
let going;

const isOne = (page) => page.querySelector("[data-live]") !== null;

function say(text) {
  if (word().textContent !== text) word().textContent = text;
}

function sayWhereWeAre() {
  const { lost, fresh, over } = word().dataset;
  const time = seenAt.toLocaleTimeString(document.documentElement.lang);
  if (failures) say(lost.replace("{time}", time));
  else say(isOver ? over : fresh);
}

function exchange(page) {
  const focused = document.activeElement?.id;
  for (const id of PARTS) {
    const [old, news] = [document.getElementById(id), page.getElementById(id)];
    if (old && news && old.innerHTML !== news.innerHTML) old.replaceChildren(...news.childNodes);
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}

async function news(signal) {
  const response = await fetch(address, {
    headers: { "Quizapp-Part": "1", ...(version && { "If-None-Match": `"${version}"` }) },
    cache: "no-store",
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
  });
  if (response.status === 304) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!response.ok || !isOne(page)) throw new Error(`no page to show: ${response.status}`);
  return page;
}

function takeOver(page) {
  exchange(page);
  const found = page.querySelector("[data-live]").dataset;
  version = found.version;
  isOver = "over" in found;
  document.title = page.title;
}

async function look() {
  clearTimeout(timer);
  going?.abort();
  const mine = (going = new AbortController());
  let page;
  try {
    page = await news(mine.signal);
    failures = 0;
  } catch {
    if (!mine.signal.aborted) failures += 1;
  }
  if (mine.signal.aborted) return false;
  if (page) takeOver(page);
  if (!failures) seenAt = new Date();
  sayWhereWeAre();
  lookAgain();
  return !failures;
}

function lookAgain() {
  clearTimeout(timer);
  if (document.hidden || (isOver && !failures)) return;
  timer = setTimeout(look, Math.min(EVERY * 2 ** failures, SLOWEST));
}

// Show another page of the same kind in this one's place, which keeps the screen full.
export async function show(url) {
  const [before, known] = [address, version];
  [address, version] = [url, ""];
  if (await look()) history.replaceState(null, "", url);
  else if (address === url) [address, version] = [before, known];
}

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : look()));

sayWhereWeAre();
lookAgain();
