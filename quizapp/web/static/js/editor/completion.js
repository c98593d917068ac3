// Completion by place: keys of the type and place, fixed values, topics, ids of questions.

const option = (label, type, detail) => ({ label, type, detail });

// The keys above a line that it belongs to, outermost first: what is indented less, step by step.
function pathTo(doc, number, column, block) {
  const path = [];
  let inner = column;
  for (let at = number - 1; block && at >= block.line && inner > 0; at -= 1) {
    const { text } = doc.line(at);
    const found = /^((?:\s|- )*)(["']?)([\w-]+)\2 *:/.exec(text);
    if (found && found[1].length < inner) {
      path.unshift(found[3]);
      inner = found[1].length;
    }
    if (block.indent >= 0 && inner === block.indent + 2) {
      path.unshift(block.key);
      break;
    }
  }
  return path;
}

function entryAt(entries, line) {
  return entries.findLast((entry) => entry.line <= line);
}

function keysAt(path, words, layout, line) {
  const [place, within] = path;
  if (!place) return words.bank;
  if (place === "items" && path.length === 1) return words.items[entryAt(layout.items, line)?.type ?? "choice"];
  if (place === "quizzes" && path.length === 1) return words.quizzes;
  if (place === "article" && path.length === 1) return words.article;
  if (within === "sections") return path[2] === "text" ? words.passages : words.sections;
  return undefined;
}

const topicOptions = (layout, after = "") =>
  layout.topics.map(({ id, title }) => ({ ...option(id, "constant", title), apply: id + after }));
const itemOptions = (layout) => layout.items.filter(({ id }) => id).map(({ id, name }) => option(id, "variable", (name ?? "").slice(0, 48)));

function valuesOf(key, path, words, layout, line) {
  if (path[0] === "items" && key === "topic") return topicOptions(layout);
  if (path[0] === "items" && key === "type") return words.types.map((type) => option(type, "enum"));
  const values = keysAt(path, words, layout, line)?.[key] ?? [];
  return values.map((value) => option(value, "enum"));
}

function skeleton(cm, type, words, say) {
  const lines = words.needed[type].map((key) => {
    if (key === "type") return `type: ${type}`;
    if (key === "pairs") return "pairs:\n    #{prompt}: #{answer}";
    if (key === "boxes") return "boxes:\n    #{box}: [#{}]";
    return ["keys", "distractors", "sequence"].includes(key) ? `${key}:\n    - #{}` : `${key}: #{${key}}`;
  });
  return cm.snippetCompletion(`${lines.join("\n  ")}#{}`, { label: `new-${type}`, detail: say.skeleton, type: "text", boost: -10 });
}

function keyOptions(cm, { path, words, layout, line, isFresh, say }) {
  const keys = keysAt(path, words, layout, line) ?? {};
  const entry = path.length === 1 && { items: entryAt(layout.items, line), quizzes: entryAt(layout.quizzes, line) }[path[0]];
  const there = isFresh ? [] : entry?.keys ?? layout.blocks.map(({ key }) => key);
  const found = Object.keys(keys)
    .filter((key) => !there.includes(key))
    .map((key, place) => ({ ...option(key, "property"), apply: `${key}: `, boost: -place }));
  const isNewItem = isFresh && path.length === 1 && path[0] === "items";
  return isNewItem ? [...found, ...words.types.map((type) => skeleton(cm, type, words, say))] : found;
}

export function completing(cm, words, getLayout, say) {
  function complete(context) {
    const layout = getLayout();
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const block = layout.blocks.findLast((each) => each.line < line.number);
    const written = /[\w-]*$/.exec(before)[0];
    const start = /^(?:\s|- )*/.exec(before)[0];
    const path = pathTo(context.state.doc, line.number, start.length, block);
    const give = (options) => (options.length ? { from: context.pos - written.length, options, validFor: /^[\w-]*$/ } : null);

    if (!written && !context.explicit && !/(?:: |- |\[|, )$/.test(before)) return null;
    if (start.length + written.length === before.length) {
      if (path[0] === "quizzes" && path[1] === "items") return give(itemOptions(layout));
      if (path[0] === "quizzes" && path[1] === "pick") return give(topicOptions(layout, ": "));
      const isFresh = /- *$/.test(start);
      return give(keyOptions(cm, { path, words, layout, line: line.number, isFresh, say }));
    }
    if (path[0] === "quizzes" && /\bitems: *\[[^\]]*$/.test(before)) return give(itemOptions(layout));
    if (path[0] === "quizzes" && /\bpick: *\{[^}]*$/.test(before)) return give(topicOptions(layout, ": "));
    const value = /^(?:\s|- )*([\w-]+): +\[?[\w, -]*$/.exec(before);
    return value ? give(valuesOf(value[1], path, words, layout, line.number)) : null;
  }

  return cm.autocompletion({ override: [complete], icons: false, activateOnTyping: true });
}
