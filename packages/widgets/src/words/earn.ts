import type { ProgramView } from '@laurel/contract';
import type { Speech } from './speech.ts';

const KNOWN = {
  'order.paid': 'earn.order',
  'review.published': 'earn.review',
  'store.visited': 'earn.visit',
} as const;

/** The first way to earn as a sentence, or null where the program's rules have none that can be said. */
export function wayToEarn({ rules }: ProgramView, speech: Speech): string | null {
  for (const { on, name, points, per } of rules) {
    // What cannot be said in one short sentence is left to the shop's own page.
    if (!points) continue;
    const amount = speech.points(points);
    if (per) return speech.say('earn.per', { points: amount, money: speech.money(per) });
    const known = KNOWN[on as keyof typeof KNOWN];
    if (known) return speech.say(known, { points: amount });
    if (name) return speech.say('earn.other', { points: amount, name });
  }
  return null;
}
