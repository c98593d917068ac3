// Around htmx: put focus where reading goes on, keep the history short, and say so when an answer was not saved.

const notice = () => document.querySelector("#notice");

function showFailure({ detail }) {
  const box = notice();
  const line = document.querySelector("#failure").content.cloneNode(true);
  const isReading = detail.ctx?.request.method === "GET";
  line.querySelector("[data-words]").textContent = isReading ? box.dataset.unanswered : box.dataset.unsaved;
  box.replaceChildren(line);
  box.scrollIntoView({ block: "nearest" });
}

function focusStart(swapped) {
  const start = swapped.querySelector("[data-focus]") ?? swapped.querySelector("h1");
  if (swapped.id === "main") window.scrollTo(0, 0);
  if (!start) return;
  if (start.tabIndex < 0) start.tabIndex = -1; // a heading; what takes the focus anyhow stays in the tab order
  describe(start, swapped.querySelector("#last-rating"));
  start.focus({ preventScroll: true });
}

// What was chosen for the card before stands above what has the focus, so that it would not be heard.
function describe(start, words) {
  if (words) start.setAttribute("aria-describedby", words.id);
}

document.addEventListener("htmx:before:request", () => notice().replaceChildren());

document.addEventListener("htmx:error", showFailure);

document.addEventListener("htmx:response:error", (event) => {
  if (event.detail.ctx.response.status >= 500) showFailure(event);
});

// Answering leads back to the same address: one entry, so that "back" goes to the item before.
document.addEventListener("htmx:before:history:update", ({ detail }) => {
  if (detail.history.path === location.pathname + location.search) detail.history.type = "replace";
});

document.addEventListener("htmx:after:settle", ({ target }) => {
  if (target !== document.body && target.id !== "flash") focusStart(target);
});

// What was swapped in without a request.
document.addEventListener("quizapp:shown", ({ target }) => focusStart(target));

// A card is read on at its answer once it is turned, and at its front once it is turned back.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.matches("details.card")) target.querySelector(target.open ? ".card-back" : "summary").focus({ preventScroll: true });
  },
  true, // it does not bubble
);

// By itself htmx begins when a timer runs out: what is pressed before it would load a whole page.
htmx.process(document.body);
