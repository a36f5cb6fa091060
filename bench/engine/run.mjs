// Measures one decision beside one JSON.parse of the same event, in rounds that take turns so that noise hits both.
import { importBuilt } from '../lib/built.mjs';
import { compared, median, report, time } from '../lib/report.mjs';
import { busyProgram, orderOf } from './program.mjs';

const { copyState, decide, emptyState, evolve } = await importBuilt('@laurel/engine');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 40);
const EACH = 50;
const HISTORIES = { short: 20, long: 500, longest: 5_000 };
const START = Date.UTC(2026, 0, 5, 10);
const HOUR = 3_600_000;

const program = busyProgram(START + HISTORIES.longest * HOUR);
const context = {
  program: 'p',
  member: 'm',
  version: 1,
  history: [],
  versions: new Map(),
  reservation: null,
  coupon: null,
  draw: 9_999,
  attributes: { city: 'Lyon' },
};
const submit = (state, command, now) => evolve(state, decide(program, state, command, context, now));
const order = (n, now, data = orderOf(n)) => {
  const key = `order-${n}`;
  const fact = { type: 'order.paid', key, occurredAt: now, data };
  return { kind: 'fact', key, body: '', fact, referral: null };
};

/** A member who has bought so many times, an hour apart, up to the same day. */
function memberAfter(orders) {
  let now = START + (HISTORIES.longest - orders) * HOUR;
  const state = emptyState();
  submit(state, { kind: 'create', key: 'create', body: '', guest: false }, now);
  submit(state, { kind: 'join', key: 'join', body: '', referral: null }, now);
  for (let n = 0; n < orders; n += 1) {
    now += HOUR;
    submit(state, order(n, now), now);
  }
  return state;
}

const members = {
  short: memberAfter(HISTORIES.short),
  long: memberAfter(HISTORIES.long),
  longest: memberAfter(HISTORIES.longest),
};
const now = START + (HISTORIES.longest + 1) * HOUR;
const texts = Array.from({ length: EACH }, (_, n) => {
  const { fact, key } = order(100_000 + n, now);
  return JSON.stringify({
    type: fact.type,
    key,
    member: 'customer-1',
    occurredAt: new Date(now).toISOString(),
    data: fact.data,
  });
});
const commands = texts.map((text, n) => order(100_000 + n, now, JSON.parse(text).data));

const took = { parse: [], short: [], long: [], longest: [] };
let seen = 0;
const measure = (list, work) => {
  const began = performance.now();
  for (let n = 0; n < EACH; n += 1) seen += work(n);
  list.push((performance.now() - began) / EACH);
};
const decided = (state) => (n) => decide(program, state, commands[n], context, now).awards.length;
for (let round = 0; round < ROUNDS + 5; round += 1) {
  // The first rounds warm the compiler up.
  if (round === 5) for (const list of Object.values(took)) list.length = 0;
  measure(took.parse, (n) => JSON.parse(texts[n]).data.lines.length);
  measure(took.short, decided(members.short));
  measure(took.long, decided(members.long));
  measure(took.longest, decided(members.longest));
}
if (seen === 0 || decided(copyState(members.long))(0) < 5)
  throw new Error('The orders earned too little to be a measure.');

report(
  [
    compared('one decision, beside one parse of its event', median(took.short), median(took.parse), time, { most: 20 }),
    ...['long', 'longest'].map((name) =>
      compared(
        `one decision after ${HISTORIES[name]} orders, beside one after ${HISTORIES.short}`,
        median(took[name]),
        median(took.short),
        time,
        { most: 1.25 },
      ),
    ),
  ],
  [
    `Rules 50, challenges 20, campaigns 10; ${commands[0] && decide(program, members.short, commands[0], context, now).awards.length} rules fired.`,
  ],
);
