// Says what waits on this device, what was sent and what did not count.

const box = document.querySelector("#kept");
const said = { sent: 0, uncounted: 0, at: "" };

const counted = (name, count) => box.dataset[`${name}${count === 1 ? "One" : "Many"}`].replace("{}", count);

function line(text) {
  const words = document.querySelector("#kept-words").content.cloneNode(true);
  words.querySelector("[data-words]").textContent = text;
  return words;
}

export function say(ratings, whose, report = { sent: 0, uncounted: 0 }) {
  if (report.sent) said.at = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  said.sent += report.sent;
  said.uncounted += report.uncounted;
  const own = ratings.filter((rating) => rating.whose === whose).length;
  const lines = [];
  if (own) lines.push(counted("waiting", own));
  if (ratings.length > own) lines.push(counted("others", ratings.length - own));
  if (said.sent) lines.push(counted("sent", said.sent).replace("{time}", said.at));
  if (said.uncounted) lines.push(counted("uncounted", said.uncounted));
  if (lines.join() === box.dataset.said) return;
  box.dataset.said = lines.join();
  box.replaceChildren(...lines.map(line));
}

export function left(span, count) {
  span.textContent = span.dataset[count === 1 ? "leftOne" : "leftMany"].replace("{}", count);
}
