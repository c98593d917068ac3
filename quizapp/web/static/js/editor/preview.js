// The question under the cursor as learners will see it: asked of the server, one request at a time.

const PAUSE = 300;

export function showPreview(place, say, ask) {
  const folded = new Set();
  let shownDoc;
  let shownLine;
  let busy = false;
  let next;
  let pause = PAUSE;

  place.addEventListener(
    "toggle",
    ({ target }) => {
      if (target.open) folded.delete(target.dataset.part);
      else folded.add(target.dataset.part);
    },
    true,
  );

  function put(page) {
    const found = new DOMParser().parseFromString(page, "text/html").querySelector("#preview");
    if (!found) throw new Error("no preview");
    for (const part of found.querySelectorAll("[data-part]")) {
      if (folded.has(part.dataset.part)) part.open = false;
    }
    place.replaceChildren(...found.childNodes);
  }

  async function fetchOne(doc, line) {
    busy = true;
    const began = performance.now();
    try {
      const response = await ask(doc.toString(), line);
      if (!response.ok) throw new Error(response.status);
      put(await response.text());
    } catch {
      shownDoc = undefined;
      const words = document.createElement("p");
      words.className = "meta";
      words.textContent = say.unshown;
      place.replaceChildren(words);
    }
    busy = false;
    pause = Math.max(PAUSE, 2 * (performance.now() - began));
    const waiting = next;
    next = undefined;
    if (waiting) show(...waiting);
  }

  // Nothing is asked while the cursor stays in a question that has not changed.
  function show(doc, line, item) {
    const at = item ? item.line : 0;
    if (shownDoc === doc && shownLine === at) return;
    if (busy) {
      next = [doc, line, item];
      return;
    }
    shownDoc = doc;
    shownLine = at;
    fetchOne(doc, item ? line : 1);
  }

  return { show, patience: () => pause };
}
