import {
  type EntryView,
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
  history(externalId: string, language: Language): Promise<EntryView[] | null>;
  token(externalId: string, name: string): Promise<string>;
}

export interface DeskOptions {
  publishableKey: string;
  signingSecret: string;
}

const FRESH = 60_000;
const RETRY = 5_000;

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
  let known: { view: Promise<ProgramVersionView | null>; until: number } | null = null;
  return {
    program() {
      if (known && known.until > Date.now()) return known.view;
      const view = orNull(laurel.program.get());
      const mine = { view, until: Date.now() + FRESH };
      known = mine;
      void view.then((found) => {
        if (!found) mine.until = Date.now() + RETRY;
      });
      return view;
    },
    member: (externalId, locale) => orNull(laurel.members.get(externalId, { locale })),
    history: async (externalId, locale) =>
      (await orNull(laurel.members.entries(externalId, { locale, limit: 12 })))?.rows ?? null,
    token: (externalId, name) => memberToken({ externalId, name, publishableKey, signingSecret }),
  };
}
