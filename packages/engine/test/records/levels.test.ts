import type { ProgramInput } from '@laurel/contract';
import { expect, test } from 'vitest';
import { type Command, type Entry, memberView } from '../../src/index.ts';
import { at, DAY, programOf, Story } from '../story.ts';
import { Chance } from './chance.ts';
import { flat, instant, moved, said, seen } from './said.ts';

type Tier = NonNullable<ProgramInput['tiers']>[number];

const MEASURES: [name: string, of: (n: number) => object][] = [
  ['points', (n) => ({ points: n })],
  ['points as earned', (n) => ({ points: n, count: 'earned' })],
  ['spending', (n) => ({ spend: n * 100 })],
  ['orders', (n) => ({ orders: Math.ceil(n / 60) })],
  ['a counter', (n) => ({ counter: { id: 'miles', n: Math.ceil(n / 10) } })],
];
const WINDOWS: (object | undefined)[] = [
  undefined,
  { within: { days: 40 } },
  { within: { months: 3 } },
  { within: 'calendar-year' },
  { within: 'calendar-year', keeps: 'end' },
  { within: 'membership-year' },
  { within: 'membership-year', keeps: 'end' },
  { within: 'tier-year' },
];

/** Three levels of one kind, with whatever they may say beside. */
function levelsOf(measure: (n: number) => object, window: object | undefined, n: number): Tier[] {
  const lapses = window !== undefined;
  const downgrade = (['all', 'one', 'none', 'all'] as const)[n % 4];
  const more = (place: number) => ({
    ...(lapses && (n + place) % 3 === 0 ? { grace: { days: 9 } } : {}),
    ...(lapses && (n + place) % 2 === 0 ? { warn: { days: 12 } } : {}),
    ...((n + place) % 2 === 1 ? { onRefund: 'now' } : {}),
    ...((n + place) % 3 === 1 ? { giftOnPassing: true } : {}),
    gift: { points: place + 1, ...(place === 1 ? { badge: 'b' } : {}) },
    ...(lapses ? { downgrade } : {}),
  });
  return [100, 160, 240].map((least, place) => ({
    id: ['silver', 'gold', 'jade'][place],
    name: ['Silver', 'Gold', 'Jade'][place],
    from: { ...measure(least), ...window },
    ...more(place),
  })) as Tier[];
}

const TOLD = /^(tier\.(?!counted)|gift\.|badge\.)/;

/** What happens in two years and a half to somebody who now and then buys much, and sends some of it back. */
function lived(program: ReturnType<typeof programOf>, seed: number): string[] {
  const chance = new Chance(seed);
  const story = new Story(program).member('m', at('2026-03-02T12:00:00Z'));
  const lines: string[] = [];
  const tell = (entry: Entry) => {
    const told = entry.changes
      .filter(({ kind }) => TOLD.test(kind))
      .map(({ kind, ...rest }) => `${kind} ${said(rest)}`);
    if (told.length > 0)
      lines.push(`  ${instant(entry.recordedAt)} ${entry.fact?.type ?? entry.kind}: ${told.join('; ')}`);
  };
  const does = (command: object, when: number, key: string) =>
    tell(story.submit('m', { key, body: '', ...command } as Command, when));
  let now = at('2026-03-02T12:00:00Z');
  const orders: string[] = [];
  const due = () => story.log('m').at(-1)?.due ?? now;
  for (let step = 0; step < 70; step += 1) {
    now = Math.max(
      now,
      chance.weighed([
        [30, now + 6 * DAY],
        [15, now + DAY],
        [18, now + 31 * DAY],
        [4, now + 90 * DAY],
        [20, due()],
        [8, due() - 1],
      ]),
    );
    const key = `k${step}`;
    const id = chance.of([...orders.slice(-3), `o${step}`]);
    const tier = chance.of(['silver', 'gold', 'jade', null]);
    const what = chance.weighed([
      [50, 'buy'],
      [20, 'return'],
      [4, 'grant'],
      [12, 'settle'],
      [2, 'adjust'],
      [step === 55 ? 200 : 0, 'publish'],
    ]);
    if (what === 'buy') {
      const late = chance.is(20) ? 9 * DAY : 0;
      orders.push(`o${step}`);
      tell(story.order('m', `o${step}`, { total: 500 * chance.of([4, 6, 12, 20]) }, { at: now - late, received: now }));
    } else if (what === 'return') tell(story.refund('m', id, { amount: 500 * chance.of([4, 20]) }, { at: now }));
    else if (what === 'grant')
      does({ kind: 'grantTier', tier, until: chance.of([null, now + 45 * DAY]), by: 'Zoé', why: 'x' }, now, key);
    else if (what === 'settle') does({ kind: 'settle' }, now, key);
    else if (what === 'adjust') does({ kind: 'adjust', points: 60, by: 'Zoé', why: 'x', qualifies: true }, now, key);
    else {
      // The lowest level is gone, and no other is lost any more.
      const [, ...tiers] = program.tiers;
      story.publish({ ...program, tiers: tiers.map((one) => ({ ...one, downgrade: 'none' as const })) });
    }
    if (step % 12 === 11) lines.push(...shown(story, now));
  }
  story.audit();
  return lines;
}

/** What the member sees of it, now and at the end of the year. */
function shown(story: Story, now: number): string[] {
  const state = story.states.get('m');
  if (!state) throw new Error('there is no state');
  const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };
  const page = (when: number) => {
    const { tier, changesAt } = memberView(story.program, state, extras, when, 'en');
    return flat({ ...tier, changesAt });
  };
  return [
    ...seen(page(now))
      .filter((line) => !line.endsWith(' –') && !/: \[\]$/.test(line))
      .map((line) => `    ${line}`),
    ...moved(page(now), page(now + 200 * DAY)).map((line) => `    later > ${line}`),
  ];
}

test('levels are reached, kept and lost as they were', async () => {
  const lines = MEASURES.flatMap(([name, measure], at) =>
    WINDOWS.flatMap((window, n) => {
      // Half of all pairs: each window still meets two or three measures.
      if ((at + n) % 2 === 1) return [];
      const program = programOf({
        counters: [{ id: 'miles' }],
        badges: [{ id: 'b' }],
        rules: [
          { id: 'buy', on: 'order.paid', earn: { points: 1, per: 100 } },
          { id: 'way', on: 'order.paid', earn: { points: 1, per: 1_000, counter: 'miles' } },
        ],
        points: { pending: { days: 4 }, expiry: { months: 5 } },
        tiers: levelsOf(measure, window, n + at),
      });
      const asked = program.tiers.map(({ name: _, from: __, ...rest }) => said(rest)).join(' ');
      return ['', `${name}, ${said(window ?? 'ever')}: ${asked}`, ...lived(program, 100 * at + n)];
    }),
  );
  await expect(`${lines.join('\n').trim()}\n`).toMatchFileSnapshot('tables/levels.txt');
});
