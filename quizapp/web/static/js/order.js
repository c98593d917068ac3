// Entries to put in order: moved by their buttons, by arrow keys on these, or dragged. Their places follow, and are what is sent.
//
// It is always the neighbours that move round an entry: it stays in the page, and keeps the focus and the pointer.

const entriesOf = (list) => [...list.querySelectorAll("[data-entry]")];
const placeOf = (entry) => entry.querySelector("[data-place] select");

function notePlaces(list) {
  entriesOf(list).forEach((entry, index, all) => {
    placeOf(entry).value = String(index + 1);
    entry.querySelector('[data-move="-1"]').setAttribute("aria-disabled", String(index === 0));
    entry.querySelector('[data-move="1"]').setAttribute("aria-disabled", String(index === all.length - 1));
  });
}

function step(entry, by) {
  const neighbour = by < 0 ? entry.previousElementSibling : entry.nextElementSibling;
  if (!neighbour) return;
  if (by < 0) entry.after(neighbour);
  else entry.before(neighbour);
  entry.parentElement.classList.add("is-moved"); // chosen, where time-left.js asks
  notePlaces(entry.parentElement);
}

function say(entry) {
  const box = entry.closest("[data-order]");
  const all = entriesOf(entry.parentElement);
  const facts = { entry: entry.querySelector(".order-text").textContent.trim(), place: all.indexOf(entry) + 1, total: all.length };
  box.querySelector("[data-order-said]").textContent = box.dataset.moved.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

function move(entry, by) {
  step(entry, by);
  say(entry);
  entry.scrollIntoView({ block: "nearest" });
}

// A place that was chosen without this script counts; what has none comes after.
function begin(list) {
  const chosen = (entry) => Number(placeOf(entry).value) || Infinity;
  const sorted = entriesOf(list).sort((one, other) => (chosen(one) === chosen(other) ? 0 : chosen(one) - chosen(other)));
  list.append(...sorted);
  list.querySelectorAll("[data-place]").forEach((place) => (place.hidden = true));
  list.querySelectorAll("[data-moves], [data-handle]").forEach((control) => (control.hidden = false));
  list.classList.add("is-live");
  notePlaces(list);
}

const beginAll = () => document.querySelectorAll("[data-entries]:not(.is-live)").forEach(begin);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-move]");
  if (button) move(button.closest("[data-entry]"), Number(button.dataset.move));
});

const ARROWS = { ArrowUp: -1, ArrowDown: 1 };

document.addEventListener("keydown", (event) => {
  if (!(event.key in ARROWS) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const entry = event.target.closest?.("[data-move]")?.closest("[data-entry]");
  if (!entry) return;
  event.preventDefault(); // from scrolling
  move(entry, ARROWS[event.key]);
});

// A finger takes an entry by its handle, so that the page can be scrolled beside it; a mouse anywhere.
function isHold({ button, pointerType, target }) {
  return button === 0 && !target.closest("button, select, a") && (pointerType === "mouse" || target.closest("[data-handle]"));
}

const middle = (entry) => {
  const { top, height } = entry.getBoundingClientRect();
  return top + height / 2;
};

function follow(entry, y) {
  while (entry.previousElementSibling && y < middle(entry.previousElementSibling)) step(entry, -1);
  while (entry.nextElementSibling && y > middle(entry.nextElementSibling)) step(entry, 1);
}

document.addEventListener("pointerdown", (event) => {
  const entry = event.target.closest(".is-live > [data-entry]");
  if (!entry || !isHold(event)) return;
  event.preventDefault();
  const before = placeOf(entry).value;
  const held = new AbortController();
  const { signal } = held;
  entry.classList.add("is-held");
  entry.setPointerCapture(event.pointerId);
  entry.addEventListener("pointermove", ({ clientY }) => follow(entry, clientY), { signal });
  entry.addEventListener(
    "lostpointercapture",
    () => {
      held.abort();
      entry.classList.remove("is-held");
      if (placeOf(entry).value !== before) say(entry);
    },
    { signal },
  );
});

document.addEventListener("htmx:after:settle", beginAll);
document.addEventListener("quizapp:shown", beginAll);
beginAll();
