import { isUnknown } from './faults.ts';

/** Items that go together at most. */
const MOST = 1_000;
/** Questions that are under way at once. */
const LANES = 2;

interface Call<Item, Answer> {
  items: readonly Item[];
  resolve(answers: Answer[]): void;
  reject(error: unknown): void;
}

/**
 * Makes one question to the store of what many ask at the same time: what is asked in one turn, and what comes while others wait for
 * their answer. Whoever asks has an answer that was given after they asked.
 * @param ask answers for each item, in order. What it throws is thrown to whoever asked; of several, those who cannot be answered fail alone
 */
export function gather<Item, Answer>(
  ask: (items: Item[]) => Promise<Answer[]>,
): (items: readonly Item[]) => Promise<Answer[]> {
  const waiting: Call<Item, Answer>[] = [];
  let busy = 0;

  const send = async (calls: Call<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await ask(calls.flatMap(({ items }) => items));
      let at = 0;
      for (const { items, resolve } of calls) {
        resolve(answers.slice(at, at + items.length));
        at += items.length;
      }
    } catch (error) {
      // A store that does not answer does not answer them one by one either.
      if (calls.length > 1 && !isUnknown(error)) await Promise.all(calls.map((call) => send([call])));
      else for (const { reject } of calls) reject(error);
    }
  };
  const pump = (): void => {
    while (busy < LANES && waiting.length > 0) {
      const calls: Call<Item, Answer>[] = [];
      for (let size = 0; waiting[0] && (size === 0 || size + waiting[0].items.length <= MOST); ) {
        const next = waiting.shift() as Call<Item, Answer>;
        calls.push(next);
        size += next.items.length;
      }
      busy += 1;
      void send(calls).finally(() => {
        busy -= 1;
        pump();
      });
    }
  };

  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      if (waiting.length === 1) setImmediate(pump);
    });
}

/** One of something for each store, made when it is first asked for. */
export function perStore<Store extends object, Thing>(make: (store: Store) => Thing): (store: Store) => Thing {
  const made = new WeakMap<Store, Thing>();
  return (store) => {
    const known = made.get(store);
    if (known !== undefined) return known;
    const thing = make(store);
    made.set(store, thing);
    return thing;
  };
}
