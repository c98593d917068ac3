// Keys of a drill: choose, answer, go on, skip, mark, flip, rate, undo. Each key presses a control that is on the page.
//
// They act only where the question or the card has the focus, or nothing has it: whoever is on a link or
// in a field means that one. Whoever wants none of them switches them off in the account.

const OTHERS = "a, button:not([data-rating]), summary:not([data-flip]), input:not([data-choice]), textarea, select, [contenteditable]";

const isNothing = (target) => target === document.body || target === document.documentElement || target.id === "main";
const isMeant = (target) => isNothing(target) || (target.closest("[data-drill]") !== null && target.closest(OTHERS) === null);
// What is folded away is not on the page: no key rates a card that was not turned.
const press = (selector) => {
  const control = [...document.querySelectorAll(`#main ${selector}`)].find((each) => each.checkVisibility());
  control?.click();
  return control !== undefined;
};

function chosenOption(key) {
  const options = document.querySelectorAll("[data-choice]");
  const place = /^[1-9]$/.test(key) ? Number(key) - 1 : "abcdef".indexOf(key.toLowerCase());
  return key.length === 1 ? options[place] : undefined;
}

function choose(key) {
  const option = chosenOption(key);
  option?.click();
  option?.focus();
  return option !== undefined;
}

// An order as it came would be taken for an answer: an Enter too many leads only to its button.
function submitAnswer() {
  const form = document.querySelector("#answer");
  const button = form?.querySelector("[type=submit]:not([name], [form])");
  if (form?.querySelector("[data-entries]:not(.is-moved)")) button.focus();
  else form?.requestSubmit(button);
  return form !== null;
}

// The digit lands in the field, which has the focus by the time it is written.
function beginTyping(key) {
  if (/^[-0-9]$/.test(key)) document.querySelector("#answer [data-typed]")?.focus();
  return false;
}

function openKeys() {
  document.querySelector("[data-opens=keys]").click();
  return true;
}

function handled({ key, target }) {
  if (key === "Enter") return !target.matches("[data-rating]") && (submitAnswer() || press("[data-next]") || press("[data-flip]"));
  if (key === " ") return !target.matches("input, button") && press("[data-flip]");
  if (key === "?") return openKeys();
  if (/^u$/i.test(key) && press("[data-undo]")) return true;
  if (/^s$/i.test(key) && press("[data-skip]")) return true;
  if (/^m$/i.test(key) && press("[data-flag]")) return true;
  if (/^h$/i.test(key) && press("[data-hint]")) return true;
  return beginTyping(key) || choose(key) || (/^[1-4]$/.test(key) && press(`[data-rating="${key}"]`));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (document.body.dataset.singleKeys === "off" || document.querySelector("dialog[open]")) return;
  if (isMeant(event.target) && handled(event)) event.preventDefault();
});
