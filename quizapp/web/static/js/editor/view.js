// The editing surface: paper and ink from the page's own tokens, and the keys.

const MARGIN = 60; // in pixels, above a line that was jumped to
const MONO = 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace';

function paper(cm, isDark) {
  return cm.EditorView.theme(
    {
      "&": { backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: "0.875rem" },
      "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "1px" },
      ".cm-scroller": { fontFamily: MONO, lineHeight: "1.6", overflow: "auto" },
      ".cm-content": { caretColor: "var(--ink)", paddingBlock: "0.75rem" },
      ".cm-line": { paddingInline: "0.5rem 1rem" },
      ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--ink-soft)", border: "0" },
      ".cm-lineNumbers .cm-gutterElement": { minWidth: "1.75rem", paddingInline: "0.25rem" },
      ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--paper-deep)" },
      ".cm-content ::selection, .cm-content::selection": { backgroundColor: "var(--marker)" },
      ".cm-selectionMatch": { backgroundColor: "var(--accent-wash)" },
      ".cm-searchMatch": { backgroundColor: "var(--marker)", color: "var(--ink)" },
      ".cm-tooltip": {
        backgroundColor: "var(--paper)",
        border: "1px solid var(--edge)",
        borderRadius: "var(--corner)",
        color: "var(--ink)",
      },
      ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: MONO, maxHeight: "16rem" },
      ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.25rem 0.5rem" },
      ".cm-tooltip-autocomplete ul li[aria-selected]": {
        backgroundColor: "var(--accent)",
        color: "var(--on-accent)",
      },
      ".cm-completionDetail": { fontStyle: "normal", fontFamily: "var(--sans)", opacity: "0.85" },
      ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
      ".cm-diagnostic": { padding: "0.5rem 0.75rem", borderInlineStart: "3px solid var(--accent)" },
      ".cm-diagnostic-error": { borderInlineStartColor: "var(--wrong)" },
      ".cm-lintRange": { backgroundImage: "none", paddingBlockEnd: "0" },
      ".cm-lintRange-error": { textDecoration: "underline wavy var(--wrong)", textUnderlineOffset: "0.25em" },
      ".cm-lintRange-warning, .cm-lintRange-info": {
        textDecoration: "underline dotted var(--accent)",
        textDecorationThickness: "2px",
        textUnderlineOffset: "0.25em",
      },
      ".cm-lintRange-active": { backgroundColor: "transparent" },
      ".cm-gutter-lint": { width: "1rem" },
      ".cm-gutter-lint .cm-gutterElement": { padding: "0.5em 0.2em" },
      ".cm-lint-marker": { content: "normal", width: "0.6em", height: "0.6em", borderRadius: "50%" },
      ".cm-lint-marker-error": { content: "normal", backgroundColor: "var(--wrong)" },
      ".cm-lint-marker-warning, .cm-lint-marker-info": { content: "normal", border: "2px solid var(--accent)" },
      ".cm-panels": { backgroundColor: "var(--paper-deep)", color: "var(--ink)", borderColor: "var(--rule)" },
      ".cm-panel input, .cm-panel button": { fontFamily: "var(--sans)" },
    },
    { dark: isDark },
  );
}

// A wrapped line goes on below where its own words begin. Classes, as the page allows no style attributes.
const DEEPEST = 16;
const hanging = Object.fromEntries(
  Array.from({ length: DEEPEST }, (_, indent) => [
    `.cm-line.hang-${indent + 1}`,
    { paddingInlineStart: `calc(0.5rem + ${indent + 1}ch)`, textIndent: `-${indent + 1}ch` },
  ]),
);

