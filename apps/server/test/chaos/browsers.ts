import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';

/** What the process with the pages is told. `packages/widgets/test/chaos/pages.ts` reads it. */
interface Orders {
  /** Processes that pages may reach, any of them. */
  urls: string[];
  program: string;
  /** Of the shop's page. */
  origin: string;
  /** Where a page gets a token: the member's id is added to it. */
  tokens: string;
  members: string[];
  boards: string[];
  seed: number;
}

interface Cuts {
  all: number;
  least: number;
}

/** Pages that look on, in a process of their own. */
export interface Browsers {
  /** How often all pages together were cut off, and how often the one that was least. */
  cuts(): Cuts;
  /** How often all together are to have been cut off by now: as with all misfortunes, so many for so many operations. */
  due(cuts: number): void;
  /** Stops cutting, and holds what every page shows against what the servers say. */
  compare(): Promise<{ faults: string[]; pushes: number }>;
  close(): Promise<void>;
}

const pages = fileURLToPath(new URL('../../../../packages/widgets/test/chaos/pages.ts', import.meta.url));

/** Starts pages that run the widgets' own store and wire. */
export async function startBrowsers(options: Omit<Orders, 'tokens'> & { signingSecret: string }): Promise<Browsers> {
  const { signingSecret, ...rest } = options;
  const shop = createServer(async (request, response) => {
    response.end(await tokenOf(decodeURIComponent((request.url ?? '/').slice(1)), options.program, signingSecret));
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const tokens = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`;
  const child = fork(pages, [JSON.stringify({ ...rest, tokens } satisfies Orders)], {
    execArgv: ['--import', 'tsx'],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: process.env,
  });
  let cuts: Cuts = { all: 0, least: 0 };
  child.on('message', (message: { cuts?: Cuts }) => {
    cuts = message.cuts ?? cuts;
  });
  await answer(child, 'open');
  return {
    cuts() {
      if (child.exitCode !== null) throw new Error(`the process with the pages ended with ${child.exitCode}`);
      return cuts;
    },
    due(total) {
      if (child.connected) child.send({ due: total });
    },
    async compare() {
      child.send('compare');
      return (await answer(child, 'compared')) as { faults: string[]; pushes: number };
    },
    async close() {
      shop.close();
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
    },
  };
}

function answer(child: ChildProcess, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the process with the pages ended with ${code}`));
    child.once('exit', ended);
    const hear = (message: { [name: string]: unknown }) => {
      if (!(name in message)) return;
      child.off('message', hear).off('exit', ended);
      resolve(message[name]);
    };
    child.on('message', hear);
  });
}

/** As a shop signs one. */
async function tokenOf(member: string, audience: string, signing: string): Promise<string> {
  const [, kid = '', secret = ''] = /^ss_([^_]+)_(.+)$/.exec(signing) ?? [];
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', kid })
    .setSubject(member)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + 900)
    .sign(new Uint8Array(Buffer.from(secret, 'base64url')));
}
