// What is not saved yet: kept in this tab, put back after a reload, and a question before it is left behind.

const PAUSE = 500;

const isSame = (one, other) => one.trimEnd() === other.trimEnd();

export function keepDraft(view, form, panel, say, wasSent) {
  const key = `draft of ${location.pathname}`;
  const saved = form.elements.text.defaultValue;
  const restored = panel.querySelector("[data-restored]");
  const tag = form.elements.tag;
  let timer;
  let isSending = false;

  const text = () => view.state.doc.toString();
  const isUnsaved = () => wasSent || !isSame(text(), saved);

  function store() {
    try {
      if (isUnsaved()) sessionStorage.setItem(key, JSON.stringify({ text: text(), tag: tag?.value }));
      else sessionStorage.removeItem(key);
    } catch {
      // Full or switched off: the question before leaving is still asked.
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(store, PAUSE);
  }

  function replace(words) {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: words } });
  }

  function stored() {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  }

  // A draft of an older file keeps that file's tag: saving it then shows both texts instead of losing one.
  function restore() {
    const draft = stored();
    if (wasSent || !draft || isSame(draft.text, saved)) {
      store();
      return;
    }
    const present = tag?.value;
    replace(draft.text);
    if (tag && draft.tag) tag.value = draft.tag;
    restored.hidden = false;
    restored.querySelector("[data-words]").textContent = draft.tag === present ? say.restored : say.restoredOld;
    restored.querySelector("button").addEventListener("click", () => {
      replace(saved);
      if (tag) tag.value = present;
      restored.hidden = true;
      view.focus();
    });
  }

  form.addEventListener("submit", () => {
    store();
    isSending = true;
  });
  window.addEventListener("pageshow", () => {
    isSending = false;
  });
  window.addEventListener("beforeunload", (event) => {
    store();
    if (!isSending && isUnsaved()) event.preventDefault();
  });
  return { later, restore };
}
