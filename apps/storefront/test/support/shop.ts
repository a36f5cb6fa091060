import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { readConfig } from '../../src/start/config.ts';
import { openShop } from '../../src/start/shop.ts';

export const PUBLISHABLE = 'pk_test';
export const SECRET = Buffer.alloc(32, 7);

const environment = (laurelUrl: string, folder: string): Record<string, string> => ({
  LAUREL_URL: laurelUrl,
  LAUREL_SECRET_KEY: 'sk_test',
  LAUREL_PUBLISHABLE_KEY: PUBLISHABLE,
  LAUREL_SIGNING_SECRET: `ss_k1_${SECRET.toString('base64url')}`,
  SHOP_DATA_DIR: folder,
  SHOP_DEMO_SHOPPERS: JSON.stringify([
    { externalId: 'anna', name: 'Anna Berg', locale: 'en' },
    { externalId: 'luc', name: 'Luc Petit', locale: 'fr-FR' },
  ]),
});

export async function newFolder() {
  const path = await mkdtemp(join(tmpdir(), 'shop-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A shop on a free port, as the program starts it. */
export async function startShop(laurelUrl: string, folder: string) {
  const shop = await openShop(readConfig(environment(laurelUrl, folder)), pino({ level: 'silent' }));
  return { url: `http://127.0.0.1:${shop.port}`, [Symbol.asyncDispose]: () => shop.stop() };
}

/** A port of the loopback at which nobody listens. */
export const NOWHERE = 'http://127.0.0.1:1';