function hangingIndents(cm) {
  const classes = Array.from({ length: DEEPEST }, (_, indent) => cm.Decoration.line({ class: `hang-${indent + 1}` }));

  function decorations(view) {
    const builder = new cm.RangeSetBuilder();
    for (const { from, to } of view.visibleRanges) {
      for (let at = from; at <= to; ) {
        const line = view.state.doc.lineAt(at);
        const indent = Math.min(DEEPEST, /^[ ]*(?:- +)*/.exec(line.text)[0].length);
        if (indent) builder.add(line.from, line.from, classes[indent - 1]);
        at = line.to + 1;
      }
    }
    return builder.finish();
  }

  const plugin = cm.ViewPlugin.define(
    (view) => ({
      decorations: decorations(view),
      update(update) {
        if (update.docChanged || update.viewportChanged) this.decorations = decorations(update.view);
      },
    }),
    { decorations: (value) => value.decorations },
  );
  return [plugin, cm.EditorView.theme(hanging)];
}

// Typed over a selection, browsers keep its look in a style attribute, which the page forbids, with a complaint.
function typingOver(cm) {
  return cm.EditorView.domEventHandlers({
    beforeinput(event, view) {
      const { selection } = view.state;
      if (event.inputType !== "insertText" || !event.data || event.isComposing || selection.main.empty) return false;
      event.preventDefault();
      const typed = view.state.replaceSelection(event.data);
      view.dispatch(view.state.update(typed, { userEvent: "input.type", scrollIntoView: true }));
      return true;
    },
  });
}

function ink(cm) {
  const { tags } = cm;
  return cm.HighlightStyle.define([
    { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--accent)" },
    { tag: tags.comment, color: "var(--ink-soft)", fontStyle: "italic" },
    { tag: [tags.punctuation, tags.separator, tags.meta], color: "var(--ink-soft)" },
  ]);
}

export function makeView(cm, { text, say, nonce, extensions, review, nextFinding }) {
  // As the style sheets have it: somebody may have chosen another scheme than the device's.
  const isDark = () => getComputedStyle(document.documentElement).colorScheme === "dark";
  const shade = new cm.Compartment();
  const keys = [
    { key: "Mod-s", preventDefault: true, run: () => (review(), true) },
    { key: "F8", preventDefault: true, run: () => (nextFinding(), true) },
  ];
  const view = new cm.EditorView({
    state: cm.EditorState.create({
      doc: text,
      extensions: [
        cm.EditorView.cspNonce.of(nonce),
        shade.of(paper(cm, isDark())),
        cm.lineNumbers(),
        cm.history(),
        cm.highlightActiveLine(),
        cm.highlightActiveLineGutter(),
        cm.highlightSpecialChars(),
        cm.indentOnInput(),
        cm.indentUnit.of("  "),
        cm.EditorState.tabSize.of(2),
        cm.EditorView.lineWrapping,
        hangingIndents(cm),
        typingOver(cm),
        cm.EditorView.contentAttributes.of({ "aria-label": say.label, "aria-describedby": "editor-help", spellcheck: "false", tabindex: "0" }),
        cm.yaml(),
        cm.syntaxHighlighting(ink(cm)),
        cm.search({ top: true }),
        ...extensions,
        cm.keymap.of([...keys, ...cm.completionKeymap, ...cm.defaultKeymap, ...cm.searchKeymap, ...cm.historyKeymap, cm.indentWithTab]),
      ],
    }),
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    view.dispatch({ effects: shade.reconfigure(paper(cm, isDark())) });
  });
  return view;
}

// In a long text the editor's own way to a far place ends at its end: heights that it has only guessed add up. So the
// text is scrolled here, to where the line is guessed, and again once it is measured.
export function jumpTo(view, position) {
  const scroll = () => {
    view.scrollDOM.scrollTop = view.lineBlockAt(position).top - MARGIN;
  };
  view.dispatch({ selection: { anchor: position } });
  scroll();
  view.dom.scrollIntoView({ block: "nearest" });
  view.focus();
  view.requestMeasure({ read: () => undefined, write: () => requestAnimationFrame(scroll) });
}

// #line-12 leads to the line.
export function goTo(view, hash) {
  const number = Number(/^#line-(\d+)$/.exec(hash)?.[1]);
  if (number >= 1 && number <= view.state.doc.lines) jumpTo(view, view.state.doc.line(number).from);
}
