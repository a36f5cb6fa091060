import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { releaseReservations } from '../../src/effects/reservations.ts';
import { openLaurel } from '../../src/start/laurel.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { createHook } from '../../src/use/webhooks/hooks.ts';
import { Book } from './book.ts';
import { startBrowsers } from './browsers.ts';
import { allFollowed } from './followed.ts';
import { wreak } from './havoc.ts';
import { type Line, openLine } from './line.ts';
import { ORIGIN, ordersOf, planOf, programOf } from './plan.ts';
import { buildBin, ServerProcess } from './processes.ts';
import { randomOf } from './random.ts';
import { allClosed, type Seasons, seasonBoards, verifySeasons } from './seasons.ts';
import { ASKED, allTold, compareTold, openShop } from './shop.ts';
import { openStore } from './store.ts';
import { verify } from './verify.ts';
import { type World, write } from './writers.ts';

export interface ChaosOptions {
  ops: number;
  seed: number;
  /** After so many minutes no further operation is begun, and what was done is looked at. */
  minutes: number;
  /** Operations under way at once. */
  writers: number;
  /** Pages that look on, and are cut off again and again. */
  browsers: number;
  /** How often each page is cut off, at least. */
  cuts: number;
  /** Between two misfortunes of one server so many operations are done. */
  every: { from: number; to: number };
  /** Seasons of boards that end while it storms. */
  seasons: Seasons;
  /** Where the servers' logs go. */
  logs: string;
  say(line: string): void;
}

export interface ChaosReport {
  /** Sentences, none when all is as it must be. */
  faults: string[];
  /** What was done and looked at, by name. */
  counts: Record<string, number>;
}

/** Milliseconds after the storm. */
const FOLLOWED_WITHIN = 120_000;
const TOLD_WITHIN = 60_000;
/** Until the first season begins: by then all is running. */
const BEFORE_SEASONS = 10_000;
/** Codes in one request. */
const UPLOADED = 5_000;

/** What is to be undone in the end, last first. */
type Cleanup = (() => unknown)[];

/** A storm from beginning to end. @returns what is wrong after it */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const cleanup: Cleanup = [];
  try {
    return await storm(options, cleanup);
  } finally {
    for (const undo of cleanup.reverse()) await undo();
  }
}

