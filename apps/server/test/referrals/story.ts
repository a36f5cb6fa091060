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

/** The files of labelled recommendations. */
export const FILES = ['cases', 'held-out', 'by-hand'] as const;

/** @param name one of `FILES` */
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

/** Stories that are lived side by side. */
const ABREAST = 100;

/** What became of a recommendation, and why. */
export interface Lived {
  outcome: Outcome;
  score: number;
  reasons: string[];
}

/**
 * Lives stories through the doors' own use cases, each in a program of its own. All begin at one instant and share one clock: what
 * happens in several of them at the same time is done side by side, and what happens in one of them in its order.
 */
export async function live(
  laurel: Laurel,
  time: Time,
  cases: readonly Case[],
  risk?: NonNullable<ProgramInput['referral']>['risk'],
): Promise<Lived[]> {
  const began = time.now;
  const lives = await abreast(cases, (each) => begin(laurel, each, risk));
  const instants = [...new Set(lives.flatMap(({ acts }) => acts.map(({ at }) => at)))].sort((a, b) => a - b);
  for (const at of instants) {
    time.now = began + at;
    for (;;) {
      const due = lives.filter(({ acts }) => acts[0]?.at === at);
      if (due.length === 0) break;
      await abreast(due, (life) => act(laurel, life, life.acts.shift()?.said ?? []));
      await laurel.effects.idle();
    }
  }
  const ended = Math.max(0, ...lives.map(({ lasts }) => lasts));
  time.now = began + ended;
  return abreast(lives, ({ program, of }) => outcomeOf(laurel, program, of));
}

/** A story that is being lived. */
interface Life {
  id: string;
  of: string;
  people: Case['people'];
  program: PublishedProgram;
  /** What is still to come: how long after the beginning, and what. */
  acts: { at: number; said: readonly unknown[] }[];
  lasts: number;
  orders: number;
  /** By person, the order that came last, and the code that they hand out. */
  last: Map<string, string>;
  codes: Map<string, string>;
}

async function begin(
  laurel: Laurel,
  { id, people, story, of }: Case,
  risk: NonNullable<ProgramInput['referral']>['risk'],
): Promise<Life> {
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
  let lasts = 0;
  const acts: Life['acts'] = [];
  for (const said of story) {
    const unit = { days: DAY, minutes: 60_000 }[said[0]];
    if (unit === undefined) acts.push({ at: lasts, said });
    else lasts += Number(said[1]) * unit;
  }
  return { id, of, people, program, acts, lasts, orders: 0, last: new Map(), codes: new Map() };
}

async function act(laurel: Laurel, life: Life, [act, who, ...rest]: readonly unknown[]): Promise<void> {
  const { id, people, program, last, codes } = life;
  const { name, email, birthday, ...signals } = people[String(who)] ?? {};
  const send = async (type: string, key: string, by: object, data: object, said?: object) => {
    const [answer] = await sendEvents(laurel, program, [
      { type, key, ...by, data, ...(said ? { signals: said } : {}) },
    ]);
    if (answer instanceof LaurelError) throw answer;
  };
  if (act === 'join' || act === 'refer') {
    const [by] = rest;
    const code = by === undefined ? undefined : (codes.get(String(by)) ?? (await codeOf(laurel, program, String(by))));
    if (code !== undefined) codes.set(String(by), code);
    await putMember(laurel, program, String(who), {
      ...(act === 'join' ? { name, email, birthday, signals } : {}),
      ...(code === undefined ? {} : { referralCode: code }),
    });
  } else if (act === 'order') {
    life.orders += 1;
    const orderId = `${id}-${life.orders}`;
    last.set(String(who), orderId);
    const said = { ...signals, ...(rest[0] as object | undefined) };
    await send('order.paid', orderId, { member: who }, { orderId, currency: 'EUR', total: 5_000 }, said);
  } else {
    const orderId = last.get(String(who));
    const data = {
      refund: ['order.refunded', { orderId, refundId: 'r', amount: 5_000 }],
      chargeback: ['order.charged_back', { orderId, chargebackId: 'c' }],
      won: ['order.chargeback_won', { orderId, chargebackId: 'c' }],
    }[String(act)] as [string, object];
    await send(data[0], `${orderId}-${act}`, {}, data[1]);
  }
}

async function codeOf(laurel: Laurel, program: PublishedProgram, member: string): Promise<string | undefined> {
  return (await getMember(laurel, program, member)).referral?.code;
}

/** Does the same with all of them, some at a time. @returns what came of each, in their order */
async function abreast<Item, Made>(items: readonly Item[], each: (item: Item) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  for (let at = 0; at < items.length; at += ABREAST)
    made.push(...(await Promise.all(items.slice(at, at + ABREAST).map(each))));
  return made;
}

async function outcomeOf(laurel: Laurel, program: PublishedProgram, of: string): Promise<Lived> {
  const { _id } = await findMember(laurel, program.id, of);
  const { referral } = await laurel.log.state(program.id, _id);
  // A code that led to nothing: nobody is rewarded.
  if (!referral) return { outcome: 'refused', score: 100, reasons: ['own_code'] };
  const { friends } = await laurel.log.state(program.id, referral.advocate);
  const verdict = referral.decided?.verdict ?? referral.risk?.verdict ?? 'passed';
  const undone = verdict === 'passed' && referral.qualifiedBy === null && friends[_id]?.stage === 'undone';
  return {
    outcome: undone ? 'undone' : verdict,
    score: referral.risk?.score ?? 0,
    reasons: (referral.risk?.reasons ?? []).map(({ reason }) => reason),
  };
}
