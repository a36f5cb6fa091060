import { ATTEMPTS, type Attempts } from './attempts.ts';
import type { Events, Leaderboards, Members, Programs, Redemptions } from './calls.ts';
import { createTransport, type Transport } from './transport.ts';

export interface LaurelOptions extends Partial<Attempts> {
  /** Address of the Laurel server, e.g. `https://loyalty.example`. */
  url: string;
  /** `sk_…`; never leaves the shop's backend. */
  secretKey: string;
}

/**
 * Laurel, seen from a shop's backend. Every call throws `LaurelError`; calls are tried again with the same key while
 * the network fails or the server asks to come back later.
 */
export class Laurel {
  readonly events: Events;
  readonly members: Members;
  readonly redemptions: Redemptions;
  readonly leaderboards: Leaderboards;
  readonly program: Programs;

  /** @throws TypeError if `url` is no address or `secretKey` is empty */
  constructor({ url, secretKey, ...attempts }: LaurelOptions) {
    if (!/^https?:/.test(new URL(url).protocol)) throw new TypeError(`\`url\` begins with http:// or https://: ${url}`);
    if (secretKey === '') throw new TypeError('`secretKey` is empty; make one with `laurel keys`');
    const transport = createTransport(url, secretKey, { ...ATTEMPTS, ...attempts });
    this.events = events(transport);
    this.members = members(transport);
    this.redemptions = redemptions(transport);
    this.leaderboards = leaderboards(transport);
    this.program = program(transport);
  }
}

const events = ({ write }: Transport): Events => ({
  send: (event) => write('shop.events.send', event),
  batch: (list) => write('shop.events.batch', { events: list }),
});

const members = ({ query, write }: Transport): Members => ({
  put: (externalId, profile = {}) => write('shop.members.put', { externalId, ...profile }),
  get: (externalId, options) => query('shop.members.get', { externalId, ...options }),
  delete: async (externalId) => void (await write('shop.members.delete', { externalId })),
  entries: (externalId, options) => query('shop.members.entries', { externalId, ...options }),
});

const redemptions = ({ write }: Transport): Redemptions => ({
  create: (redemption) => write('shop.redemptions.create', redemption),
  cancel: (id) => write('shop.redemptions.cancel', { id }),
});

const leaderboards = ({ query }: Transport): Leaderboards => ({
  get: (board, options) => query('shop.leaderboards.get', { board, ...options }),
  member: (board, externalId, options) => query('shop.leaderboards.member', { board, externalId, ...options }),
});

const program = ({ query, write, writeOnce }: Transport): Programs => ({
  get: (options) => query('shop.program.get', options),
  versions: (options = {}) => query('shop.program.versions', options),
  // With a base, a repeat of what was published already would be told as a conflict with oneself.
  put: (document, base) =>
    base === undefined
      ? write('shop.program.put', { program: document })
      : writeOnce('shop.program.put', { program: document, base }),
});
