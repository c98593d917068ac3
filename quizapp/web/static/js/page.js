// What every page has, sent as one file with what it imports (web/joined_files.py).

import "./dialog.js";
import "./refused.js";
import "./working.js";

const KEPT = "quizapp"; // the name of the database in kept/store.js

// Whoever is logged in has learner.js. Where nobody is, what the last one left on the device is still to be forgotten
// or told of, by a part of the same; a newcomer's device has nothing.
async function mayHaveSomethingKept() {
  if (!("serviceWorker" in navigator)) return false;
  const names = await indexedDB.databases?.().catch(() => undefined);
  return names?.some(({ name }) => name === KEPT) ?? true;
}

async function look() {
  if (await mayHaveSomethingKept()) await import("./kept/main.js");
}

if (!document.querySelector("script[src*='/js/learner.js']")) look();
