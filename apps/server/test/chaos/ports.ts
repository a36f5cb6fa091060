import { createServer } from 'node:net';

/** Below what any system hands out by itself: Linux begins at 32,768, others later. */
const RANGE = { from: 15_000, to: 30_000 };

/**
 * A port that stays ours while nobody listens on it. What dies comes back at the same address; were it one that the system hands out, a
 * test beside this one, or a mere connection, might have it by then.
 */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = RANGE.from + Math.floor(Math.random() * (RANGE.to - RANGE.from));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
