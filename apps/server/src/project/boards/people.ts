import type { Board, Program } from '@laurel/contract';
import { holds, isGoalBoard } from '@laurel/engine';
import type { MemberDocument, ScoreDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';

type Attributes = Record<string, unknown>;

/** What boards have to know of a member besides their scores. */
export type Profile = Pick<MemberDocument, '_id' | 'onBoards' | 'erasedAt'> & {
  profile?: { attributes?: Attributes | undefined };
};

/** What of a profile is read for boards. */
export const PROFILE = { onBoards: 1, erasedAt: 1, 'profile.attributes': 1 } as const;

/** Who of a program's members stands on no board, and what the boards ask about the others. */
export class People {
  private readonly off = new Set<string>();
  private readonly attributes = new Map<string, Attributes>();
  /** Whether any board looks at attributes: if none does, none are kept. */
  private readonly asks: boolean;

  constructor(
    private readonly store: Store,
    private readonly program: string,
    private readonly document: Program,
  ) {
    this.asks = document.boards.some(({ who, group }) => who !== undefined || group !== undefined);
  }

  async read(): Promise<void> {
    const cursor = this.store.members.collection.find(
      { program: this.program, ...(this.asks ? {} : { onBoards: false }) },
      { projection: PROFILE, batchSize: 5_000 },
    );
    for await (const profile of cursor as unknown as AsyncIterable<Profile>) this.take(profile);
  }

  /** @returns whether it changes on which boards the member stands */
  take({ _id: member, onBoards, erasedAt, profile }: Profile): boolean {
    const off = !onBoards || (erasedAt ?? null) !== null;
    const attributes = this.asks ? (profile?.attributes ?? {}) : {};
    const same =
      off === this.off.has(member) && JSON.stringify(attributes) === JSON.stringify(this.attributes.get(member) ?? {});
    if (off) this.off.add(member);
    else this.off.delete(member);
    if (Object.keys(attributes).length > 0) this.attributes.set(member, attributes);
    else this.attributes.delete(member);
    return !same;
  }

  /**
   * Whether a member stands on a board. Whoever has not joined, has gone, sees no programme or stepped off stands on none; what the
   * last of these contribute to a common goal counts, since nobody is named there.
   */
  takesPart(board: Pick<Board, 'id' | 'who'>, { _id, status, draw, tier, segments }: ScoreDocument): boolean {
    const control = draw < this.document.holdout.percent * 100;
    if (status !== 'joined' || control || (this.off.has(_id) && !isGoalBoard(board))) return false;
    const { who } = board;
    const attributes = this.attributes.get(_id) ?? {};
    return !who || holds(who, { member: { tier: tier ?? null, segments: segments ?? [], attributes } });
  }

  /** The group that a member is in, on a board that has groups; null: in none. */
  groupOf({ group }: Pick<Board, 'group'>, member: string): string | null {
    const name = group && this.attributes.get(member)?.[group.by];
    const text = name === undefined ? '' : String(name).trim();
    return text === '' ? null : text;
  }
}
