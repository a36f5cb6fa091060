import type { Command } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram, type SubmitOptions, type Submitted } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';

/**
 * Submits a command to a member's log, or to the log that it was merged into since.
 * @throws LaurelError as `MemberLog.submit`; `member_closed` only where nothing leads on
 */
export async function submitFollowing(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  command: Command,
  options: SubmitOptions = {},
): Promise<Submitted> {
  for (let to = member; ; ) {
    try {
      const { fresh: _, ...rest } = options;
      return await laurel.log.submit(program, to, command, to === member ? options : { ...rest, standing: true });
    } catch (error) {
      const into = intoOf(error);
      if (into === null) throw error;
      to = into;
    }
  }
}

/** Where a closed log leads to, as the refusal tells; null: nowhere. */
function intoOf(error: unknown): string | null {
  if (!(error instanceof LaurelError) || error.code !== 'member_closed') return null;
  return (error.details as { into?: string } | undefined)?.into ?? null;
}

/** The member that an id leads to: itself, unless it was merged. */
export async function leadOf(laurel: Pick<Laurel, 'store'>, member: string): Promise<string> {
  return (await chainOf(laurel, member)).at(-1) ?? member;
}

/** An id, and those that it was merged into, one after the other. */
export async function chainOf({ store }: Pick<Laurel, 'store'>, member: string): Promise<string[]> {
  const chain = [member];
  for (;;) {
    const found = (await store.members.collection.findOne({ _id: chain.at(-1) } as never, {
      projection: { mergedInto: 1 },
    })) as unknown as Pick<MemberDocument, 'mergedInto'> | null;
    if (!found?.mergedInto) return chain;
    chain.push(found.mergedInto);
  }
}
