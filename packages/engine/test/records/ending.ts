import type { Program } from '@laurel/contract';
import {
  anniversaryBefore,
  askedOfBuyer,
  badgeStands,
  boardsHash,
  drawnView,
  explainProgram,
  fold,
  goalView,
  Liability,
  lastPrizePlace,
  nextMoveAt,
  poolsAt,
  prizesFor,
  productPreview,
  programView,
  RankIndex,
  scoreLogWithMorning,
  segmentMoves,
  sourceOf,
  stateAsOf,
  sumsOf,
  totalOf,
  upcomingView,
  withGoals,
} from '../../src/index.ts';
import { tryOver } from '../replay/tried.ts';
import { DAY } from '../story.ts';
import type { Page } from './page.ts';
import { flat, instant, moved, said, seen } from './said.ts';
import type { Town } from './town.ts';

interface End {
  town: Town;
  page: Page;
  from: number;
  now: number;
}

/** What is asked of the logs once all has happened. */
export function ending({ town, page, from, now }: End): string[] {
  return [
    ...people(town, page, now),
    ...past(town, from, now),
    ...boards(town),
    ...owed(town, now),
    ...sums(town),
    ...program(town, from, now),
    ...asked(town, from, now),
    ...tried(town, from, now),
  ];
}

/** The same in short: where all of them stand. */
export function standing({ town, page, now }: Omit<End, 'from'>): string[] {
  return [...people(town, page, now), ...boards(town), ...sums(town)];
}

/** The same of how it came about: what was true in between, and what another program would have made of it. */
export function lookedAgain({ town, from, now }: Omit<End, 'page'>): string[] {
  return [...past(town, from, now), ...owed(town, now), ...tried(town, from, now)];
}

/** A log folded afresh, what is still to come of it, and the page in French where it reads otherwise. */
function people(town: Town, page: Page, now: number): string[] {
  return [...town.logs].flatMap(([who, log]) => {
    const state = fold(log);
    const attributes = town.attributesOf.get(who) ?? {};
    const moment = { program: town.program, state: town.at(who, now), attributes, standings: null };
    return [
      '',
      `${who} at the end`,
      ...Object.entries(state).flatMap(([key, value]) => (isEmpty(value) ? [] : `  ${key} ${said(value)}`)),
      `  upcoming ${said(upcomingView(town.program, state, now))}`,
      `  moves ${said(segmentMoves(moment, now))}, next ${said(nextMoveAt(moment, now))}`,
      ...moved(page.viewOf(who, now), page.viewOf(who, now + 45 * DAY)).map((line) => `  later > ${line}`),
      ...moved(page.viewOf(who, now), page.viewOf(who, now, 'fr')).map((line) => `  fr > ${line}`),
    ];
  });
}

