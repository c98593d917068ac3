// The questions by topic, beside the text: each leads to its place, the one under the cursor is marked.

const MOST_SHOWN = 2000;

function grouped(rows, titles) {
  const groups = new Map([...titles.keys(), ""].map((topic) => [topic, []]));
  for (const row of rows) groups.get(titles.has(row.item.topic) ? row.item.topic : "").push(row);
  return [...groups].filter(([, members]) => members.length);
}

export function showOutline(cm, view, place, say) {
  let signature = "";
  let rows = [];
  let current;

  function rowOf(item) {
    const node = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#line-${item.line}`;
    link.textContent = item.id || say.unnamed;
    link.title = item.name ?? "";
    node.append(link);
    return { item, node, link };
  }

  function group(title, members) {
    const section = document.createElement("div");
    const heading = document.createElement("p");
    const list = document.createElement("ul");
    heading.className = "outline-topic";
    list.className = "outline-items";
    list.setAttribute("aria-label", title);
    heading.textContent = title;
    list.append(...members.map(({ node }) => node));
    section.append(heading, list);
    return section;
  }

  function update(items) {
    rows.forEach((row, index) => {
      row.item = items[index];
      row.link.href = `#line-${row.item.line}`;
      row.link.title = row.item.name ?? "";
    });
  }

  function show(layout) {
    const items = layout.items.slice(0, MOST_SHOWN);
    const now = JSON.stringify([layout.topics.map(({ id, title }) => [id, title]), items.map(({ id, topic }) => [id, topic])]);
    if (now === signature) {
      update(items);
      return;
    }
    signature = now;
    rows = items.map(rowOf);
    const titles = new Map(layout.topics.map(({ id, title }) => [id, title || id]));
    const rest = document.createElement("p");
    rest.className = "meta";
    rest.textContent = items.length < layout.items.length ? say.more.replace("{n}", layout.items.length - items.length) : "";
    place.replaceChildren(...grouped(rows, titles).map(([topic, members]) => group(titles.get(topic) ?? say.untitled, members)), rest);
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

  place.addEventListener("click", (event) => {
    const row = rows.find(({ link }) => link === event.target);
    if (!row) return;
    event.preventDefault();
    const { from } = view.state.doc.line(Math.min(row.item.line, view.state.doc.lines));
    view.dispatch({ selection: { anchor: from }, effects: cm.EditorView.scrollIntoView(from, { y: "start", yMargin: 24 }) });
    view.focus();
  });
  return { show, mark };
}
