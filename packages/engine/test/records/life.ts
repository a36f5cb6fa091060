import { Program } from '@laurel/contract';
import { type Command, spanOf } from '../../src/index.ts';
import { DAY } from '../story.ts';
import { Chance } from './chance.ts';
import { COMMANDS } from './commands.ts';
import { Happenings } from './happenings.ts';
import { Page } from './page.ts';
import { Town } from './town.ts';
import { wishesOf } from './wishes.ts';

const PEOPLE = ['ada', 'bob', 'cy', 'dee', 'eve'];
const HOUR = 3_600_000;

interface How {
  seed: number;
  /** How many things happen. */
  steps: number;
  from: number;
  /** Nothing but these, each as often as it stands here. */
  only?: string[];
  /** What is shown is left out. */
  isBrief?: boolean;
  /** What the server does by itself before each thing that happens. */
  meanwhile?: (town: Town, now: number) => void;
}

/** Lets something happen to five people, so many times, from an instant on. @returns the town as it is then, and what was written of it */
export function lived(program: Program, { seed, steps, from, only, isBrief = false, meanwhile = () => {} }: How) {
  const chance = new Chance(seed);
  const town = new Town(program, new Chance(seed + 1));
  const page = new Page(town, isBrief);
  const wishes = wishesOf(program);
  const known = new Happenings(town, chance, wishes);
  const looks = new Chance(seed + 2);
  for (const who of PEOPLE) {
    const said = Object.entries(wishes.attributes).map(([name, values]) => [name, chance.of(values)]);
    town.attributesOf.set(who, Object.fromEntries(said));
  }
  const cards = only ?? deckOf(program);
  const deck: string[] = [];
  let now = from;
  const begin = (who: string, draw: number, command: Command | null) => {
    town.draw = draw;
    town.submit(who, { kind: 'create', guest: who !== 'ada' && who !== 'bob', key: 'create', body: '' }, now);
    if (command) town.submit(who, command, now);
    town.carryOut(now);
  };
  begin('ada', 9_999, { kind: 'join', referral: null, key: 'join', body: '' });
  begin('bob', 9_998, { kind: 'join', referral: { advocate: 'ada', code: 'ADA' }, key: 'join', body: '' });
  begin('cy', 9_997, null);
  begin('dee', 9_996, null);
  begin('eve', program.referral && program.holdout.percent === 0 ? 9_995 : 0, null);
  for (let step = 0; step < steps; step += 1) {
    now = later(town, chance, now, program.streaks.length > 0 || program.rewards.length > 9);
    const who =
      step < 9 && step % 3 === 2
        ? (['cy', 'dee', 'eve'][(step - 2) / 3] as string)
        : town.lead(chance.weighed(program.referral ? AMONG_FRIENDS : SHARES));
    for (const one of PEOPLE) if (town.states.get(one)?.status === 'joined') town.sort(one, now);
    town.carryOut(now);
    meanwhile(town, now);
    if (step === Math.floor(steps * 0.6)) {
      town.publish(nextOf(program));
      for (const one of PEOPLE) if (town.states.get(one)?.status === 'joined') town.fill(one, now);
      town.carryOut(now);
    } else if (step === Math.floor(steps * 0.8) && town.states.get('cy')?.status !== 'closed') {
      town.merge('cy', 'bob', now);
      town.carryOut(now);
    } else if (step === Math.floor(steps * 0.95)) {
      town.submit('dee', { kind: 'close', reason: 'erased', into: null, key: 'close', body: '' }, now);
    } else {
      if (deck.length === 0) deck.push(...chance.shuffled(cards));
      happen(town, known, chance, step < 9 && step % 3 === 2 ? 'join' : (deck.pop() as string), who, now, looks, page);
    }
  }
  return { town, page, now };
}

/** The version that is published later: other points for the same, shorter coupons, and two challenges over what happened before. */
function nextOf(program: Program): Program {
  const [first, ...rules] = program.rules;
  return Program.parse({
    ...program,
    rules: first ? [...rules, { ...first, earn: 7 }] : [],
    rewards: program.rewards.map((reward) => ({ ...reward, couponValid: { days: 2 } })),
    challenges: [
      ...program.challenges,
      { id: 'brought', steps: [{ on: 'order.paid', times: 2 }], grant: { points: 10 }, retroactive: true },
      {
        id: 'brought-too',
        steps: [
          { on: 'member.joined', times: 1 },
          { on: 'store.visited', times: 1 },
        ],
        grant: { points: 3 },
      },
    ],
  });
}

