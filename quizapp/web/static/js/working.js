// A form that was sent says that it is being worked on, and is not sent again by a second press.

const SAID_AFTER_MS = 300;
// By then there is another page, or the answer was a file and this page stays.
const FREE_AFTER_MS = 20000;

const held = new Map();

function say(button) {
  button.dataset.words = button.innerHTML;
  button.textContent = document.querySelector("#notice").dataset.working;
}

function release(form) {
  const { button, timers } = held.get(form);
  timers.forEach(clearTimeout);
  if (button?.dataset.words !== undefined) button.innerHTML = button.dataset.words;
  delete button?.dataset.words;
  delete form.dataset.sent;
  held.delete(form);
}

function hold(form, button) {
  form.dataset.sent = "";
  const timers = [setTimeout(release, FREE_AFTER_MS, form)];
  if (button) timers.push(setTimeout(say, SAID_AFTER_MS, button));
  held.set(form, { button, timers });
}

// What htmx sends, and what the editor keeps from being sent, is prevented by now.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (held.has(form)) event.preventDefault();
  else hold(form, event.submitter);
});

// Whoever comes back finds the page as they left it.
window.addEventListener("pageshow", () => [...held.keys()].forEach(release));
