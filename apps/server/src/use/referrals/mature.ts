import { maturing } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { hashOf } from '../hash.ts';

/** Gives what waited for a friend's return window, once for each promise, however often it is tried. */
export async function giveMatured(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  now: number,
): Promise<void> {
  if (!program.document.referral) return;
  const state = await laurel.log.recent(program.id, member);
  for (const { effect, reaction } of maturing(state, now))
    await laurel.log.submit(
      program,
      member,
      { kind: 'react', key: `mature:${effect}`, body: hashOf(reaction), reaction },
      { standing: true, now },
    );
}
