import type { Reward } from './plan.ts';

/** What was said and what was answered: the writers' own record, against which the store is held in the end. */
export class Book {
  /** Facts that were sent, by key; what came of each. `null`: nobody said yet. */
  readonly facts = new Map<string, { type: string; answer: Answer | null }>();
  /** Redemptions that were answered as bought, by their key. */
  readonly bought = new Map<string, { id: string; member: string; reward: Reward; cancelled: boolean }>();
  /** Points added or taken by hand, and those that were held and then paid with, by their key. */
  readonly moved = new Map<string, { member: string; points: number }>();
  readonly refusedPurchases = new Set<string>();
  /** Sentences about answers that cannot be right. */
  readonly faults: string[] = [];
  readonly counts = { requests: 0, retries: 0, replays: 0, refusals: 0, done: 0 };
  /** How often each status came that asks to try again; 0: no answer at all. */
  readonly troubles = new Map<number, number>();

  fault(what: string): void {
    this.faults.push(what);
  }

  sent(key: string, type: string): void {
    if (!this.facts.has(key)) this.facts.set(key, { type, answer: null });
  }

  /**
   * An answer under a key is the same for ever, however often it is asked for. A refund that was kept, since its order was still to come, is
   * answered with what became of it where the order went.
   */
  answered(key: string, answer: Answer): void {
    const fact = this.facts.get(key);
    if (!fact) this.fault(`${key} was answered and never sent`);
    else if (fact.answer?.outcome === 'kept' && /^order\.(refunded|cancelled)$/.test(fact.type)) fact.answer = answer;
    else if (fact.answer && (fact.answer.entry !== answer.entry || fact.answer.member !== answer.member))
      this.fault(`${key} was answered with ${fact.answer.entry}, and again with ${answer.entry}`);
    else fact.answer ??= answer;
  }
}

export interface Answer {
  /** The entry that stands under the key. */
  entry: string;
  member: string;
  /** `kept`: it waits for its order, or for whoever is behind it. */
  outcome: string;
}
