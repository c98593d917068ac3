// Keys of a drill: choose, answer, go on, flip, rate. Each key presses a control that is on the page.

const isWriting = (target) => target.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const isControl = (target) => target.closest("a, button, summary") !== null;
const press = (selector) => {
  const control = document.querySelector(`#main ${selector}`);
  control?.click();
  return control !== null;
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

function submitAnswer() {
  const form = document.querySelector("#answer");
  form?.requestSubmit(form.querySelector("[type=submit]:not([name])"));
  return form !== null;
}

function handled({ key, target }) {
  if (key === "Enter") return !isControl(target) && (submitAnswer() || press("[data-next]") || press("[data-flip]"));
  if (key === " ") return !isControl(target) && !target.matches("input") && press("[data-flip]");
  return choose(key) || (/^[1-4]$/.test(key) && press(`[data-rating="${key}"]`));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (isWriting(event.target) || document.querySelector("dialog[open]")) return;
  if (handled(event)) event.preventDefault();
});
