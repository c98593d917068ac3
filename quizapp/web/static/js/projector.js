// The projector: links and keys change the question in place, and the page may fill the screen.

import { show } from "./live.js";

const fullscreen = document.querySelector("[data-fullscreen]");

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {});
}

if (document.fullscreenEnabled) {
  fullscreen.hidden = false;
  fullscreen.addEventListener("click", toggleFullscreen);
}

// Characters act only where no link or button has the focus, and not for who switched them off.
const takesKeys = (target) => document.body.dataset.singleKeys !== "off" && target.closest("a, button, summary") === null;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key.length === 1 && !takesKeys(event.target)) return;
  const control = document.querySelector(`[data-press~="${CSS.escape(event.key)}"]:not([hidden])`);
  if (!control) return;
  event.preventDefault();
  control.click();
});