/** How much happens to whom. */
const SHARES: [number, string][] = [
  [44, 'ada'],
  [28, 'bob'],
  [14, 'cy'],
  [10, 'dee'],
  [4, 'eve'],
];

/** The same where it is about friends. */
const AMONG_FRIENDS: [number, string][] = [
  [22, 'ada'],
  [28, 'bob'],
  [24, 'cy'],
  [18, 'dee'],
  [8, 'eve'],
];

/** Some time later: hours or days, often exactly when something falls due or a day or month begins. */
function later(town: Town, chance: Chance, now: number, isFast: boolean): number {
  const { timeZone } = town.program;
  const most = now + (isFast ? 2 : 12) * DAY;
  const dues = [...town.logs.values()].flatMap((log) => log.at(-1)?.due ?? []).filter((due) => due > now && due < most);
  const soonest = dues.length > 0 ? Math.min(...dues) : now + HOUR;
  return chance.weighed([
    [14, now],
    [14, now + HOUR],
    [14, now + 6 * HOUR],
    [24, now + DAY],
    [isFast ? 1 : 8, now + 3 * DAY],
    [isFast ? 0.5 : 4, now + 7 * DAY],
    [isFast ? 0.2 : 1.5, now + 20 * DAY],
    [8, spanOf(timeZone, now, 'day').end],
    [isFast ? 0.3 : 2, spanOf(timeZone, now, 'month').end],
    [13, soonest],
    [3, soonest - 1],
  ]);
}

/** How often each thing happens among a hundred; what the program has nothing of happens once, and is refused. */
function deckOf(program: Program): string[] {
  const { rewards, draws, streaks, challenges, tiers, badges, checkout, transfers, claims, referral, boards, rules } =
    program;
  const isThere = (has: unknown) => has !== undefined && !(Array.isArray(has) && has.length === 0);
  const all: [n: number, what: string, of: unknown][] = [
    [20, 'order', true],
    [7, 'refund', true],
    [2, 'cancelOrder', true],
    [6, 'amend', true],
    [5, 'dispute', true],
    [4, 'delivery', true],
    [3, 'partner', rules.filter(({ on }) => on.startsWith('partner.'))],
    [22, 'event', true],
    [9, 'redeem', rewards],
    [3, 'cancel', rewards],
    [4, 'use', rewards],
    [3, 'unuse', rewards],
    [5, 'hold', checkout],
    [2, 'unhold', checkout],
    [3, 'confirm', checkout],
    [3, 'adjust', true],
    [3, 'joinChallenge', challenges.filter(({ join }) => join)],
    [7, 'draw', draws],
    [3, 'handBadge', badges],
    [4, 'pauseStreak', streaks],
    [3, 'giveFreezes', streaks],
    [4, 'grantTier', tiers],
    [2, 'extend', true],
    [1, 'open', true],
    [4, 'send', transfers],
    [4, 'claim', claims],
    [3, 'endClaim', claims],
    [2, 'join', true],
    [3, 'refer', referral],
    [3, 'decideReferral', referral],
    [1, 'handOver', true],
    [2, 'prize', boards],
    [2, 'settle', true],
    [1, 'create', true],
    [1, 'release', true],
    [1, 'deliver', true],
  ];
  return all.flatMap(([n, what, of]) => Array.from({ length: isThere(of) ? n : 1 }, () => what));
}

/** Lets one thing happen, to somebody else where there is nothing of it to ask of who it was meant for. */
function happen(
  town: Town,
  known: Happenings,
  chance: Chance,
  what: string,
  first: string,
  now: number,
  looks: Chance,
  page: Page,
): void {
  const { program } = town;
  const command = COMMANDS[what];
  if (!command) {
    known[what as 'order'](first, now);
    return;
  }
  for (const who of [first, 'ada', 'bob']) {
    const asked = command({ who, now, program, chance, known });
    if (!asked) continue;
    if (what !== 'draw' && looks.is(20)) page.preview(who, { key: 'look', body: '', ...asked } as Command, now);
    known.does(who, asked, now);
    return;
  }
}
