import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Laurel } from '@laurel/node';
import type { Logger } from 'pino';
import { createApp } from '../app.ts';
import { openDesk } from '../laurel/desk.ts';
import { openOutbox } from '../laurel/outbox.ts';
import { openStore } from '../store/store.ts';
import type { Config } from './config.ts';

export interface Shop {
  port: number;
  /** Answers what was asked, delivers what can be delivered, and lets go. */
  stop(): Promise<void>;
}

/** A page would rather do without Laurel than keep somebody waiting. */
const PAGE = { timeout: 3_000, retries: 0 };
/** The outbox tries again by itself. */
const LETTERS = { timeout: 5_000, retries: 0 };

/** @throws StoreError if the shop's file is damaged; the system's error if the port is taken */
export async function openShop(config: Config, logger: Logger): Promise<Shop> {
  const { LAUREL_URL: url, LAUREL_SECRET_KEY: secretKey, LAUREL_PUBLISHABLE_KEY: publishableKey } = config;
  const store = await openStore(config.SHOP_DATA_DIR, config.shoppers);
  const outbox = openOutbox(store, new Laurel({ url, secretKey, ...LETTERS }), logger);
  const laurel = new Laurel({ url, secretKey, ...PAGE });
  const desk = openDesk(laurel, { publishableKey, signingSecret: config.LAUREL_SIGNING_SECRET }, logger);
  const embed = { url: config.LAUREL_PUBLIC_URL, publishableKey };
  const server = createServer(createApp({ store, outbox, desk, laurel, embed }, config.shoppers, logger));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.all([closed, outbox.stop()]);
    },
  };
}
