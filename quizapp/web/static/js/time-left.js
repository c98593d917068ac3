// Keeps the words about the time left true. It counts from what the server said, so the clock of
// the device may be wrong; and it is said aloud only five minutes and one minute before the end.

const SAID_AT = [300, 60];
const ends = new WeakMap();
let before = null;

function words(box, seconds) {
  const minutes = Math.floor(seconds / 60);
  if (seconds <= 0) return box.dataset.over;
  if (minutes === 0) return box.dataset.last;
  return minutes === 1 ? box.dataset.one : box.dataset.many.replace("{}", minutes);
}

function tell(box) {
  if (!ends.has(box)) ends.set(box, Date.now() + 1000 * Number(box.dataset.secondsLeft));
  const seconds = Math.ceil((ends.get(box) - Date.now()) / 1000);
  const line = box.querySelector("[data-words]");
  const text = words(box, seconds);
  if (line.textContent.trim() !== text) line.textContent = text;
  const mark = SAID_AT.find((at) => before > at && seconds <= at);
  if (mark) box.querySelector("[data-said]").textContent = words(box, mark);
  before = seconds;
}

function look() {
  document.querySelectorAll("[data-seconds-left]").forEach(tell);
}

setInterval(look, 1000);
look();
