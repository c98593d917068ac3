// Going on to what came with the page already: the next item waits in a template, so that it needs no round trip.
// Without one, or without this script, the link leads there as any link.

const DOUBLE_PRESS_MS = 500;
let shownAt = -Infinity;

function show(template) {
  const main = document.querySelector("#main");
  const { url, title } = template.dataset;
  history.pushState({ htmx: true }, "", url); // htmx brings the page back when one goes back
  document.title = title;
  main.replaceChildren(template.content);
  document.querySelectorAll("#flash, #notice").forEach((box) => box.replaceChildren());
  htmx.process(main);
  main.dispatchEvent(new CustomEvent("quizapp:shown", { bubbles: true }));
}

const isPlain = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

function goOn(event) {
  const template = document.querySelector("#main #ahead");
  if (!template || !isPlain(event) || !event.target.closest("#main [data-next]")) return;
  event.preventDefault();
  event.stopPropagation(); // from htmx, which would fetch it
  show(template);
}

// The second half of a double click was meant for what stood there before: a card turned, or what came next.
// To choose sends nothing, so it may.
function isStray({ detail, target }) {
  return detail > 1 && performance.now() - shownAt < DOUBLE_PRESS_MS && target.closest("button, a, summary") !== null;
}

function noteShown() {
  shownAt = performance.now();
}

document.addEventListener("quizapp:shown", noteShown);

document.addEventListener("htmx:after:settle", ({ target }) => {
  if (target.id === "main") noteShown();
});

document.addEventListener(
  "click",
  (event) => {
    if (isStray(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.target.closest("[data-flip]")) noteShown();
    else goOn(event);
  },
  true,
);
