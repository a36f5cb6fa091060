import type { ClockInput, ClockView } from '@laurel/contract';
import { addDuration } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { findMember } from './find.ts';
import { storedId } from './person.ts';
import { viewMember } from './view.ts';

/** The clock by which a member lives, in milliseconds: the server's, but for members of test programs. */
export function nowOf(laurel: Pick<Laurel, 'now'>, { clock = 0 }: Pick<MemberDocument, 'clock'>): number {
  return laurel.now() + clock;
}

/**
 * Moves the clock of a test program's member forward, and writes down what falls due. It goes on from there; it never goes back.
 * @throws LaurelError `live_mode`; `bad_request` for an instant that is over by the member's clock; `member_not_found`, `member_closed`
 */
export async function moveClock(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  { to, forward }: ClockInput,
  locale: string,
): Promise<ClockView> {
  if (program.mode !== 'test') throw new LaurelError('live_mode');
  try {
    const member = await findMember(laurel, program.id, externalId);
    const now = nowOf(laurel, member);
    const wanted = forward ? addDuration(program.document.timeZone, now, forward) : Date.parse(to ?? '');
    if (wanted < now)
      throw new LaurelError('bad_request', [
        {
          path: 'to',
          message: `lies before ${new Date(now).toISOString()}, where this clock stands: it only goes forward`,
        },
      ]);
    // Of two who move it at once the further one stands.
    const moved = (await laurel.store.members.collection.findOneAndUpdate(
      { _id: member._id, erasedAt: null } as never,
      { $max: { clock: wanted - laurel.now() } } as never,
      { returnDocument: 'after' },
    )) as unknown as MemberDocument | null;
    if (!moved) throw new LaurelError('member_closed', { externalId });
    const { seq, status } = await laurel.log.state(program.id, member._id);
    if (status !== 'none')
      await laurel.log.submit(program, member._id, { kind: 'settle', key: `\u0001clock:${wanted}:${seq}`, body: '' });
    return {
      now: new Date(nowOf(laurel, moved)).toISOString(),
      member: await viewMember(laurel, program, moved, locale),
    };
  } catch (error) {
    throw told(error);
  }
}

/** How far ahead the clocks of those are whom some events name; asked for all together, and only in a test program. */
export async function clocksOf(
  laurel: Laurel,
  { id: program, mode }: PublishedProgram,
  events: readonly unknown[],
): Promise<(event: unknown) => number> {
  if (mode !== 'test') return () => 0;
  const ids = [...new Set(events.flatMap((event) => storedOf(event) ?? []))];
  const found = (await laurel.store.members.collection
    .find({ program, externalId: { $in: ids }, clock: { $gt: 0 } } as never, {
      projection: { externalId: 1, clock: 1 },
    })
    .toArray()) as unknown as MemberDocument[];
  const clocks = new Map(found.map(({ externalId, clock = 0 }) => [externalId, clock]));
  return (event) => clocks.get(storedOf(event)) ?? 0;
}

function storedOf(event: unknown): string | null {
  const { member, guest } = (event ?? {}) as { member?: unknown; guest?: unknown };
  if (typeof member === 'string') return storedId({ kind: 'account', id: member });
  return typeof guest === 'string' ? storedId({ kind: 'guest', id: guest }) : null;
}
