// Selecting words in a passage puts them into the form, and chooses the passage.

const phrase = document.querySelector("[data-phrase]");

function passageOf(node) {
  const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
  return element?.closest("[data-passage]") ?? null;
}

function takeSelection() {
  const selection = document.getSelection();
  const words = selection.toString().replace(/\s+/g, " ").trim();
  const passage = passageOf(selection.anchorNode);
  if (!words || !passage || passage !== passageOf(selection.focusNode)) return;
  phrase.value = words;
  document.getElementById(`passage-${passage.dataset.passage}`).checked = true;
}

document.addEventListener("selectionchange", takeSelection);
takeSelection(); // words may have been selected while the page was loading
