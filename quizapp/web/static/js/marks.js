// A cell of the marks opens in place, and the grid stands where it was after saving. Without this, both are pages.

const box = document.querySelector(".grid-box");
const kept = `marks ${location.pathname}`;

function remember() {
  sessionStorage.setItem(kept, JSON.stringify([box.scrollTop, box.scrollLeft, window.scrollY]));
}

function comeBack() {
  const [top, left, page] = JSON.parse(sessionStorage.getItem(kept) ?? "[]");
  sessionStorage.removeItem(kept);
  if (top !== undefined) {
    box.scrollTo(left, top);
    window.scrollTo(0, page);
  }
}

const opened = () => box.querySelector(".cell-on");

function close() {
  const around = opened();
  if (!around) return;
  const link = around.querySelector("a");
  around.querySelector("[data-cell]").remove();
  link.removeAttribute("aria-expanded");
  around.replaceWith(link);
  const address = new URL(location.href);
  address.searchParams.delete("cell");
  history.replaceState(null, "", address.pathname + address.search);
  link.focus({ preventScroll: true });
}

// Below the cell if it fits, else above it, else below, where the grid grows; and towards the middle.
function place(around) {
  const cell = around.getBoundingClientRect();
  const grid = box.getBoundingClientRect();
  const head = box.querySelector("thead").getBoundingClientRect();
  const height = around.querySelector("[data-cell]").offsetHeight + 8;
  around.classList.toggle("up", grid.bottom - cell.bottom < height && cell.top - head.bottom >= height);
  const isEnd = cell.left + cell.right > grid.left + grid.right;
  around.classList.toggle("from-end", document.dir === "rtl" ? !isEnd : isEnd);
}

// Only the grid moves, and only where the cell would end below it.
function bringIntoSight(cell) {
  if (getComputedStyle(cell).position === "fixed") return;
  const missing = cell.getBoundingClientRect().bottom + 8 - box.getBoundingClientRect().bottom;
  if (missing > 0) box.scrollTop += missing;
}

async function open(link) {
  const address = new URL(link.href);
  const answer = await fetch(`${address.pathname}${address.search}&part=cell`);
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  const { cell } = await answer.json();
  close();
  const around = document.createElement("div");
  around.className = "cell-on";
  link.replaceWith(around);
  link.setAttribute("aria-expanded", "true");
  around.append(link);
  around.insertAdjacentHTML("beforeend", cell);
  place(around);
  history.replaceState(null, "", address.pathname + address.search);
  const first = around.querySelector("[autofocus]") ?? around.querySelector("[data-close]");
  first.focus({ preventScroll: true });
  bringIntoSight(around.querySelector("[data-cell]"));
}

function isPlain(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

if (box) {
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || !isPlain(event)) return;
    if (link.matches("[data-close]") || link.matches(".cell-on > a")) {
      event.preventDefault();
      close();
    } else if (link.matches(".marks td > a")) {
      event.preventDefault();
      open(link).catch(() => {
        remember();
        location.assign(link.href);
      });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.closest(".cell, .marks-saved")) remember();
  });
  if (opened()) place(opened());
  comeBack();
}
