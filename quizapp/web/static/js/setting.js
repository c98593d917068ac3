// Setting a quiz: the sentence below the form follows each field, and a preset fills the fields in.
//
// The server says it all, so that there is one source: what comes back is the page as "Check" shows it.

const WAIT = 250;
const TOLD = ["read-back", "what-learners-get", "set-label"];
const FILLED = ["set-fields", ...TOLD];

const form = document.querySelector("[data-check]");
let timer;
let going;

async function answer(filling, signal) {
  const body = new URLSearchParams(new FormData(form));
  if (filling) body.set("fill", "1");
  const response = await fetch(form.dataset.check, { method: "POST", body, signal });
  if (!response.ok) throw new Error(`not checked: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function exchange(page, ids) {
  for (const id of ids) {
    const [old, news] = [document.getElementById(id), page.getElementById(id)];
    if (old && news && old.innerHTML !== news.innerHTML) old.replaceChildren(...news.childNodes);
  }
}

async function follow(filling) {
  clearTimeout(timer);
  going?.abort();
  const mine = (going = new AbortController());
  try {
    const page = await answer(filling, mine.signal);
    if (!mine.signal.aborted) exchange(page, filling ? FILLED : TOLD);
  } catch {
    // The sentence stays as it was. Setting the quiz says it again.
  }
}

form?.addEventListener("input", ({ target }) => {
  clearTimeout(timer);
  if (target.name === "preset") follow(true);
  else timer = setTimeout(follow, WAIT, false);
});

form?.querySelectorAll("[data-without-script]").forEach((each) => (each.hidden = true));