/** Nothing that is worth a line. */
function isEmpty(value: unknown): boolean {
  return !value || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** What was true at instants in between, as known then and as known now. */
function past(town: Town, from: number, now: number): string[] {
  const parts = [0.1, 0.3, 0.5, 0.7, 0.9, 1];
  return [...town.logs].flatMap(([who, log]) => [
    '',
    `${who} in the past`,
    ...parts.flatMap((part) => {
      const asOf = from + Math.floor((part * (now - from)) / 3_600_000) * 3_600_000;
      return [asOf, Number.POSITIVE_INFINITY].map((knownAt) => {
        const {
          seq,
          pending,
          available,
          held,
          owed: debt,
          tier,
          lots,
          counters,
          badges,
          qualified,
        } = stateAsOf(log, { asOf, knownAt }, () => town.program);
        const left = lots.map(({ id, points }) => `${id}:${points}`).join(' ');
        const sums = said({ seq, pending, available, held, owed: debt, tier: tier.id, counters, badges, qualified });
        return `  ${instant(asOf)}${knownAt === asOf ? '' : ' as known now'}: ${sums} [${left}]`;
      });
    }),
  ]);
}

/** Scores folded from whole logs, the ranks that they make, and what these win. */
function boards(town: Town): string[] {
  const whole = withGoals(town.program);
  const lines = [...town.logs].flatMap(([who, log]) => {
    const { scores, morning } = scoreLogWithMorning(whole, log);
    const known = Object.entries(scores).map(([board, periods]) => `  ${board} ${said(periods)}`);
    return known.length === 0 ? [] : ['', `${who} on boards, of the own log, this morning ${said(morning)}`, ...known];
  });
  for (const board of town.program.boards) {
    const periods = new Set([...town.scores.values()].flatMap((scores) => Object.keys(scores[board.id] ?? {})));
    for (const period of [...periods].sort()) {
      const rows = [...town.scores].flatMap(([id, scores]) => {
        const score = scores[board.id]?.[period];
        return score ? [{ id, score: score.n, at: score.at }] : [];
      });
      const index = RankIndex.of(rows, board.ties);
      const ranked = index.page(0, 10);
      const prizes = board.prizes ?? [];
      const won = prizesFor(
        board,
        prizes,
        ranked.map(({ place }) => place),
      );
      lines.push(
        `  ${board.id} ${period}: ${ranked.map((row, at) => `${row.place} ${row.id} ${row.score}${won[at] ? ` wins ${won[at]}` : ''}`).join(', ')}; to ${lastPrizePlace(prizes)}`,
      );
    }
  }
  return lines;
}

/** What the program owes all of them. */
function owed(town: Town, now: number): string[] {
  const liability = new Liability(town.program, town.version);
  for (const who of town.logs.keys()) liability.add(town.at(who, now));
  return ['', 'owed to all', ...lines(flat(liability.view({ asOf: now, knownAt: now })))];
}

/** What all entries add to the sums of the program. */
function sums(town: Town): string[] {
  const all = new Map<string, number>();
  for (const entry of [...town.logs.values()].flat())
    for (const [name, n] of Object.entries(sumsOf(entry))) all.set(name, (all.get(name) ?? 0) + n);
  return ['', `sums ${said(Object.fromEntries(all))}`];
}

/** What anybody may know of the program, at the beginning and what of it is another at the end, or in French. */
function program({ program: document }: Town, from: number, now: number): string[] {
  const known = { stockLeft: {}, causes: {}, badges: { members: 3, holders: { critic: 2 } } };
  const view = (at: number, locale: string) => flat(programView(document, 1, locale, at, known));
  return [
    '',
    'the program',
    ...lines(view(from, 'en')),
    ...moved(view(from, 'en'), view(now, 'en')).map((line) => `  later > ${line}`),
    ...moved(view(from, 'en'), view(from, 'fr')).map((line) => `  fr > ${line}`),
  ];
}

/** What else may be asked of a program: its pools, who has which badge and how, its boards, its common goals and its draws. */
function asked(town: Town, from: number, now: number): string[] {
  const { program: document, reached, states } = town;
  const instants = [from, from + 20 * DAY, now];
  const pools = instants.map((when) => poolsAt(document, when));
  const stand = { members: 3, holders: Object.fromEntries(document.badges.map(({ id }, n) => [id, n + 1])) };
  const held = states.get('ada')?.badges ?? {};
  const goals = document.goals.flatMap((goal) =>
    instants.flatMap((when) => {
      const sums = { total: 7, members: 2, mine: 3, reachedAt: reached.get(goal.id) ?? null, closesAt: now };
      return ['en', 'fr'].map((locale) => said(goalView(goal, sums, when, locale)));
    }),
  );
  const drawn = town.log('ada').flatMap((entry) => drawnView(document, entry, 'fr') ?? []);
  return [
    '',
    `boards are ${boardsHash(document)}, of ${said(document.boards.map(sourceOf))}`,
    ...pools.flat().map((pool) => `  pool ${said({ ...pool, known: totalOf(document, pool.pool) })}`),
    ...badgeStands(document, stand, { now: from, locale: 'fr', held }).map((badge) => `  badge ${said(badge)}`),
    ...badgeStands(document, { members: 0, holders: {} }, { now, locale: 'en', held: null }).map(
      (badge) => `  badge ${said(badge)}`,
    ),
    ...goals.map((goal) => `  goal ${goal}`),
    ...drawn.map((view) => `  drew ${said(view)}`),
    `  of a buyer it asks ${said(askedOfBuyer(document))}; ${said([productPreview(document, 'pot', 3, 'fr'), productPreview(document, 'pot', 0, 'en')])}`,
    ...[...states].map(
      ([who, state]) =>
        `  ${who}: ${said([1, 366, 800].map((days) => anniversaryBefore(document, state, now + days * DAY)))}`,
    ),
  ];
}

/** The program in words. */
export function explained(document: Program): string[] {
  return ['en', 'fr'].flatMap((locale) =>
    explainProgram(document, 1, locale).sections.flatMap(({ title, lines: told }) => [
      '',
      title,
      ...told.map((line) => `  ${line}`),
    ]),
  );
}

/** Another program over the same facts, beside this one. */
function tried(town: Town, from: number, now: number): string[] {
  const { program: document } = town;
  const [first, ...rules] = document.rules;
  const draft = {
    ...document,
    rules: first ? [{ ...first, earn: 12 }, ...rules.slice(1)] : [],
    tiers: document.tiers.slice(0, 1),
  };
  const sides = { draft: { program: draft, version: 2 }, published: { program: document, version: 1 } };
  const found = tryOver(sides, [...town.logs], { since: from, until: now }, 2);
  const { counts, winners, losers } = found;
  const published = flat(found.published);
  return [
    '',
    `tried: ${said({ counts, winners, losers })}`,
    ...lines(published),
    ...moved(published, flat(found.draft)).map((line) => `  draft > ${line}`),
  ];
}

function lines(page: Map<string, string>): string[] {
  return seen(page).map((line) => `  ${line}`);
}
