// Many pages in one process, without a screen: the widgets' own stores and wire, cut off again and again. Started by the chaos
// run of the server, which tells it what to do and hears what it found.
import { setTimeout } from 'node:timers/promises';
import type { SnapshotView } from '@laurel/contract';
import { WebSocket } from 'ws';
import { type BoardQuestion, keyOf } from '../../src/store/state.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { call } from '../../src/wire/trpc.ts';

interface Orders {
  origin: string;
  urls: string[];
  program: string;
  tokens: string;
  members: string[];
  boards: string[];
  seed: number;
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders;
/** Milliseconds between two cuts of all pages together, at most, while some are due. */
const PAUSE = 30;
/** How long pages may take to show the truth once the storm is over, by the time that they were let run. */
const PATIENCE = 45_000;
/** Milliseconds that one look may take off it: a machine that did something else for half a minute kept the servers from their work, too. */
const LOOK = 5_000;

const sockets = new Set<PageSocket>();
let pushes = 0;

// What a page is to the store: a document that is looked at, events that never come, and the browser's WebSocket.
class PageSocket extends WebSocket {
  /** Whose page it is, once the page has said so. */
  member: string | null = null;

  constructor(url: string) {
    // A page finds any process behind the shop's one address.
    super(url.replace(/\/\/[^/]+/, `//${new URL(someUrl()).host}`), { headers: headersOf() });
    sockets.add(this);
    this.on('message', () => {
      pushes += 1;
    });
    this.on('close', () => sockets.delete(this));
    this.on('error', () => {});
  }

