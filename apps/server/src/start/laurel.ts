import { randomBytes } from 'node:crypto';
import { type Logger, pino } from 'pino';
import { Attempts } from '../effects/attempts.ts';
import { Clock } from '../effects/clock.ts';
import { Deliverer } from '../effects/deliver/deliverer.ts';
import { Filler } from '../effects/filler.ts';
import { Follower } from '../effects/follower.ts';
import { Postman } from '../effects/notices/postman.ts';
import type { Laurel } from '../laurel.ts';
import { StoredLog } from '../log/member-log.ts';
import { sealOf } from '../store/seal.ts';
import { KnownKeys } from '../use/keys/known.ts';
import { PublishedPrograms } from '../use/programs/published.ts';
import type { Env } from './env.ts';
import { Notices } from './notices.ts';
import { type OpenedStore, openStoreFor } from './store.ts';

export interface LaurelOptions {
  logger?: Logger;
  /** The clock in milliseconds, for tests. */
  now?: () => number;
  /** Called between every two steps of a use case, for tests that stop the process there. */
  step?: Laurel['step'];
  /** How long after each failed call of a shop's webhook the next one comes, in milliseconds. */
  deliveryDelays?: readonly number[];
  /** How often what has fallen due is written down, in milliseconds. */
  clockTick?: number;
  /** Seals what the store must not show, instead of the one in the environment. */
  secret?: string;
  /** False, for a command that ends soon: nothing is followed, and effects are left to the servers. */
  follow?: boolean;
}

/** A running heart: the store, the logs and the effects, without doors. */
export interface OpenedLaurel extends Laurel {
  opened: Pick<OpenedStore, 'kind' | 'uri'>;
  /** Finishes what was taken on, then lets go of the store. */
  close(): Promise<void>;
}

/**
 * Opens the store and what works on it.
 * @throws StoreError with a sentence that says what to do
 */
export async function openLaurel(
  env: Pick<Env, 'mongodbUri' | 'dataDir' | 'logLevel'> & Partial<Pick<Env, 'privateWebhooks' | 'secret'>>,
  options: LaurelOptions = {},
): Promise<OpenedLaurel> {
  const { store, uri, kind, close } = await openStoreFor(env);
  const logger = options.logger ?? pino({ level: env.logLevel, name: 'laurel' });
  const programs = new PublishedPrograms(store);
  const keys = new KnownKeys(store);
  const notices = new Notices(store, logger, programs, keys);
  // The log and the effects know the whole they are parts of.
  const laurel = {
    process: `prc_${randomBytes(8).toString('hex')}`,
    store,
    storeUri: uri,
    logger,
    now: options.now ?? Date.now,
    privateWebhooks: env.privateWebhooks ?? false,
    seal: sealOf(options.secret ?? env.secret ?? null),
    programs,
    keys,
    step: options.step ?? (() => {}),
  } as unknown as Laurel;
  laurel.log = new StoredLog(laurel);
  laurel.effects = new Attempts(laurel);
  const follower = new Follower(laurel);
  const deliverer = new Deliverer(laurel, options.deliveryDelays);
  const postman = new Postman(laurel, options.deliveryDelays);
  const clock = new Clock(laurel, options.clockTick);
  const filler = new Filler(laurel);
  if (options.follow !== false) {
    notices.start();
    follower.start();
    deliverer.start();
    postman.start();
    clock.start();
    filler.start();
  }
  return Object.assign(laurel, {
    opened: { kind, uri },
    async close() {
      await Promise.all([clock.stop(), filler.stop()]);
      await laurel.log.idle();
      await laurel.effects.idle();
      await Promise.all([follower.stop(), deliverer.stop(), postman.stop()]);
      // The last effects may have appended something.
      await laurel.log.idle();
      await notices.stop();
      await close();
    },
  });
}
