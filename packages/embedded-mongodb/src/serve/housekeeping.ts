import { expireDocuments } from '../writes/expire.ts';
import { forgetOldSessions } from '../writes/retry.ts';
import type { Server } from './Server.ts';

/** How often idle cursors and expired documents are looked for; MongoDB does it every minute. */
const EVERY_MS = 30_000;

/** Starts what runs by itself; returns how to stop it. */
export function startHousekeeping(server: Server): () => void {
  let busy = false;
  const timer = setInterval(() => {
    server.cursors.killIdle();
    if (busy) return;
    busy = true;
    tidy(server)
      .catch((error: unknown) =>
        server.log({ level: 'error', msg: 'Housekeeping failed; it will be tried again.', error: String(error) }),
      )
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function tidy(server: Server): Promise<void> {
  await expireDocuments(server.store, new Date());
  let from: Buffer | undefined = Buffer.from([0]);
  while (from) {
    const start: Buffer = from;
    from = await server.store.write(() => forgetOldSessions(server.store, start, Date.now()));
  }
}