  override send(data: string): void {
    if (data.startsWith('40')) this.member = memberOf(JSON.parse(data.slice(2)).token);
    super.send(data);
  }
}
Object.assign(globalThis, {
  WebSocket: PageSocket,
  document: { visibilityState: 'visible', addEventListener: () => {} },
  addEventListener: () => {},
  requestAnimationFrame: (draw: () => void) => globalThis.setTimeout(draw, 16),
});
// Pages come back ten times as soon as they would, so that they can be cut off as often in a tenth of the time.
const wait = globalThis.setTimeout;
const HURRY = 31_000;
Object.assign(globalThis, {
  setTimeout: (then: () => void, pause: number, ...rest: []) => wait(then, pause < HURRY ? pause / 10 : pause, ...rest),
});
const reach = globalThis.fetch;
Object.assign(globalThis, {
  fetch: (url: string, init?: RequestInit) => {
    const headers = { ...init?.headers, ...headersOf() };
    return reach(url.replace('http://laurel.example', someUrl()), {
      ...init,
      headers,
      signal: AbortSignal.timeout(20_000),
    });
  },
});

let state = orders.seed >>> 0;
/** A small linear congruence: which page, which process, which moment. */
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

/** As of a browser on the shop's page, somewhere in the world: limits are by address. */
function headersOf(): Record<string, string> {
  return { origin: orders.origin, 'x-forwarded-for': `10.${random(256)}.${random(256)}.${random(256)}` };
}

function someUrl(): string {
  return orders.urls[random(orders.urls.length)] as string;
}

const questions: BoardQuestion[] = orders.boards.map((board) => ({ board, limit: 20, around: 3 }));

async function token(member: string): Promise<string> {
  return (await reach(`${orders.tokens}${encodeURIComponent(member)}`)).text();
}

const pages = orders.members.map((member): { member: string; store: Store } => {
  const store = createStore(orders.program, 'http://laurel.example', 'en', {});
  for (const question of questions) store.take(question, () => {});
  store.identify(() => token(member));
  store.listen();
  return { member, store };
});

/** How often the page of each member was cut off. */
const cuts = new Map(orders.members.map((member) => [member, 0]));
/** How often all pages together are to have been cut off by now. */
let due = 0;
let cutting = true;
async function cut(): Promise<void> {
  while (cutting) {
    await setTimeout(1 + random(PAUSE));
    const each = [...cuts.values()];
    if (sum(each) >= due) continue;
    const open = [...sockets].filter(({ member, readyState }) => member !== null && readyState === WebSocket.OPEN);
    if (open.length === 0) continue;
    // Of two the one that was cut off less, so that all are about as often.
    const [one, other] = [open[random(open.length)], open[random(open.length)]] as [PageSocket, PageSocket];
    const { member } = cutsOf(one) < cutsOf(other) ? one : other;
    // A page may have one that is closing beside one that is open.
    for (const socket of open) if (socket.member === member) socket.terminate();
    cuts.set(String(member), (cuts.get(String(member)) ?? 0) + 1);
    const now = [...cuts.values()];
    process.send?.({ cuts: { all: sum(now), least: Math.min(...now) } });
  }
}

const sum = (numbers: number[]) => numbers.reduce((all, n) => all + n, 0);

function cutsOf({ member }: PageSocket): number {
  return cuts.get(String(member)) ?? 0;
}

/** A token names its member in its middle. */
function memberOf(token: string | undefined): string | null {
  if (token === undefined) return null;
  return String(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub);
}

/** What differs between what a page shows and what a process says; null when nothing does. */
async function difference({ member, store }: (typeof pages)[number]): Promise<string | null> {
  const held = store.state();
  const truth = await call<SnapshotView>(
    `http://laurel.example/p/${orders.program}/trpc`,
    'storefront.me',
    { locale: 'en', boards: questions },
    await token(member),
  );
  const [shownMember, trueMember] = [ownOf(held.member), ownOf(truth.member)];
  if (JSON.stringify(shownMember) !== JSON.stringify(trueMember))
    return `version ${held.member?.version} of the member, and the server has ${truth.member?.version}: ${parts(shownMember, trueMember)}`;
  for (const [at, question] of questions.entries()) {
    const shown = held.boards[keyOf(question)];
    const { view, me } = truth.boards[at] ?? { view: null, me: null };
    // Two processes count their versions apart, and a page that a process has not patched says so by nothing else.
    const rows = [shown?.view.rows, shown?.view.members, shown?.me?.me, shown?.me?.rows];
    const must = [view?.rows, view?.members, me?.me, me?.rows];
    if (JSON.stringify(rows) !== JSON.stringify(must))
      return `board ${question.board}: ${JSON.stringify(rows)}, and the server has ${JSON.stringify(must)}`;
  }
  return null;
}

/**
 * The member without what moves with what others do, which is no part of the member's version and is told when a page asks: how rare a
 * badge is, and how many of a reward are left.
 */
function ownOf(member: SnapshotView['member']): object | null {
  if (!member) return null;
  const badges = member.badges.map(({ rarity: _, ...badge }) => badge);
  const rewards = member.rewards.map(({ left: _, available: __, reason: ___, ...reward }) => reward);
  return { ...member, badges, rewards };
}

function parts(a: object | null, b: object | null): string {
  const [one, other] = [a ?? {}, b ?? {}] as Record<string, unknown>[];
  return Object.keys({ ...one, ...other })
    .filter((name) => JSON.stringify(one?.[name]) !== JSON.stringify(other?.[name]))
    .join(', ');
}

async function compare(): Promise<{ faults: string[]; pushes: number }> {
  cutting = false;
  let left = PATIENCE;
  let looked = Date.now();
  const patient = () => {
    const now = Date.now();
    left -= Math.min(now - looked, LOOK);
    looked = now;
    return left > 0;
  };
  const faults: string[] = [];
  for (const page of pages) {
    for (;;) {
      const differs = await difference(page).catch((error: unknown) => `nothing could be asked: ${error}`);
      if (differs === null) break;
      if (!patient()) {
        faults.push(`the page of ${page.member} shows ${differs}`);
        break;
      }
      await setTimeout(250);
    }
  }
  return { faults, pushes };
}

process.once('disconnect', () => process.exit(0));
process.on('message', async (message: 'compare' | { due: number }) => {
  if (typeof message === 'object') due = message.due;
  if (message === 'compare') process.send?.({ compared: await compare() });
});
void cut();
process.send?.({ open: true });
