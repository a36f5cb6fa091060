import {
  type HoldInput,
  type HoldView,
  type Laurel,
  LaurelError,
  type MemberView,
  memberToken,
  type ProgramVersionView,
} from '@laurel/node';
import type { Logger } from 'pino';
import type { Language } from '../text/language.ts';

/** What the shop's pages ask of Laurel. Whoever asks gets null while Laurel is away, and shows the page without it. */
export interface Desk {
  program(): Promise<ProgramVersionView | null>;
  member(externalId: string, language: Language): Promise<MemberView | null>;
  /** Puts points by for an order; null if Laurel is away or refuses. */
  hold(hold: HoldInput): Promise<HoldView | null>;
  token(externalId: string, name: string): Promise<string>;
}

export interface DeskOptions {
  publishableKey: string;
  signingSecret: string;
}

const FRESH = 60_000;
/** After a failure it is asked again soon, but not by every page. */
const RETRY = 1_000;

export function openDesk(laurel: Laurel, { publishableKey, signingSecret }: DeskOptions, logger: Logger): Desk {
  const orNull = async <Answer>(ask: Promise<Answer>): Promise<Answer | null> => {
    try {
      return await ask;
    } catch (error) {
      if (!(error instanceof LaurelError)) throw error;
      // Somebody who is signed in here and has not reached Laurel yet is no fault.
      if (error.code !== 'member_not_found')
        logger.warn({ code: error.code, requestId: error.requestId }, 'a page goes without Laurel');
      return null;
    }
  };
  const program = keepFresh(() => orNull(laurel.program.get()));
  return {
    program,
    member: (externalId, locale) => orNull(laurel.members.get(externalId, { locale })),
    hold: (hold) => orNull(laurel.holds.create(hold)),
    token: (externalId, name) => memberToken({ externalId, name, publishableKey, signingSecret }),
  };
}

/** Keeps an answer for a minute; an older one serves while a new one is fetched, and for as long as there is none. */
function keepFresh<Answer>(ask: () => Promise<Answer | null>): () => Promise<Answer | null> {
  let held: Answer | null = null;
  let asking: Promise<Answer | null> | null = null;
  let until = 0;
  return () => {
    if (!asking && Date.now() >= until) {
      asking = ask().then((answer) => {
        held = answer ?? held;
        asking = null;
        until = Date.now() + (answer ? FRESH : RETRY);
        return held;
      });
    }
    return held === null && asking ? asking : Promise.resolve(held);
  };
}
