import type { EventOutcome } from '@laurel/contract';
import { LaurelError, type PublishedProgram } from '../../../src/laurel.ts';
import type { OpenedLaurel } from '../../../src/start/laurel.ts';
import { sendEvents } from '../../../src/use/events/send.ts';
import { getMember } from '../../../src/use/members/get.ts';

type Who = { member: string } | { guest: string } | Record<string, never>;

/** An order of so many euros. */
export function order(
  who: Who,
  orderId: string,
  euros: number,
  rest: { key?: string; data?: object; occurredAt?: string } = {},
) {
  const { key = `k:${orderId}`, data = {}, ...more } = rest;
  return { type: 'order.paid', key, ...who, ...more, data: { orderId, currency: 'EUR', total: euros * 100, ...data } };
}

/** So many euros given back. */
export function refund(who: Who, orderId: string, euros: number, refundId = 'r1', key = `k:${orderId}:${refundId}`) {
  return { type: 'order.refunded', key, ...who, data: { refundId, orderId, amount: euros * 100 } };
}

/** The order as it is ordered now. */
export function amended(who: Who, orderId: string, euros: number, amendmentId = 'a1') {
  const key = `k:${orderId}:${amendmentId}`;
  return { type: 'order.amended', key, ...who, data: { amendmentId, orderId, currency: 'EUR', total: euros * 100 } };
}

export function review(member: string, key: string) {
  return { type: 'review.published', key, member, data: { stars: 5 } };
}

export interface Shop {
  laurel: OpenedLaurel;
  program: PublishedProgram;
}

/** Sends one event; what was refused is thrown. */
export async function send({ laurel, program }: Shop, event: unknown): Promise<EventOutcome> {
  const [answer] = await sendEvents(laurel, program, [event]);
  if (!answer || answer instanceof LaurelError) throw answer ?? new Error('no answer');
  return answer;
}

/** The code with which something is refused, or `taken`. */
export async function codeOf(doing: Promise<unknown>): Promise<string> {
  return doing.then(
    () => 'taken',
    (error: unknown) => (error instanceof LaurelError ? error.code : String(error)),
  );
}

export async function pointsOf({ laurel, program }: Shop, externalId: string) {
  const { points } = await getMember(laurel, program, externalId);
  const { balance, available, pending, owed } = points;
  return { balance, available, pending, owed };
}

/** Sums over all logs of a program, straight from the store. */
export async function ledgerOf({ laurel, program }: Shop) {
  const entries = await laurel.store.entries.collection.find({ program: program.id }).toArray();
  const sums: Record<string, number> = {};
  for (const { postings } of entries) {
    for (const { from, to, points } of postings as { from: string; to: string; points: number }[]) {
      sums[from] = (sums[from] ?? 0) - points;
      sums[to] = (sums[to] ?? 0) + points;
    }
  }
  return sums;
}

/** Waits until something holds that another process or the background brings about. */
export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it never came to this: ${what}`);
}
