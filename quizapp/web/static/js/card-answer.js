// What was typed before a card is turned stands beside the answer then, to be compared. It is sent nowhere.

function compare(card) {
  const field = document.querySelector("[data-card-answer]");
  const line = card.querySelector("[data-card-typed]");
  if (!field || !line) return;
  const typed = field.value.trim();
  line.querySelector("strong").textContent = typed;
  line.hidden = !typed;
  field.closest(".card-answer").hidden = card.open;
}

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.matches("details.card")) compare(target);
  },
  true, // it does not bubble
);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("[data-card-answer]")) return;
  event.preventDefault();
  document.querySelector("details.card > summary").click();
});
