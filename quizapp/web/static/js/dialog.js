// A button with data-opens shows the dialog of that id; "?" opens the list of keys.

const isTyping = (target) => target.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

function open(id) {
  if (!document.querySelector("dialog[open]")) document.getElementById(id).showModal();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens]");
  if (button) open(button.dataset.opens);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !isTyping(event.target)) open("keys");
});
