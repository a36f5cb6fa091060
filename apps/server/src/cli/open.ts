import process from 'node:process';
import { pino } from 'pino';
import { readEnv } from '../start/env.ts';
import { type OpenedLaurel, openLaurel } from '../start/laurel.ts';

/**
 * Opens the store for one command, beside a running server or alone, and closes it whatever happens. Warnings go to
 * standard error.
 * @param action is given a signal that an interrupt raises: it stops where it may be taken up again
 */
export async function withLaurel<Result>(
  action: (laurel: OpenedLaurel, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const env = readEnv();
  const logger = pino({ level: process.env.LOG_LEVEL ? env.logLevel : 'error', name: 'laurel' }, pino.destination(2));
  const laurel = await openLaurel(env, { logger, follow: false });
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await action(laurel, interrupted.signal);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await laurel.close();
  }
}
