import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { OperatorError } from '../fail.ts';
import type { Demo } from './seed.ts';

export interface Shop {
  url: string;
  stop(): Promise<void>;
  /** Settles when the shop has ended without being told to, with what it ended with. */
  ended: Promise<number | null>;
}

/**
 * Starts the demo shop as the separate process that any shop is: it knows Laurel by address and keys only.
 * @param folder the shop's room, built
 */
export async function startShop(folder: string, demo: Demo, laurelUrl: string, dataDir: string): Promise<Shop> {
  const program = join(folder, 'dist', 'server.js');
  if (!existsSync(program)) throw new OperatorError(`The demo shop is not built (${program}); npm start builds it.`);
  const child = fork(program, [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PORT: '0',
      LAUREL_URL: laurelUrl,
      LAUREL_PUBLIC_URL: '',
      LAUREL_SECRET_KEY: demo.keys.secretKey,
      LAUREL_PUBLISHABLE_KEY: demo.program.publishableKey,
      LAUREL_SIGNING_SECRET: demo.keys.signingSecret,
      SHOP_DATA_DIR: join(dataDir, 'shop'),
      SHOP_DEMO_SHOPPERS: JSON.stringify(demo.shoppers),
    },
  });
  let told = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      if (!told) resolve(code);
    });
  });
  const port = await portOf(child);
  return {
    url: `http://127.0.0.1:${port}`,
    ended,
    stop: () =>
      new Promise((resolve) => {
        told = true;
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new OperatorError(`The demo shop ended with status ${code} before it was ready.`)),
    );
    child.on('message', (message) => {
      const { ready, port } = message as { ready?: boolean; port?: number };
      if (ready && port !== undefined) resolve(port);
    });
  });
}