async function storm(options: ChaosOptions, cleanup: Cleanup): Promise<ChaosReport> {
  const { say } = options;
  await mkdir(options.logs, { recursive: true });
  const random = randomOf(options.seed);
  const plan = planOf(random.fork(), options.ops);
  const store = await openStore(random.fork());
  cleanup.push(() => store.close());
  const built = await buildBin();
  cleanup.push(built.remove);
  const laurel = await openLaurel(
    { mongodbUri: store.uri, dataDir: '', logLevel: 'silent' },
    { logger: pino({ level: 'silent' }), follow: false },
  );
  cleanup.push(() => laurel.close());
  const start = Date.now() + BEFORE_SEASONS;
  const { program, secretKey, signingSecret } = await createProgram(
    laurel,
    programOf(plan.stock, seasonBoards(options.seasons, start)),
  );
  const shop = await openShop(random.fork());
  cleanup.push(() => shop.close());
  await createHook(laurel, program, { url: shop.url, events: [...ASKED], name: '' });
  const lines: Line[] = [];
  const servers: ServerProcess[] = [];
  for (const name of ['one', 'two']) {
    const line = await openLine(store.uri, random.fork());
    cleanup.push(() => line.close());
    const server = await ServerProcess.create(
      name,
      built.bin,
      { MONGODB_URI: line.uri, LAUREL_TRUST_PROXY: '1', LAUREL_PRIVATE_WEBHOOKS: 'allow' },
      join(options.logs, `${name}.log`),
    );
    cleanup.push(async () => {
      await server.stop();
      server.closeLog();
    });
    lines.push(line);
    servers.push(server);
  }
  const world: World = { urls: servers.map(({ url }) => url), secret: secretKey, codes: new Map() };
  await upload(world, plan.codes);
  for (const member of plan.advocates) world.codes.set(member, await codeOf(world, member));
  const browsers = await startBrowsers({
    urls: world.urls,
    program: program.publishableKey,
    signingSecret,
    origin: ORIGIN,
    members: plan.members.slice(0, options.browsers),
    boards: ['month', 'reviews'],
    seed: random.whole(0, 2 ** 32 - 1),
  });
  cleanup.push(() => browsers.close());

  say(
    `${plan.ops.length} steps for ${plan.members.length} members, ${options.writers} at a time, seed ${options.seed}`,
  );
  const began = performance.now();
  const book = new Book();
  const raging = new AbortController();
  let done = 0;
  const { every } = options;
  const diary = createWriteStream(join(options.logs, 'storm.log'));
  cleanup.push(() => diary.end());
  const tell = (what: string) => void diary.write(`${new Date().toISOString()} ${done} operations: ${what}\n`);
  const havoc = wreak({ servers, lines, store, done: () => done, every, tell }, random.fork(), raging.signal);
  const step = Math.max(1, Math.floor(options.ops / 20));
  let told = 0;
  const isOver = () => performance.now() - began > options.minutes * 60_000;
  const taken = await Promise.race([
    write(world, book, plan.ops, random.fork(), options.writers, isOver, (sofar) => {
      done = sofar;
      browsers.due(Math.ceil((options.cuts * options.browsers * done) / options.ops));
      if (done < told + step) return;
      told = done;
      const rate = Math.round((done / (performance.now() - began)) * 1_000);
      say(
        `${done} operations, ${rate} a second, ${book.counts.retries} retries, each page cut off ${browsers.cuts().least} times, ${servers.map(lifeOf).join(', ')}`,
      );
    }),
    havoc.then((): Promise<number> => Promise.reject(new Error('the storm ended before the work'))),
  ]);
  plan.ops.length = taken;
  const cuts = Math.floor((options.cuts * Math.min(done, options.ops)) / options.ops);
  // Some pages were cut off more often than others.
  browsers.due(Number.MAX_SAFE_INTEGER);
  while (browsers.cuts().least < cuts) await setTimeout(100);
  raging.abort();
  await havoc;
  const seconds = (performance.now() - began) / 1_000;
  say('the storm is over; now everything is looked at');

  const faults = [...book.faults];
  if (!(await allClosed(laurel, program.id, options.seasons, start)))
    faults.push('a season that was over was not closed within three minutes');
  if (!(await allFollowed(laurel.store, FOLLOWED_WITHIN)))
    faults.push('what entries mean for others was not carried out within two minutes');
  const friends = ordersOf(plan.ops).filter(({ advocate }) => advocate !== null).length;
  const rewarded = await laurel.store.entries.countDocuments({
    program: program.id,
    kind: 'reaction',
    'changes.kind': 'lot.opened',
  });
  const seasons = await verifySeasons(laurel, program.id);
  faults.push(...seasons.faults);
  if (rewarded - seasons.prizes !== friends)
    faults.push(`${rewarded - seasons.prizes} advocates were rewarded, and must be ${friends}`);
  for (const what of await allTold(laurel.store, TOLD_WITHIN))
    faults.push(`the shop was not told within a minute: ${what}`);
  faults.push(...(await compareTold(shop, laurel.store, program.id)));
  await releaseReservations(laurel, 0);
  const stands = await verify(laurel, program.id, plan, book, seasons.won, (name, what) =>
    writeFile(join(options.logs, `${name}.json`), JSON.stringify(what, null, 1)),
  );
  faults.push(...stands.faults);
  const report = await audit(laurel);
  for (const { collection, id, what } of report.faults) faults.push(`audit: ${collection} ${id}: ${what}`);
  if (report.more > 0) faults.push(`audit: and ${report.more} more`);
  for (const { _id, reason } of report.letters) faults.push(`set aside: ${_id}: ${reason}`);
  const seen = await browsers.compare();
  faults.push(...seen.faults);
  for (const { deaths } of servers) faults.push(...deaths);
  const internal = book.troubles.get(500) ?? 0;
  if (internal > 0) faults.push(`${internal} answers were 500: the logs of the servers say why`);
  return {
    faults,
    counts: {
      seed: options.seed,
      seconds: Math.round(seconds),
      operations: done,
      'operations a second': Math.round(done / seconds),
      requests: book.counts.requests,
      retries: book.counts.retries,
      ...Object.fromEntries(
        [...book.troubles].map(([status, n]) => [status === 0 ? 'no answer' : `status ${status}`, n]),
      ),
      'answers asked for again': book.counts.replays,
      'refused, as they must be': book.counts.refusals,
      'facts judged': stands.facts,
      redemptions: stands.redemptions,
      'of the scarce reward left': stands.left,
      'seasons closed': seasons.closed,
      prizes: seasons.prizes,
      entries: stands.entries,
      killed: sum(servers, ({ counts }) => counts.killed),
      'stopped by an operator': sum(servers, ({ counts }) => counts.stopped),
      'store killed': store.counts.killed,
      stalled: sum(servers, ({ counts }) => counts.stalled),
      'messages delayed': sum(lines, ({ counts }) => counts.delayed),
      'lines cut': sum(lines, ({ counts }) => counts.cut),
      'answers swallowed': sum(lines, ({ counts }) => counts.swallowed),
      'writes repeated': sum(lines, ({ counts }) => counts.repeated),
      pages: options.browsers,
      'pages cut off': browsers.cuts().all,
      'each at least': browsers.cuts().least,
      'values that pages were pushed': seen.pushes,
      'calls that the shop heard': shop.heard.size,
      'of them more than once': [...shop.heard.values()].filter(({ times }) => times > 1).length,
      'audited scores': report.scores,
      'audited sums': report.sums,
      'audited claims': report.claims,
    },
  };
}

async function upload({ urls, secret }: World, codes: string[]): Promise<void> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  for (let from = 0; from < codes.length; from += UPLOADED) {
    const body = JSON.stringify({ codes: codes.slice(from, from + UPLOADED) });
    const { ok, status } = await fetch(`${urls[0]}/v1/pools/vouchers/codes`, { method: 'POST', body, headers });
    if (!ok) throw new Error(`codes could not be uploaded: ${status}`);
  }
}

async function codeOf({ urls, secret }: World, member: string): Promise<string> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const made = await fetch(`${urls[0]}/v1/members/${member}`, { method: 'PUT', body: '{}', headers });
  const { referral } = (await made.json()) as { referral: { code: string } };
  return referral.code;
}

/** Every friend's order rewards an advocate, by whoever follows the log; they may lag. */
function lifeOf({ name, counts }: ServerProcess): string {
  return `${name} began ${counts.started} times`;
}

function sum<Item>(items: Item[], of: (item: Item) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}
