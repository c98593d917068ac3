// An open menu of the bar closes by a press elsewhere, or by Escape, which leads back to its name.

const openMenu = () => document.querySelector("details.menu[open]");

document.addEventListener("click", (event) => {
  const menu = openMenu();
  if (menu && (!menu.contains(event.target) || event.target.closest("[data-opens]"))) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = openMenu();
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
