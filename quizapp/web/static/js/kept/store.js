// What this device keeps: today's cards of whoever is logged in, and ratings that wait to be sent, whoever gave them.

const NAME = "quizapp";
const DAY = "day";
const RATINGS = "ratings";
let opened;

function lay({ target }) {
  target.result.createObjectStore(DAY);
  target.result.createObjectStore(RATINGS, { keyPath: "number", autoIncrement: true });
}

function database() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = lay;
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opened;
}

// A promise that is kept once the disk has it.
async function within(store, mode, act) {
  const transaction = (await database()).transaction(store, mode, { durability: "strict" });
  const request = act(transaction.objectStore(store));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => failed(transaction.error);
  });
}

const isOf = ({ bank_id, item_id }) => (card) => card.bank_id === bank_id && card.item_id === item_id;

export const keptDay = () => within(DAY, "readonly", (store) => store.get(DAY));

export const keepDay = (day) => within(DAY, "readwrite", (store) => store.put(day, DAY));

export async function forgetDay() {
  await globalThis.caches?.delete("pictures of quizapp");
  return within(DAY, "readwrite", (store) => store.clear());
}

export const waiting = () => within(RATINGS, "readonly", (store) => store.getAll());

export const letWait = (rating) => within(RATINGS, "readwrite", (store) => store.add(rating));

export const letGo = (number) => within(RATINGS, "readwrite", (store) => store.delete(number));

// Takes a card that was rated out of the day, or puts one back in front; gives the cards as they were. In one step:
// meanwhile a newer day may come.
export async function changeDay(key, front = []) {
  let before = [];
  await within(DAY, "readwrite", (store) => {
    const asked = store.get(DAY);
    asked.onsuccess = () => {
      const day = asked.result;
      if (!day) return;
      before = day.cards;
      store.put({ ...day, cards: [...front, ...before.filter((card) => !isOf(key)(card))] }, DAY);
    };
    return asked;
  });
  return before;
}
