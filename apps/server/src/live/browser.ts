import { LIVE, LiveHello } from '@laurel/contract';
import type { Socket } from 'socket.io';
import type { House } from '../doors/house.ts';
import { readToken, TOLERANCE, type TokenHolder } from '../doors/storefront/token.ts';
import { LaurelError } from '../laurel.ts';
import type { BoardFeeds } from './boards.ts';
import type { GoalFeeds } from './goals.ts';
import type { Visitor } from './identity.ts';
import type { MemberFeeds } from './members.ts';
import { caughtUp } from './pace.ts';

/** What a browser may look at. */
interface Feeds {
  members: MemberFeeds;
  boards: BoardFeeds;
  goals: GoalFeeds;
}

/** Serves one browser for as long as it is connected. */
export function serve(house: House, socket: Socket, visitor: Visitor, { members, boards, goals }: Feeds): void {
  let { holder } = visitor;
  let expiry: NodeJS.Timeout | null = null;
  let busy: Promise<void> = Promise.resolve();

  const asGuest = () => {
    holder = null;
    members.leave(socket);
    socket.emit(LIVE.tokenExpired);
  };
  const watchToken = () => {
    if (expiry) clearTimeout(expiry);
    expiry = holder && setTimeout(asGuest, Math.max(0, holder.expiresAt + TOLERANCE * 1_000 - house.laurel.now()));
  };
  const renew = async (token: string): Promise<TokenHolder | null> => {
    const program = await house.laurel.programs.byId(visitor.program);
    return program && readToken(house.laurel, program, token);
  };

  const hear = async (message: unknown) => {
    const hello = LiveHello.parse(message);
    if (hello.token !== undefined) {
      try {
        holder = await renew(hello.token);
        watchToken();
      } catch (error) {
        if (!(error instanceof LaurelError)) throw error;
        asGuest();
      }
    }
    const locale = languageOf(hello.locale);
    const { program } = visitor;
    // One's own place on a board is told also to whoever does not look at the rest.
    const who = holder && { program, externalId: holder.externalId, locale };
    const member = who && (await members.find(who));
    if (who && member !== null && hello.member !== undefined) await members.join(socket, who, member, hello.member);
    else members.leave(socket);
    if (hello.goals) await goals.look(socket, { program, member, locale });
    else goals.leave(socket);
    await boards.look(
      socket,
      member,
      hello.boards.map((look) => ({ ...look, period: look.period, view: look.view, program, locale })),
    );
  };

  socket.on(LIVE.hello, (message: unknown) => {
    busy = busy.then(async () => {
      try {
        await house.limits.take('hellos', socket.id);
        await caughtUp(socket);
        if (socket.connected) await hear(message);
      } catch (error) {
        // What cannot be understood or comes too often ends the connection; what we failed at leaves it for the next hello.
        if (!(error instanceof LaurelError) || error.code === 'rate_limited') socket.disconnect(true);
        house.laurel.logger.debug({ err: error, socket: socket.id }, 'a hello was not served');
      }
    });
  });
  socket.on('disconnect', () => {
    if (expiry) clearTimeout(expiry);
    members.leave(socket);
    boards.leave(socket);
    goals.leave(socket);
  });
  watchToken();
}

/** Browsers that read the same language share what is computed for them. */
function languageOf(locale: string): string {
  try {
    return new Intl.Locale(locale).baseName;
  } catch {
    return 'en';
  }
}
