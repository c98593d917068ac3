// Sends the ratings that wait, one after the other, in the order in which they were given.
//
// The server counts each once, so a rating whose answer was lost is simply sent again. What is not answered stays,
// and so does what others gave; after a week it would not count any more.

const WEEK = 7 * 24 * 3600 * 1000;
const NAME = "quizapp ratings";
const PATIENCE_MS = 10000;

// One tab at a time, where the browser can see to that; without, the server still counts each once.
export const inTurn = (deed) => (navigator.locks ? navigator.locks.request(NAME, deed) : deed());

const manner = () => ({ redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });

const isOld = ({ at }) => Date.now() - at > WEEK;

function formOf(rating, token) {
  const { id, whose, bank_id, item_id, sequence, rating: word, at, shown } = rating;
  const ago = Math.max(0, Date.now() - at);
  const fields = { rating_id: id, whose, bank_id, item_id, sequence, rating: word };
  return new URLSearchParams({ ...fields, milliseconds_ago: ago, milliseconds_shown: shown, csrf_token: token });
}

async function outcomeOf(rating, late, token) {
  const answer = await fetch(late, { method: "POST", body: formOf(rating, token), ...manner() });
  if (answer.ok) return (await answer.json()).outcome;
  if (answer.status === 404) return "gone"; // the question has left the bank
  if (answer.status === 400) return isOld(rating) ? "gone" : "refused";
  throw new Error(`ratings: ${answer.status}`);
}

export async function send({ letGo, waiting }, late) {
  const report = { sent: 0, uncounted: 0 };
  if (!(await waiting()).length) return report;
  try {
    const pass = await (await fetch(late, { cache: "no-store", ...manner() })).json();
    for (const rating of await waiting()) {
      if (rating.whose !== pass.whose) {
        if (isOld(rating)) await letGo(rating.number);
        continue;
      }
      const outcome = await outcomeOf(rating, late, pass.csrf_token);
      if (outcome === "refused") continue;
      await letGo(rating.number);
      report[outcome === "counted" || outcome === "known" ? "sent" : "uncounted"] += 1;
    }
  } catch {
    // No connection after all: they go on waiting.
  }
  return report;
}
