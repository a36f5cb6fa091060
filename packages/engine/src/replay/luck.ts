import type { Program } from '@laurel/contract';
import { hashOf } from '../boards/hash.ts';
import type { Command } from '../log/command.ts';
import type { Kept } from './commands.ts';

/**
 * What is drawn at an entry. The number that was drawn is the number still, where the draft's odds have it too; a draw that nobody had yet is
 * drawn by a hash of the member and the fact, so that a trial comes to the same whenever it is asked, and both versions have the same luck.
 */
export function luckFor(
  { draws }: Program,
  { member, changes }: Kept,
  command: Command,
): { luck?: Map<string, number> } {
  const luck = new Map<string, number>();
  for (const { id, on, total } of draws) {
    const drawn = changes.find((change) => change.kind === 'drawn' && change.draw === id);
    if (drawn?.kind === 'drawn') luck.set(id, drawn.number % total);
    else if (command.kind === 'fact' && command.fact.type === on)
      luck.set(id, seeded(`${id} ${member} ${command.key}`, total));
  }
  return luck.size > 0 ? { luck } : {};
}

function seeded(text: string, total: number): number {
  return Number(BigInt(`0x${hashOf(hashOf(text))}`) % BigInt(total));
}
