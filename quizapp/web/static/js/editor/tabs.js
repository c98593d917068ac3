// On a phone one of three is seen at a time: the text, what was found in it, and what learners see.

export function showTabs(page, list) {
  const buttons = [...list.querySelectorAll("button")];

  function show(name) {
    page.dataset.tab = name;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === name));
  }

  function count(findings) {
    const place = list.querySelector("[data-count]");
    place.textContent = findings.length ? ` ${findings.length}` : "";
  }

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) show(button.value);
  });
  show("write");
  return { show, count };
}
