import type { Laurel } from '@laurel/node';
import type { Response } from 'express';
import type { Desk } from '../laurel/desk.ts';
import type { Outbox } from '../laurel/outbox.ts';
import type { Session, ShopData } from '../store/data.ts';
import type { Store } from '../store/store.ts';
import { type Embed, frame, type PageOptions } from '../web/frame.ts';
import { newSession, sendSession, visitOf } from '../web/visit.ts';

/** What every route works with. */
export interface House {
  store: Store;
  outbox: Outbox;
  desk: Desk;
  laurel: Laurel;
  embed: Embed;
}

/** How long a page waits for Laurel to count what has just happened, in milliseconds, before it goes on without. */
export const PATIENCE = 1_500;
const FORGOTTEN = 60 * 86_400_000;

export function show(house: House, response: Response, page: PageOptions, status = 200): void {
  response
    .status(status)
    .set('cache-control', 'private, no-store')
    .type('html')
    .send(frame(visitOf(response), house.embed, page));
}

/** Changes the visitor's session, and begins one where there is none. Old ones that nobody came back to are forgotten. */
export async function changeSession<Result>(
  { store }: House,
  response: Response,
  make: (session: Session, draft: ShopData) => Result,
): Promise<Result> {
  const known = visitOf(response).session?.id;
  const fresh = newSession();
  const [result, id] = await store.change((draft) => {
    const session = (known !== undefined && draft.sessions[known]) || fresh;
    draft.sessions[session.id] = session;
    session.seenAt = Date.now();
    for (const other of Object.values(draft.sessions)) {
      if (other.seenAt < session.seenAt - FORGOTTEN) delete draft.sessions[other.id];
    }
    return [make(session, draft), session.id] as const;
  });
  if (id !== known) sendSession(response, id);
  return result;
}
