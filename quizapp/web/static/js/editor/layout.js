// What stands where in the text of a bank, read from the layout of its lines alone: while somebody types, it is not
// always YAML. The server's excerpts read lines by the same rules.

const TOP = /^(["']?)([A-Za-z_][\w-]*)\1 *:(?=\s|$)/;
const PAIR = /^(["']?)([\w-]+)\1 *:(?:\s+(.*))?$/;
const NAMED_BY = ["stem", "text", "term", "title"];
const BLOCK = /^[>|][+-]?\d?$/; // the words stand in the lines below

const plain = (value = "") => value.replace(/\s+#.*$/, "").replace(/^(["'])(.*)\1$/, "$2").trim();

export function layoutOf(text) {
  const layout = { blocks: [], items: [], topics: [], quizzes: [] };
  const lists = { items: layout.items, quizzes: layout.quizzes };
  let block = null;
  const lines = text.split("\n");
  lines.forEach((line, index) => {
    const top = TOP.exec(line);
    if (top) {
      block = { key: top[2], line: index + 1, indent: -1 };
      layout.blocks.push(block);
    } else if (block && block.key in lists) {
      readEntry(lists[block.key], block, line, index + 1);
    } else if (block?.key === "topics") {
      const pair = PAIR.exec(line.trim());
      if (pair) layout.topics.push({ id: pair[2], title: plain(pair[3]), line: index + 1 });
    }
  });
  return layout;
}

function readEntry(entries, block, line, number) {
  const indent = line.search(/\S/);
  if (indent < 0) return;
  const last = entries.at(-1);
  if (last?.isNameBelow && indent > block.indent + 2) {
    last.name = line.trim();
    last.isNameBelow = false;
    return;
  }
  const isDash = line[indent] === "-" && (line[indent + 1] ?? " ") === " ";
  if (isDash && block.indent < 0) block.indent = indent;
  let written = line.trim();
  if (isDash && indent === block.indent) {
    entries.push({ line: number, keys: [] });
    written = written.slice(1).trim();
  } else if (indent !== block.indent + 2) {
    return;
  }
  const entry = entries.at(-1);
  const pair = PAIR.exec(written);
  if (!entry || !pair) return;
  entry.keys.push(pair[2]);
  if (["id", "topic", "type"].includes(pair[2])) entry[pair[2]] = plain(pair[3]);
  if (!NAMED_BY.includes(pair[2]) || entry.name || entry.isNameBelow) return;
  if (BLOCK.test(plain(pair[3]))) entry.isNameBelow = true;
  else entry.name = plain(pair[3]);
}

// The last entry that begins at or above the line; entries are in order.
function lastBefore(entries, line) {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].line <= line) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}

export const blockAt = (layout, line) => lastBefore(layout.blocks, line);

export function itemAt(layout, line) {
  return blockAt(layout, line)?.key === "items" ? lastBefore(layout.items, line) : undefined;
}
