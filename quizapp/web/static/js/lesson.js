// A page of a lesson keeps up with the class: phone, projector and the teacher's own.
//
// It asks every second whether there is news, one request at a time, and not while nobody can see it. The
// answer is 304 or a few bytes; only then the page is fetched, and its parts are exchanged where they differ.
// The waits are drawn, so that a class does not ask all at once. What is sent carries the step that it was
// meant for: the server refuses it for another, and whoever was away is shown where the class is.

const EVERY = 1000;
const SLOWEST = 8000;
const PATIENCE = 8000;
const HEARD = 30000; // so often a phone says that it is there
const CALM = 500; // so long after a step none follows from the second half of a double tap

const root = document.querySelector("[data-lesson]");
const link = document.querySelector("#lesson-link");
let { version } = root.dataset;
let isOver = "over" in root.dataset;
let failures = 0;
let timer;
let going;
let unsent = null;
let changedAt = -CALM;
let heardAt = -HEARD;

const parts = () => [...document.querySelectorAll("[data-part]")];

function say(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

function sayWhetherConnected() {
  const { lost, connected, over } = link.dataset;
  link.classList.toggle("is-lost", failures > 0);
  link.classList.toggle("is-live", !failures);
  say(document.querySelector("#lesson-link-word"), failures ? lost : isOver ? over : connected);
}

function exchange(page) {
  const before = document.activeElement;
  const focused = before?.id;
  for (const old of parts()) {
    const news = page.getElementById(old.id);
    if (news && old.innerHTML !== news.innerHTML) old.replaceChildren(...news.childNodes);
  }
  if (document.activeElement === before) return;
  const place = (focused && document.getElementById(focused)) || document.querySelector("main h1");
  if (place.matches("h1")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

function takeOver(page) {
  const found = page.querySelector("[data-lesson]").dataset;
  if (found.step !== root.dataset.step) changedAt = performance.now();
  exchange(page);
  [root.dataset.step, version] = [found.step, found.version];
  isOver = "over" in found;
  document.title = page.title;
}

// What the server says, within so many seconds. Learners' phones may be old: no newer way to say so is used.
async function asked(url, options, signal) {
  const patience = new AbortController();
  const give = () => patience.abort();
  const timer = setTimeout(give, PATIENCE);
  signal.addEventListener("abort", give);
  try {
    const headers = { "Quizapp-Part": "main", ...options.headers };
    const response = await fetch(url, { cache: "no-store", ...options, headers, signal: patience.signal });
    if (response.status >= 500 || response.status === 429) throw new Error(`no answer: ${response.status}`);
    return { status: response.status, text: await response.text() };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", give);
  }
}

// What was refused is told where one is: the page itself may have no news.
function tellRefusal(page) {
  const words = [...page.querySelectorAll("main :is(h1, .lead)")].map((each) => each.textContent.trim());
  say(document.querySelector("#lesson-unsent"), words.join(". "));
}

function show({ status, text }) {
  const page = new DOMParser().parseFromString(text, "text/html");
  if (page.querySelector("[data-lesson]")) takeOver(page);
  else if (status === 409) tellRefusal(page);
  else location.replace(root.dataset.page); // logged out meanwhile, or no lesson any more: the page itself says so
}

// Whether a request went through. What is asked later ends what is still being asked.
async function during(deed) {
  clearTimeout(timer);
  going?.abort();
  const mine = (going = new AbortController());
  try {
    await deed(mine.signal);
    failures = 0;
  } catch {
    if (mine.signal.aborted) return false;
    failures += 1;
  }
  sayWhetherConnected();
  lookAgain();
  return !failures;
}

// The questions for news are told apart by nobody: now and then one says who is there.
async function sayHere(signal) {
  const { here, token } = root.dataset;
  if (!here || isOver || performance.now() - heardAt < HEARD) return;
  await asked(here, { method: "POST", headers: { "X-CSRFToken": token } }, signal);
  heardAt = performance.now();
}

async function look(signal) {
  if (unsent) return send(signal);
  await sayHere(signal);
  const news = await asked(root.dataset.news, { headers: { "If-None-Match": `"${version}"` } }, signal);
  if (news.status !== 304) show(await asked(root.dataset.page, {}, signal));
}

async function send(signal) {
  const { url, body } = unsent;
  const response = await asked(url, { method: "POST", body }, signal);
  unsent = null;
  say(document.querySelector("#lesson-unsent"), "");
  show(response);
}

function lookAgain() {
  clearTimeout(timer);
  if (document.hidden || (isOver && !failures)) return;
  const wait = Math.min(EVERY * 2 ** failures, SLOWEST);
  timer = setTimeout(() => during(look), wait * (0.75 + Math.random() / 4));
}

// A form is sent in place; what does not get through is sent again as soon as there is a connection.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-send]");
  if (!form) return;
  event.preventDefault();
  if (form.id === "lead-form" && performance.now() - changedAt < CALM) return;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  unsent = { url: form.action, body };
  if (!(await during(send)) && failures && unsent) say(document.querySelector("#lesson-unsent"), root.dataset.unsent ?? "");
});

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : during(look)));
window.addEventListener("online", () => during(look));
window.addEventListener("offline", () => {
  failures = Math.max(failures, 1);
  sayWhetherConnected();
  lookAgain();
});

// Keys press what is on the page: arrows and those of a presenter go on, F fills the screen.
const takesKey = ({ key, target }) =>
  target.closest("input, select, textarea") === null &&
  (key.length > 1 || (document.body.dataset.singleKeys !== "off" && target.closest("a, button, summary") === null));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat || !takesKey(event)) return;
  const control = document.querySelector(`[data-press~="${CSS.escape(event.key)}"]:not([hidden])`);
  if (!control) return;
  event.preventDefault();
  control.click();
});

const fullscreen = document.querySelector("[data-fullscreen]");
if (fullscreen && document.fullscreenEnabled) {
  fullscreen.hidden = false;
  fullscreen.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  });
}

sayWhetherConnected();
lookAgain();
