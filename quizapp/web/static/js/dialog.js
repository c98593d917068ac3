// A button with data-opens shows the dialog of that id.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens]");
  if (button && !document.querySelector("dialog[open]")) document.getElementById(button.dataset.opens).showModal();
});
