// Findings as one types: asked of the server after a pause, one request at a time, answers to an older text dropped.

const PAUSE = 400;
const AGAIN = 5000;
const MOST_SHOWN = 100;
const MOST_LETTERS = 60; // of a question, beside what was found in it
const RANK = ["error", "warning", "note"];
const SEVERITIES = { error: "error", warning: "warning", note: "info" };

// Columns count characters; the editor counts halves of those beyond the first 65,536.
function offset(doc, line, column) {
  if (line > doc.lines) return doc.length;
  const { from, text } = doc.line(Math.max(1, line));
  const units = [...text].slice(0, column - 1).join("").length;
  return from + Math.min(units, text.length);
}

function diagnosticOf(doc, finding) {
  const from = offset(doc, finding.line, finding.column);
  const to = Math.max(from, offset(doc, finding.end_line, finding.end_column));
  const message = [`${finding.code}: ${finding.message}`, finding.hint].filter(Boolean).join(" ");
  return { from, to, severity: SEVERITIES[finding.severity], message };
}

export function showFindings(cm, view, panel, say, check, { itemAt, goTo: jump, told }) {
  const status = panel.querySelector("[data-status]");
  const list = panel.querySelector("[data-findings]");
  const row = panel.querySelector("#editor-finding");
  let found = [];
  let timer;
  let busy = false;
  let waits = false;
  let pause = PAUSE;

  function tell(words, isTrouble = false) {
    if (status.textContent !== words) status.textContent = words;
    status.classList.toggle("trouble", isTrouble);
  }

  function counted() {
    const count = (severity) => found.filter((finding) => finding.severity === severity).length;
    const counts = RANK.map((severity) => [severity, count(severity)]).filter(([, n]) => n);
    return counts.map(([severity, n]) => say[severity].replace("{n}", n)).join(" · ") || say.clean;
  }

  function goTo(finding) {
    jump(offset(view.state.doc, finding.line, finding.column));
  }

  function nameAt(line) {
    const name = (itemAt(line)?.name ?? "").replace(/\{\{.*?\}\}/g, "…");
    return name && `“${name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS)}…` : name}”`;
  }

  function rowOf(finding) {
    const item = row.content.cloneNode(true).firstElementChild;
    const set = (name, words) => {
      item.querySelector(`[data-${name}]`).textContent = words;
    };
    item.dataset.severity = finding.severity;
    item.dataset.line = finding.line;
    set("place", say.line.replace("{n}", finding.line));
    set("asked", nameAt(finding.line));
    set("code", `${say.severities[finding.severity]} ${finding.code}`);
    set("message", finding.message);
    set("hint", finding.hint);
    item.querySelector("button").addEventListener("click", () => goTo(finding));
    return item;
  }

  function show() {
    const worstFirst = RANK.flatMap((severity) => found.filter((finding) => finding.severity === severity));
    list.replaceChildren(...worstFirst.slice(0, MOST_SHOWN).map(rowOf));
    list.hidden = found.length === 0;
    panel.querySelector("[data-more]").textContent =
      found.length > MOST_SHOWN ? say.more.replace("{n}", found.length - MOST_SHOWN) : "";
    const { doc } = view.state;
    view.dispatch(cm.setDiagnostics(view.state, found.map((finding) => diagnosticOf(doc, finding))));
    tell(counted());
    told(found);
  }

  // After a text was refused, the cursor stands where mending begins.
  function first() {
    const worst = RANK.flatMap((severity) => found.filter((finding) => finding.severity === severity))[0];
    if (worst) goTo(worst);
  }

  async function now() {
    if (busy) {
      waits = true;
      return;
    }
    busy = true;
    waits = false;
    const asked = view.state.doc;
    const began = performance.now();
    try {
      const response = await check(asked.toString());
      if (!response.ok) throw new Error(response.status);
      const answer = await response.json();
      if (asked.eq(view.state.doc)) {
        found = answer;
        show();
      }
    } catch {
      tell(say.unchecked, true);
      timer ??= setTimeout(later, AGAIN);
    }
    // A large bank takes the server longer: ask less often, so that it never does nothing else.
    pause = Math.max(PAUSE, 2 * (performance.now() - began));
    busy = false;
    if (waits) later();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      now();
    }, pause);
  }

  function mark(line) {
    for (const item of list.children) item.classList.toggle("here", Number(item.dataset.line) === line);
  }

  function next() {
    const head = view.state.selection.main.head;
    const places = found.map((finding) => [offset(view.state.doc, finding.line, finding.column), finding]);
    const after = places.find(([place]) => place > head) ?? places[0];
    if (after) goTo(after[1]);
  }

  window.addEventListener("online", later);
  view.dispatch({ effects: cm.StateEffect.appendConfig.of(cm.lintGutter()) });
  return { now, later, mark, next, first };
}
