import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Doors, LaurelStartError, openDoors } from '../doors/http.ts';
import type { Env } from '../start/env.ts';
import type { OpenedLaurel } from '../start/laurel.ts';
import { OperatorError } from './fail.ts';

/** Folders of other rooms, as the built server finds them from where it lies (`apps/server/dist`). */
export const ROOMS = {
  sdk: fileURLToPath(new URL('../../../packages/widgets/dist/sdk', import.meta.url)),
  storefront: fileURLToPath(new URL('../../storefront', import.meta.url)),
};

/** Opens the doors as the settings say. */
export function serve(
  laurel: OpenedLaurel,
  env: Env,
  also: { port?: number; shop?: { url: string } } = {},
): Promise<Doors> {
  return openDoors(laurel, {
    port: also.port ?? env.port,
    trustProxy: env.trustProxy,
    capacity: env.capacity,
    ...(env.host === null ? {} : { host: env.host }),
    ...(env.publicUrl === null ? {} : { publicUrl: env.publicUrl }),
    ...(also.shop ? { shop: also.shop } : {}),
    ...(existsSync(ROOMS.sdk) ? { sdkDir: ROOMS.sdk } : {}),
  });
}

/**
 * Makes sure of a port before anything slow is begun.
 * @param port 0 for any
 * @returns the port
 */
export function freePort(port: number, host: string | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new LaurelStartError(`Port ${port} is taken by another program; stop it, or set PORT to a free one.`)
          : new OperatorError(`The server cannot listen on port ${port}: ${error.message}.`),
      ),
    );
    probe.listen({ port, ...(host === null ? {} : { host }) }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/** Settles at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));
      resolve();
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
  });
}
