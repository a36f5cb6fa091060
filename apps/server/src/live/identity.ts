import type { IncomingMessage } from 'node:http';
import { LiveAuth, PROTOCOL } from '@laurel/contract';
import type { Socket } from 'socket.io';
import type { House } from '../doors/house.ts';
import { neighbourhoodOf } from '../doors/limits/address.ts';
import { programOf } from '../doors/storefront/context.ts';
import { checkOrigin } from '../doors/storefront/origin.ts';
import { readToken, type TokenHolder } from '../doors/storefront/token.ts';
import { LaurelError } from '../laurel.ts';

/** Who is at the other end of a socket. */
export interface Visitor {
  program: string;
  from: string;
  /** Null: a guest. */
  holder: TokenHolder | null;
}

/**
 * Checks whoever connects: the protocol, the program, the page's origin again, and the member token if there is one.
 * @throws LaurelError
 */
export async function welcome(
  house: House,
  socket: Socket,
  addressOf: (request: IncomingMessage) => string,
): Promise<Visitor> {
  const auth = LiveAuth.safeParse(socket.handshake.auth);
  if (!auth.success) throw auth.error;
  const { program: key, token, protocol } = auth.data;
  if (protocol < PROTOCOL.oldest) throw new LaurelError('bad_request', { protocol, oldest: PROTOCOL.oldest });
  const from = neighbourhoodOf(addressOf(socket.request));
  const program = await programOf(house, key);
  await house.limits.take('sockets', `${program.id} ${from}`);
  const { origin, host } = socket.handshake.headers;
  // Only browsers name an origin, and they always do; authority is the token's.
  if (origin !== undefined) checkOrigin(program, origin, { origin: house.ownOrigin, host });
  const holder = token === undefined ? null : await readToken(house.laurel, program, token);
  return { program: program.id, from, holder };
}
