// The quiz builder without a page load for each step: what is pressed is sent as the form would send it, and the
// panes of the answer take the place of those here. Questions of the quiz can be dragged as well.

const form = document.querySelector("[data-builder]");
const bench = () => form.querySelector("[data-bench]");
let asked = 0;

// What has the focus, what is open and how far each pane is scrolled stay as they are.
function keeping(replace) {
  const focused = document.activeElement?.id;
  const places = [...form.querySelectorAll(".pane")].map((pane) => pane.scrollTop);
  const open = new Map([...form.querySelectorAll("details[data-find], details[data-settings]")].map((each) => [each.className || "find", each.open]));
  const { scrollY } = window;
  replace();
  form.querySelectorAll("details[data-find], details[data-settings]").forEach((each) => {
    each.open = open.get(each.className || "find") ?? each.open;
  });
  [...form.querySelectorAll(".pane")].forEach((pane, index) => {
    pane.scrollTop = places[index] ?? 0;
  });
  window.scrollTo(0, scrollY);
  const again = focused && document.getElementById(focused);
  (again ?? (focused ? form.querySelector("#quiz-title") : null))?.focus({ preventScroll: true });
}

function tell(words) {
  const box = document.querySelector("#notice");
  const line = document.querySelector("#failure").content.cloneNode(true);
  line.querySelector("[data-words]").textContent = words;
  box.replaceChildren(line);
}

async function send(step) {
  const turn = (asked += 1);
  const body = new FormData(form);
  body.set("do", step);
  form.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(body) });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.querySelector("[data-bench]");
    if (!next) throw new Error(response.status);
    if (turn !== asked) return; // a later step is on its way, and has all of this one in it
    keeping(() => bench().replaceChildren(...next.childNodes));
    document.querySelector("#notice").replaceChildren();
    begin();
  } catch {
    if (turn === asked) tell(form.dataset.unanswered);
  } finally {
    if (turn === asked) form.removeAttribute("aria-busy");
  }
}

const entries = (list) => [...list.querySelectorAll("[data-entry]")];

function number(list) {
  entries(list).forEach((entry, index) => {
    entry.querySelector("[data-place]").textContent = index + 1;
  });
}

const middle = (entry) => {
  const { top, height } = entry.getBoundingClientRect();
  return top + height / 2;
};

function follow(entry, y) {
  const { previousElementSibling: before, nextElementSibling: after } = entry;
  if (before && y < middle(before)) entry.after(before);
  else if (after && y > middle(after)) entry.before(after);
  else return;
  number(entry.parentElement);
}

function say(entry) {
  const list = entry.parentElement;
  const all = entries(list);
  const facts = { place: all.indexOf(entry) + 1, total: all.length };
  form.querySelector("[data-said]").textContent = list.dataset.moved.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

function begin() {
  form.querySelector("[data-listed]")?.classList.add("can-drag");
}

if (form) {
  begin();
  const find = form.querySelector("[data-find]");
  if (matchMedia("(min-width: 64rem)").matches && find) find.open = true;

  form.addEventListener("change", ({ target }) => {
    if (target.matches("[data-at-once]")) send("show");
  });

  form.addEventListener("submit", (event) => {
    const step = event.submitter?.name === "do" ? event.submitter.value : "show";
    if (step === "save") return;
    event.preventDefault();
    send(step);
  });

  form.addEventListener("pointerdown", (event) => {
    const entry = event.target.closest(".can-drag > [data-entry]");
    if (!entry || event.button !== 0 || event.pointerType !== "mouse" || event.target.closest("button")) return;
    event.preventDefault();
    const before = entries(entry.parentElement).indexOf(entry);
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
        if (entries(entry.parentElement).indexOf(entry) === before) return;
        say(entry);
        send("show");
      },
      { signal },
    );
  });
}
