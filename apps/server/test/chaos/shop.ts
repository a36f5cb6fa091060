import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { DispatchDocument, EntryDocument } from '../../src/store/documents.ts';
import type { Store } from '../../src/store/store.ts';
import { patienceOf } from './patience.ts';
import type { Random } from './random.ts';

/** What a shop asks to be told of. */
export const ASKED = ['reward.redeemed', 'badge.granted'] as const;

/** A shop that is slow to hear, sometimes says that it cannot, and sometimes hears and does not say so. */
export interface Shop {
  url: string;
  /** What it was told, by the id of the call; how often. */
  heard: Map<string, { body: string; times: number }>;
  /** Sentences about calls that cannot be right. */
  faults: string[];
  close(): Promise<void>;
}

/** Milliseconds. */
const SLOW = 400;
const AGAIN = 5_000;
const BUSY = 0.05;
const SWALLOWED = 0.05;

export async function openShop(random: Random): Promise<Shop> {
  const heard: Shop['heard'] = new Map();
  const faults: string[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      // The server that called is gone, and another will call.
      return;
    }
    const id = String(request.headers['webhook-id']);
    const body = Buffer.concat(parts).toString();
    const [luck, pause] = [random.next(), random.whole(0, SLOW)];
    await setTimeout(pause);
    if (luck < BUSY) return void response.writeHead(503).end();
    const known = heard.get(id);
    if (known && known.body !== body) faults.push(`call ${id} says ${body}, and said ${known.body}`);
    heard.set(id, { body, times: (known?.times ?? 0) + 1 });
    if (luck < BUSY + SWALLOWED) response.destroy();
    else response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/laurel`,
    heard,
    faults,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * Waits for what the shop is still to be told. Whoever died over a call leaves it for a minute, and one that failed several times waits longer:
 * nobody waits for either here.
 * @returns what was not told in time, in words; none when all was
 */
export async function allTold(store: Store, patience: number): Promise<string[]> {
  const patient = patienceOf(patience);
  for (let again = 0; patient(); await setTimeout(100)) {
    if (Date.now() >= again) {
      await store.dispatches.collection.updateMany({ state: 'waiting' } as never, { $set: { nextAt: new Date() } });
      again = Date.now() + AGAIN;
    }
    const left = await store.outbox.countDocuments({ sentAt: null });
    if (left === 0 && (await store.dispatches.countDocuments({ state: { $ne: 'done' } })) === 0) return [];
  }
  const calls = await store.dispatches.find({ state: { $ne: 'done' } }).lean<DispatchDocument[]>();
  const notices = await store.outbox.countDocuments({ sentAt: null });
  return [
    `${notices} notices were not made calls`,
    ...calls.map(
      ({ _id, state, attempts, lastError }) =>
        `call ${_id} is ${state} after ${attempts} attempts${lastError === null ? '' : `: ${lastError}`}`,
    ),
  ];
}

/** Holds what the shop heard against the log: all of it, each thing under one id, and nothing else. */
export async function compareTold({ heard, faults }: Shop, store: Store, program: string): Promise<string[]> {
  const news = new Map<string, number>();
  const count = (what: string, n: number) => news.set(what, (news.get(what) ?? 0) + n);
  const kinds = { $in: ['redeemed', 'badge.granted'] };
  for await (const found of store.entries.collection.find({ program, 'changes.kind': kinds } as never)) {
    for (const change of (found as unknown as EntryDocument).changes) {
      if (change.kind === 'redeemed') count(`reward.redeemed ${change.redemption}`, 1);
      if (change.kind === 'badge.granted') count(`badge.granted ${change.badge}`, 1);
    }
  }
  for (const { body } of heard.values()) {
    const { type, data } = JSON.parse(body);
    count(`${type} ${type === 'reward.redeemed' ? data.redemption : data.badge}`, -1);
  }
  const wrong = [...news].filter(([, n]) => n !== 0);
  return [
    ...faults,
    ...wrong.map(([what, n]) =>
      n > 0 ? `the shop was not told ${n} times of ${what}` : `the shop was told ${-n} times too often of ${what}`,
    ),
  ];
}
