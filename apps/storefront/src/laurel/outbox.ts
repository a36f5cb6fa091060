import { setTimeout as sleep } from 'node:timers/promises';
import { type EventOutcome, type Laurel, LaurelError } from '@laurel/node';
import type { Logger } from 'pino';
import type { Letter, ShopData } from '../store/data.ts';
import type { Store } from '../store/store.ts';

export interface Outbox {
  /** Tries to deliver what waits, without keeping anybody waiting longer than `patience` milliseconds. */
  push(patience?: number): Promise<void>;
  stop(): Promise<void>;
}

const LONGEST_PAUSE = 15_000;
/** Refusals that somebody can mend on our side without a change to the letter: it stays. */
const MENDABLE = new Set(['unauthorized', 'forbidden', 'program_not_found', 'unreadable', 'not_found']);

/**
 * Delivers letters in the order in which they were written, one person's strictly so. A letter leaves the shop's file when
 * Laurel has answered, so one that was on its way when the shop was killed goes out again, with the same key.
 */
export function openOutbox(store: Store, laurel: Laurel, logger: Logger): Outbox {
  const stopped = new AbortController();
  let running: Promise<boolean> | null = null;
  let failures = 0;
  let alarm: ReturnType<typeof setTimeout> | undefined;

  const round = (): Promise<boolean> => {
    running ??= deliver(store, laurel, logger, stopped.signal)
      .catch((error: unknown) => {
        logger.error({ err: error }, 'the outbox could not be worked on');
        return false;
      })
      .finally(() => {
        running = null;
      })
      .then((empty) => {
        if (empty) failures = 0;
        clearTimeout(alarm);
        if (!empty && !stopped.signal.aborted)
          alarm = setTimeout(again, Math.min(LONGEST_PAUSE, 500 * 2 ** failures)).unref();
        return empty;
      });
    return running;
  };

  // Only rounds that nobody asked for count as failures: a busy shop must not make Laurel's return look further away.
  const again = () => {
    failures += 1;
    void round();
  };

  void round();
  return {
    async push(patience = 0) {
      // A round that is under way may have looked at the list before the newest letter.
      const done = running ? running.then(round) : round();
      await Promise.race([done, sleep(patience, undefined, { ref: false })]);
    },
    async stop() {
      stopped.abort();
      clearTimeout(alarm);
      await running;
    },
  };
}

/** One round through all letters. @returns whether none is left */
async function deliver(store: Store, laurel: Laurel, logger: Logger, stopped: AbortSignal): Promise<boolean> {
  const waiting = new Set<string>();
  for (const letter of store.data.outbox) {
    if (stopped.aborted) return false;
    const whose = personOf(letter);
    if (waiting.has(whose)) continue;
    try {
      const outcome = await send(laurel, letter);
      await store.change((draft) => settle(draft, letter, outcome));
    } catch (error) {
      if (!(error instanceof LaurelError)) throw error;
      if (error.temporary || MENDABLE.has(error.code)) {
        waiting.add(whose);
        logger.warn({ code: error.code, requestId: error.requestId, letter: letter.id }, 'Laurel takes this later');
        if (error.status === 0 || MENDABLE.has(error.code)) return false;
        continue;
      }
      logger.error(
        { code: error.code, details: error.details, requestId: error.requestId, letter: letter.id },
        'Laurel refused this',
      );
      const { code, message } = error;
      await store.change((draft) => {
        settle(draft, letter, null);
        draft.refused.push({ letter, code, message, at: new Date().toISOString() });
      });
    }
  }
  return store.data.outbox.length === 0;
}

function personOf(letter: Letter): string {
  if (letter.kind === 'member') return letter.externalId;
  return letter.event.member ?? letter.event.guest ?? letter.id;
}

async function send(laurel: Laurel, letter: Letter): Promise<EventOutcome | null> {
  if (letter.kind === 'event') return laurel.events.send(letter.event);
  await laurel.members.put(letter.externalId, letter.profile);
  return null;
}

/** The letter goes; what its order earned stays. */
function settle(draft: ShopData, letter: Letter, outcome: EventOutcome | null): void {
  draft.outbox = draft.outbox.filter(({ id }) => id !== letter.id);
  const order = letter.order === null ? undefined : draft.orders[letter.order];
  if (!order || !outcome || letter.kind !== 'event' || letter.event.type !== 'order.paid') return;
  const { awards } = outcome.entry;
  const earned = awards.reduce((sum, { points }) => sum + points, 0);
  order.points = { earned, activeAt: awards.find(({ activeAt }) => activeAt)?.activeAt ?? null };
}
