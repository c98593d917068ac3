// Pictures that are dropped or pasted: the server keeps the file, and the text declares and shows it.

const isPicture = (file) => file.type.startsWith("image/");
const picturesOf = (data) => [...(data?.files ?? [])].filter(isPicture);

// What differs between two texts, as one change: so the cursor and the history stay what they are.
function change(before, after) {
  let from = 0;
  while (from < before.length && before[from] === after[from]) from += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - from;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

async function take(view, file, { send, say, tell }) {
  const before = view.state.doc.toString();
  let answer;
  let told;
  try {
    answer = await send(file, before);
    told = await answer.json();
  } catch {
    return tell(say.untaken);
  }
  if (!answer.ok) return tell(told.message ?? say.untaken);
  if (view.state.doc.toString() !== before) return tell(say.untaken);
  view.dispatch({ changes: change(before, told.text) });
  const at = view.state.selection.main.head;
  view.dispatch(view.state.replaceSelection(`![](${told.id})`));
  view.dispatch({ selection: { anchor: at + told.id.length + 5 }, scrollIntoView: true });
  return tell(say.taken);
}

export function takingPictures(cm, tools) {
  const takeAll = async (view, files) => {
    for (const file of files) await take(view, file, tools);
    view.focus();
  };
  return cm.EditorView.domEventHandlers({
    drop(event, view) {
      const files = picturesOf(event.dataTransfer);
      if (!files.length) return false;
      event.preventDefault();
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at !== null) view.dispatch({ selection: { anchor: at } });
      takeAll(view, files);
      return true;
    },
    paste(event, view) {
      const files = picturesOf(event.clipboardData);
      if (!files.length) return false;
      event.preventDefault();
      takeAll(view, files);
      return true;
    },
  });
}
