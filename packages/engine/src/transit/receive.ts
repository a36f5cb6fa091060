import { type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import { lotFrom } from '../log/estate.ts';
import { fillOwed } from '../points/owed.ts';

/** Takes points that another member sent, with their expiry. The order that earned them stays the sender's business. */
export function receive(draft: Draft, { transfer, from, lots }: Extract<Command, { kind: 'receive' }>): Ending {
  draft.subjects.add(`transfer:${transfer}`);
  for (const { kind: _, to: __, lot, ...rest } of lots) {
    const id = lotFrom(`transfer:${transfer}`, lot);
    const source = { kind: 'transfer', from } as const;
    emit(draft, { kind: 'lot.received', ...rest, lot: id, from, source, subject: null });
  }
  fillOwed(draft, draft.recordedAt);
  return { kind: 'points.received', outcome: 'applied', reason: null };
}
