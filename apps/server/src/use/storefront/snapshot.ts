import {
  type BoardAnswerView,
  ERRORS,
  LIMITS,
  type MemberView,
  type SnapshotInput,
  type SnapshotView,
} from '@laurel/contract';
import { programView } from '@laurel/engine';
import type { z } from 'zod';
import { LaurelError, type PublishedProgram } from '../../laurel.ts';
import { aheadOf } from '../../log/clock.ts';
import { leftOf } from '../../log/left.ts';
import { badgeStandOf } from '../badges/stand.ts';
import { findBoard, type Hall } from '../boards/find.ts';
import { findList } from '../boards/list.ts';
import { readPlace, tellPlace } from '../boards/member.ts';
import { readPage, tellPage } from '../boards/page.ts';
import { causeTotals } from '../causes/totals.ts';
import { listGoals } from '../goals/list.ts';
import { listHistory } from '../members/entries.ts';
import { findMemberId } from '../members/find.ts';
import { getMember } from '../members/get.ts';
import { putMember } from '../members/put.ts';
import { joiningBrings } from '../preview/joining.ts';

/** Lines of a member's history on its first page. */
const FIRST_LINES = 10;

/**
 * All that a page needs, for whom it is shown: the program, the boards that its elements name, and a member's own things.
 * @param externalId null for a guest. Whom the shop signed in and nobody has heard of becomes a member as the program says
 */
export async function snapshot(
  hall: Hall,
  program: PublishedProgram,
  input: z.output<typeof SnapshotInput>,
  externalId: string | null,
): Promise<SnapshotView> {
  const { laurel } = hall;
  const { locale, parts } = input;
  const member = externalId === null ? null : await memberOf(hall, program, externalId, locale);
  const id = externalId === null ? null : await findMemberId(laurel, program.id, externalId);
  const boards = await Promise.all(
    input.boards.map((question) => boardOf(hall, program, { ...question, locale }, id).catch(unlessUnknown)),
  );
  // A member of a test program lives by a clock of their own.
  const now = laurel.now() + (id === null ? 0 : await aheadOf(laurel.store, program, id));
  const isKnown = externalId !== null && (member?.status === 'joined' || member?.status === 'guest');
  const [stockLeft, causes, badges, goals, history, joining] = await Promise.all([
    leftOf(laurel, program),
    causeTotals(laurel, program),
    badgeStandOf(laurel, program),
    listGoals(hall, program, { member: id, locale }),
    isKnown && parts.includes('history')
      ? listHistory(laurel, program, externalId, { limit: FIRST_LINES, locale })
      : null,
    isKnown && member.status === 'guest' && parts.includes('join') ? joiningBrings(laurel, program, externalId) : null,
  ]);
  return {
    program: programView(program.document, program.version, locale, now, { stockLeft, causes, badges }),
    member,
    boards,
    goals,
    history,
    join: joining === null ? null : { points: joining },
    now: new Date(now).toISOString(),
  };
}

async function boardOf(
  hall: Hall,
  program: PublishedProgram,
  question: z.output<typeof SnapshotInput>['boards'][number] & { locale: string },
  member: string | null,
): Promise<BoardAnswerView> {
  const found = await findBoard(hall, program, question);
  const list = await findList(hall, program, found, question, member);
  const asked = { ...question, most: LIMITS.guestRows };
  // Both are begun before anything is awaited: a page and one's own place on it are of one moment.
  const reading = [
    readPage(found, list, asked),
    member === null ? null : readPlace(found, list, member, question),
  ] as const;
  const [page, place] = await Promise.all(reading);
  const [view, me] = await Promise.all([
    tellPage(hall, program, found, { list, read: page, question: asked }),
    place && tellPlace(hall, found, { list, read: place, question }),
  ]);
  return { view, me };
}

/** A board that is not there does not take the page with it. */
function unlessUnknown(error: unknown): BoardAnswerView {
  if (!(error instanceof LaurelError) || (error.code !== 'board_not_found' && error.code !== 'bad_request'))
    throw error;
  const { code } = error;
  return { view: null, me: null, error: { code, message: ERRORS[code].message } };
}

/** A member as they stand; the shop vouches for whom it signed in. */
export async function memberOf(
  { laurel }: Hall,
  program: PublishedProgram,
  externalId: string,
  locale: string,
): Promise<MemberView> {
  try {
    return await getMember(laurel, program, externalId, { locale });
  } catch (error) {
    if (!(error instanceof LaurelError) || error.code !== 'member_not_found') throw error;
    await putMember(laurel, program, externalId, {});
    return getMember(laurel, program, externalId, { locale });
  }
}
