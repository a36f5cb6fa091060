import type { ProgramInput } from '@laurel/contract';
import type { Command, Context, Entry } from '../../src/index.ts';
import { at, programOf, Story } from '../story.ts';

export const NOW = at('2026-03-10T12:00:00Z');
export const BY = { by: 'Zoé', why: 'a present' };
let made = 0;

/** A server that knows what it takes to be among the best, and the whole log. */
export class Server extends Story {
  standings: NonNullable<Context['standings']> | null = null;
  protected override extra(): Partial<Context> {
    return {
      standings: this.standings,
      past: [...(this.states.get('m')?.absorbed ?? []), 'm'].flatMap((id) => this.log(id)),
    };
  }
  ask(asked: { kind: Command['kind'] } & Record<string, unknown>, when = NOW, who = 'm'): Entry {
    return this.submit(who, { key: `k${++made}`, body: '', ...asked } as Command, when);
  }
}
export const begun = (input: Partial<ProgramInput> = {}) => new Server(programOf(input)).member('m', NOW) as Server;
export const why = ({ outcome, reason }: Entry) => (outcome === 'refused' ? reason : outcome);
