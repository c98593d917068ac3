// The questions by part, and the quizzes, beside the text: each leads to its place, the one under the cursor is marked,
// and so are those that something was found in.

const MOST_SHOWN = 2000;
const SIGNS = { error: "✕", warning: "!", note: "i" };
const RANK = ["error", "warning", "note"];

const words = (name = "") => name.replace(/\{\{.*?\}\}/g, "…");

function grouped(rows, titles) {
  const groups = new Map([...titles.keys(), ""].map((topic) => [topic, []]));
  for (const row of rows) groups.get(titles.has(row.item.topic) ? row.item.topic : "").push(row);
  return [...groups].filter(([, members]) => members.length);
}

export function showOutline(view, place, say, goTo) {
  let signature = "";
  let rows = [];
  let found = [];
  let current;

  function rowOf(item, number) {
    const node = document.createElement("li");
    const link = document.createElement("a");
    const [place, name, flag] = ["number", "name", "flag"].map((part) => {
      const span = document.createElement("span");
      span.className = `outline-${part}`;
      link.append(span);
      return span;
    });
    place.textContent = number ?? "";
    name.textContent = words(item.name) || say.unnamed;
    link.href = `#line-${item.line}`;
    link.dataset.id = item.id ?? "";
    node.append(link);
    return { item, node, link, flag };
  }

  function group(title, members) {
    const section = document.createElement("div");
    const heading = document.createElement("p");
    const list = document.createElement("ul");
    const count = document.createElement("span");
    heading.className = "outline-topic";
    list.className = "outline-items";
    count.className = "meta";
    list.setAttribute("aria-label", title);
    heading.textContent = `${title} `;
    count.textContent = members.length;
    heading.append(count);
    list.append(...members.map(({ node }) => node));
    section.append(heading, list);
    return section;
  }

  function update(items) {
    rows.forEach((row, index) => {
      row.item = items[index];
      row.link.href = `#line-${row.item.line}`;
    });
  }

  function show(layout) {
    const items = layout.items.slice(0, MOST_SHOWN);
    const all = [...items, ...layout.quizzes];
    const now = JSON.stringify([layout.topics.map(({ id, title }) => [id, title]), all.map(({ id, topic, name }) => [id, topic, name])]);
    if (now === signature) {
      update(all);
      flag(found);
      return;
    }
    signature = now;
    const questions = items.map((item, index) => rowOf(item, index + 1));
    const quizzes = layout.quizzes.map((quiz) => rowOf(quiz));
    rows = [...questions, ...quizzes];
    current = undefined;
    const titles = new Map(layout.topics.map(({ id, title }) => [id, title || id]));
    const rest = document.createElement("p");
    rest.className = "meta";
    rest.textContent = items.length < layout.items.length ? say.more.replace("{n}", layout.items.length - items.length) : "";
    const parts = grouped(questions, titles).map(([topic, members]) => group(titles.get(topic) ?? say.untitled, members));
    if (quizzes.length) parts.push(group(say.quizzes, quizzes));
    place.replaceChildren(...parts, rest);
    flag(found);
  }

  // The worst of what was found from the line of a row on to that of the next.
  function flag(findings) {
    found = findings;
    const starts = rows.map(({ item }) => item.line);
    const worst = new Map();
    for (const { line, severity } of findings) {
      const at = starts.findLastIndex((start) => start <= line);
      if (at < 0) continue;
      if (!worst.has(at) || RANK.indexOf(severity) < RANK.indexOf(worst.get(at))) worst.set(at, severity);
    }
    rows.forEach((row, index) => {
      const severity = worst.get(index);
      row.flag.textContent = severity ? SIGNS[severity] : "";
      row.flag.dataset.severity = severity ?? "";
      row.flag.title = severity ? say.severities[severity] : "";
    });
  }

  function mark(item) {
    const row = item && rows.find((each) => each.item.line === item.line);
    if (row?.link === current) return;
    current?.removeAttribute("aria-current");
    current = row?.link;
    if (!current) return;
    current.setAttribute("aria-current", "true");
    const pane = place.getBoundingClientRect();
    const { top, bottom } = current.getBoundingClientRect();
    if (top < pane.top || bottom > pane.bottom) place.scrollTop += top - pane.top - pane.height / 2;
  }

  function search(sought) {
    for (const { node, item } of rows) node.hidden = !`${item.name ?? ""} ${item.id ?? ""}`.toLowerCase().includes(sought);
    for (const part of place.children) part.hidden = part.querySelector("li") !== null && !part.querySelector("li:not([hidden])");
  }

  place.parentElement.querySelector("[data-find]")?.addEventListener("input", ({ target }) => search(target.value.trim().toLowerCase()));

  place.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const row = rows.find((each) => each.link === link);
    if (!row) return;
    event.preventDefault();
    goTo(view.state.doc.line(Math.min(row.item.line, view.state.doc.lines)).from);
  });
  return { show, mark, flag };
}
