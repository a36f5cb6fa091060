import { readFile } from 'node:fs/promises';
import type { ProgramInput } from '@laurel/contract';
import { z } from 'zod';
import { type Laurel, LaurelError, type PublishedProgram } from '../../src/laurel.ts';
import { sendEvents } from '../../src/use/events/send.ts';
import { findMember } from '../../src/use/members/find.ts';
import { getMember } from '../../src/use/members/get.ts';
import { putMember } from '../../src/use/members/put.ts';
import { createProgram } from '../../src/use/programs/create.ts';

const Person = z.strictObject({
  name: z.string(),
  email: z.string(),
  phone: z.string().optional(),
  birthday: z.string().optional(),
  device: z.string().optional(),
  ip: z.string().optional(),
  address: z.string().optional(),
  payment: z.string().optional(),
});

/** A labelled recommendation: the friend is `of`, by default b. */
const Case = z.strictObject({
  id: z.string(),
  kind: z.string(),
  label: z.enum(['honest', 'fraud']),
  note: z.string(),
  people: z.record(z.string(), Person),
  story: z.array(z.tuple([z.string()]).rest(z.json())).default([
    ['join', 'a'],
    ['order', 'a'],
    ['days', 30],
    ['join', 'b', 'a'],
    ['order', 'b'],
  ]),
  of: z.string().default('b'),
});
export type Case = z.output<typeof Case>;

/** @param name `cases`, or `held-out` */
export async function readCases(name: string): Promise<Case[]> {
  const text = await readFile(new URL(`${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => Case.parse(JSON.parse(line)));
}

export const OUTCOMES = ['passed', 'review', 'refused', 'undone'] as const;
/** What became of a recommendation at the end of its story. */
export type Outcome = (typeof OUTCOMES)[number];

/** The server's clock, which a story moves. */
export interface Time {
  now: number;
}

const DAY = 86_400_000;

/** Lives one story through the doors' own use cases, in a program of its own. */
export async function live(
  laurel: Laurel,
  time: Time,
  { id, people, story, of }: Case,
  risk?: NonNullable<ProgramInput['referral']>['risk'],
): Promise<{ outcome: Outcome; score: number; reasons: string[] }> {
  const { program } = await createProgram(laurel, {
    name: id,
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    referral: {
      friend: { discount: { percent: 10 } },
      advocate: { points: 300 },
      hold: { days: 14 },
      ...(risk ? { risk } : {}),
    },
  });
  let orders = 0;
  const last = new Map<string, string>();
  const send = async (type: string, key: string, who: object, data: object, signals?: object) => {
    const [answer] = await sendEvents(laurel, program, [{ type, key, ...who, data, ...(signals ? { signals } : {}) }]);
    if (answer instanceof LaurelError) throw answer;
  };
  for (const [act, who, ...rest] of story) {
    const person = people[String(who)];
    const { name, email, birthday, ...signals } = person ?? {};
    if (act === 'days') time.now += Number(who) * DAY;
    else if (act === 'minutes') time.now += Number(who) * 60_000;
    else if (act === 'join' || act === 'refer') {
      const [by] = rest;
      const code = by === undefined ? undefined : (await getMember(laurel, program, String(by))).referral?.code;
      await putMember(laurel, program, String(who), {
        ...(act === 'join' ? { name, email, birthday, signals } : {}),
        ...(code === undefined ? {} : { referralCode: code }),
      });
    } else if (act === 'order') {
      orders += 1;
      const orderId = `${id}-${orders}`;
      last.set(String(who), orderId);
      const said = { ...signals, ...(rest[0] as object | undefined) };
      await send('order.paid', orderId, { member: who }, { orderId, currency: 'EUR', total: 5_000 }, said);
    } else {
      const orderId = last.get(String(who));
      const data = {
        refund: ['order.refunded', { orderId, refundId: 'r', amount: 5_000 }],
        chargeback: ['order.charged_back', { orderId, chargebackId: 'c' }],
        won: ['order.chargeback_won', { orderId, chargebackId: 'c' }],
      }[act ?? ''] as [string, object];
      await send(data[0], `${orderId}-${act}`, {}, data[1]);
    }
    await laurel.effects.idle();
  }
  return outcomeOf(laurel, program, of);
}

async function outcomeOf(laurel: Laurel, program: PublishedProgram, of: string) {
  const { _id } = await findMember(laurel, program.id, of);
  const { referral } = await laurel.log.state(program.id, _id);
  // A code that led to nothing: nobody is rewarded.
  if (!referral) return { outcome: 'refused' as const, score: 100, reasons: ['own_code'] };
  const { friends } = await laurel.log.state(program.id, referral.advocate);
  const verdict = referral.decided?.verdict ?? referral.risk?.verdict ?? 'passed';
  const undone = verdict === 'passed' && referral.qualifiedBy === null && friends[_id]?.stage === 'undone';
  return {
    outcome: (undone ? 'undone' : verdict) as Outcome,
    score: referral.risk?.score ?? 0,
    reasons: (referral.risk?.reasons ?? []).map(({ reason }) => reason),
  };
}
