// Keeps the words about the time left true, and goes on when it is up. It counts from what the server
// said, so the clock of the device may be wrong. Five minutes before the end, and three times in the last
// one, it is said aloud: also a quiz of one minute is not over without a word.
//
// A teacher may give more time or end a quiz in half a minute, so the server is asked again and again.

const SAID_AT = [300, 60, 30, 10];
const ASKED_EVERY = 10_000;
const MOVED = 3; // seconds; less is the way to the server and back
const ends = new WeakMap();
const ended = new WeakSet();
let before = null;

const language = document.documentElement.lang;
const HOUR = 60;
const DAY = 24 * HOUR;

const unit = (count, name) =>
  new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long" }).format(count);

// As web/time_spans.py says it: minutes up to two hours, hours up to two days, then days.
function span(minutes) {
  const [first, then] =
    minutes < 2 * HOUR
      ? [[minutes, "minute"]]
      : minutes < 2 * DAY
        ? [[Math.floor(minutes / HOUR), "hour"], [minutes % HOUR, "minute"]]
        : [[Math.floor(minutes / DAY), "day"], [Math.floor((minutes % DAY) / HOUR), "hour"]];
  const parts = then?.[0] ? [first, then] : [first];
  const list = new Intl.ListFormat(language, { type: "unit", style: "long" });
  return list.format(parts.map(([count, name]) => unit(count, name)));
}

function words({ dataset }, seconds) {
  if (seconds <= 0) return dataset.over;
  if (seconds < 60) return seconds <= 10 ? dataset.last10 : seconds <= 30 ? dataset.last30 : dataset.last;
  return dataset.left.replace("{}", span(Math.ceil((seconds - 30) / 60)));
}

function isMatched(answer) {
  const prompts = Number(answer.querySelector("[data-prompts]")?.dataset.prompts);
  const answered = [...new FormData(answer)].filter(([name, value]) => name.startsWith("prompt-") && value);
  return answered.length === prompts;
}

// The first answer stands in the field when it is asked a second time.
function isTyped(answer) {
  const field = answer.querySelector("[data-typed]");
  return field !== null && field.value.trim() !== field.dataset.typed;
}

// An order that nobody has moved is as it came: no choice yet.
const isChosen = (answer) =>
  answer.querySelector("[data-choice]:checked, .is-moved") !== null || isMatched(answer) || isTyped(answer);

// What is chosen is sent: it was chosen in time. Then, or without a choice, the attempt ends. Who looks
// back on an answer is not torn away from it, and finds the way on beside the words.
function end(box) {
  if (ended.has(box)) return;
  ended.add(box);
  const [answer, way] = [document.querySelector("#answer"), box.querySelector("form")];
  way.hidden = false;
  if (!answer) return;
  if (isChosen(answer)) answer.requestSubmit(answer.querySelector("[type=submit]:not([name], [form])"));
  else way.requestSubmit();
}

function note(box) {
  if (!ends.has(box)) ends.set(box, Date.now() + 1000 * Number(box.dataset.secondsLeft));
}

function tell(box) {
  note(box);
  const seconds = Math.ceil((ends.get(box) - Date.now()) / 1000);
  const line = box.querySelector("[data-words]");
  const text = words(box, seconds);
  if (line.textContent.trim() !== text) line.textContent = text;
  before ??= seconds + 1;
  if ([...SAID_AT, 0].some((at) => before > at && seconds <= at)) box.querySelector("[data-said]").textContent = text;
  before = seconds;
  if (seconds <= 0) end(box);
}

const shown = () => document.querySelectorAll("[data-seconds-left]");
const ahead = () => document.querySelector("#ahead")?.content.querySelectorAll("[data-seconds-left]") ?? [];

// The item that waits for its turn was counted when it came, not when it is shown.
function look() {
  ahead().forEach(note);
  shown().forEach(tell);
}

async function news(address) {
  const response = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ASKED_EVERY) });
  return response.status === 204 ? null : response.json(); // it has no end any more
}

// Where nothing is heard, it counts on to the end that it knows.
async function ask() {
  const [box] = shown();
  if (!box || ended.has(box)) return;
  const told = await news(box.dataset.ask).catch(() => undefined);
  if (told === undefined || ended.has(box)) return;
  if (told === null) {
    [...shown(), ...ahead()].forEach((each) => each.remove());
    return;
  }
  const end = Date.now() + 1000 * told.seconds_left;
  if (Math.abs(end - ends.get(box)) < 1000 * MOVED) return;
  for (const each of [...shown(), ...ahead()]) {
    ends.set(each, end);
    each.querySelector("[data-ends]").textContent = told.ends;
  }
  look();
  box.querySelector("[data-said]").textContent = box.querySelector("[data-words]").textContent;
}

setInterval(look, 1000);
setInterval(ask, ASKED_EVERY);
["htmx:after:settle", "quizapp:shown"].forEach((moment) => document.addEventListener(moment, look));
look();
