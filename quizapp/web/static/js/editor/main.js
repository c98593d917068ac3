// The editor of the questions: it takes the place of the plain text area of the form and gives its text back on sending.

import * as completion from "./completion.js";
import * as draft from "./draft.js";
import * as findings from "./findings.js";
import * as layouts from "./layout.js";
import * as outline from "./outline.js";
import * as pictures from "./pictures.js";
import * as preview from "./preview.js";
import * as tabs from "./tabs.js";
import * as views from "./view.js";

const PLAIN = "#bank-verdict, #findings, section:has(> #outline-title)"; // what the page says of the text as it was sent

function pause(milliseconds, act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds());
  };
}

function below(textarea) {
  const parts = document.querySelector("#editor-below").content.cloneNode(true);
  const place = document.createElement("div");
  place.className = "editor-below";
  place.append(parts);
  textarea.after(place);
  return place;
}

async function begin(aside) {
  const form = document.querySelector("#bank-form");
  const textarea = form?.querySelector("textarea[name=text]");
  if (!textarea) return;
  const cm = await import("../../vendor/codemirror.js");
  const say = JSON.parse(aside.dataset.say);
  const words = JSON.parse(aside.dataset.words);
  const ask = (address, fields) => {
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, ...fields });
    return fetch(address, { method: "POST", body, headers: { Accept: "application/json, text/html" } });
  };
  const panel = below(textarea);
  const sendPicture = (file, text) => {
    const body = new FormData();
    body.set("csrf_token", form.elements.csrf_token.value);
    body.set("text", text);
    body.set("file", file, file.name);
    return fetch(aside.dataset.take, { method: "POST", body, headers: { Accept: "application/json" } });
  };
  const tell = (words) => {
    panel.querySelector("[data-status]").textContent = words;
  };
  const known = { layout: layouts.layoutOf(textarea.value) };
  const listeners = { changed: [], moved: [] };

  const view = views.makeView(cm, {
    text: textarea.value,
    say,
    nonce: aside.dataset.nonce,
    extensions: [
      pictures.takingPictures(cm, { send: sendPicture, say, tell }),
      completion.completing(cm, words, () => known.layout, say),
      cm.EditorView.updateListener.of((update) => {
        if (update.docChanged) listeners.changed.forEach((tell) => tell());
        if (update.docChanged || update.selectionSet) listeners.moved.forEach((tell) => tell());
      }),
    ],
    review: () => form.requestSubmit(form.querySelector("[name=action][value=review]")),
    nextFinding: () => shown.next(),
  });

  const page = form.parentElement;
  const tab = tabs.showTabs(page, document.querySelector("[data-tabs]"));
  const shown = findings.showFindings(cm, view, panel, say, (text) => ask(aside.dataset.check, { text }), {
    itemAt: (line) => layouts.itemAt(known.layout, line),
    goTo: (position) => {
      tab.show("write");
      views.jumpTo(view, position);
    },
    told: (found) => {
      list.flag(found);
      tab.count(found);
    },
  });
  const shelf = draft.keepDraft(view, form, panel, say, "unsaved" in form.dataset);
  const list = outline.showOutline(view, aside.querySelector("[data-outline]"), say, (position) => {
    tab.show("write");
    views.jumpTo(view, position);
  });
  const pane = preview.showPreview(aside.querySelector("[data-preview-place]"), say, (text, line) =>
    ask(aside.dataset.preview, { text, line }),
  );

  const line = () => view.state.doc.lineAt(view.state.selection.main.head).number;
  const read = pause(() => 250, () => {
    known.layout = layouts.layoutOf(view.state.doc.toString());
    list.show(known.layout);
    list.mark(layouts.itemAt(known.layout, line()));
  });
  const look = pause(() => pane.patience(), () => {
    list.mark(layouts.itemAt(known.layout, line()));
    shown.mark(line());
    pane.show(view.state.doc, line(), layouts.itemAt(known.layout, line()));
  });
  listeners.changed.push(read, shown.later, shelf.later);
  listeners.moved.push(look);

  textarea.hidden = true;
  textarea.before(view.dom);
  form.addEventListener("submit", () => {
    textarea.value = view.state.doc.toString();
  });
  for (const part of document.querySelectorAll(PLAIN)) part.hidden = true;
  aside.hidden = false;
  document.querySelector("[data-tabs]").hidden = false;
  if (matchMedia("(min-width: 64rem)").matches) aside.querySelector(".outline").open = true;
  page.classList.add("with-editor");
  shelf.restore();
  views.goTo(view, location.hash);
  list.show(known.layout);
  look();
  await shown.now();
  if ("refused" in form.dataset) shown.first();
}

const aside = document.querySelector("[data-editor]");
if (aside) begin(aside);
