import { copyState, emptyState, evolve, FOLD_VERSION, type State } from '@laurel/engine';
import type { EntryDocument, SnapshotDocument } from '../store/documents.ts';
import { entryOf } from '../store/entries.ts';
import { isDuplicate } from '../store/faults.ts';
import type { Store } from '../store/store.ts';

/** A log folded up to an entry. The state is shared and never changed: who goes on folding takes a copy. */
export interface Folded {
  state: State;
  /** The newest version of the program in the log. */
  version: number;
  /** The entry at which the snapshot stands. */
  snapshot: number;
}

const KEPT = 10_000;
/** Entries between two snapshots. */
const STRIDE = 64;

/** Folds logs, keeps those folded last in memory, and writes snapshots. */
export class States {
  /** In the order of their last use. */
  private readonly kept = new Map<string, Folded>();
  private readonly saving = new Set<Promise<void>>();

  constructor(
    private readonly store: Store,
    private readonly on: {
      /** Another process has written to this log. */
      overtaken(member: string): void;
      unsaved(error: unknown): void;
    },
  ) {}

  /** As of the last time this process looked: perhaps behind, never wrong. */
  async recent(program: string, member: string): Promise<Folded> {
    return this.kept.get(member) ?? this.newest(program, member);
  }

  /** As of the last entry. */
  async newest(program: string, member: string): Promise<Folded> {
    const from = this.kept.get(member) ?? (await this.snapshotOf(program, member));
    const later = await this.store.entries.collection
      .find({ program, member, seq: { $gt: from.state.seq } })
      .sort({ program: 1, member: 1, seq: 1 })
      .toArray();
    // A log that was not held, or has grown, may have been written to by anybody.
    if (later.length > 0 || (from.state.seq > 0 && !this.kept.has(member))) this.on.overtaken(member);
    if (later.length === 0) return this.keep(member, from);
    let state = copyState(from.state);
    let version = from.version;
    for (const document of later) {
      const entry = entryOf(document as unknown as EntryDocument);
      if (entry.seq !== state.seq + 1)
        throw new Error(`The log of ${member} has no entry ${state.seq + 1}; laurel audit shows what is missing.`);
      state = evolve(state, entry);
      version = Math.max(version, entry.version);
    }
    return this.advance(program, member, { state, version, snapshot: from.snapshot });
  }

  /** Takes over what was folded here; writes a snapshot when it is time. */
  advance(program: string, member: string, folded: Folded): Folded {
    const standing = this.kept.get(member);
    if (standing && standing.state.seq > folded.state.seq) return standing;
    if (folded.state.seq - folded.snapshot < STRIDE) return this.keep(member, folded);
    const saving = this.save(program, member, folded)
      .catch(this.on.unsaved)
      .finally(() => this.saving.delete(saving));
    this.saving.add(saving);
    return this.keep(member, { ...folded, snapshot: folded.state.seq });
  }

  /** A member who was made just now has an empty log. */
  begin(member: string): void {
    if (!this.kept.has(member)) this.keep(member, { state: emptyState(), version: 0, snapshot: 0 });
  }

  async idle(): Promise<void> {
    await Promise.all(this.saving);
  }

  private keep(member: string, folded: Folded): Folded {
    this.kept.delete(member);
    this.kept.set(member, folded);
    if (this.kept.size > KEPT) {
      for (const oldest of this.kept.keys()) {
        this.kept.delete(oldest);
        break;
      }
    }
    return folded;
  }

  /** The snapshot, unless another version of the fold made it. */
  private async snapshotOf(program: string, member: string): Promise<Folded> {
    const found = (await this.store.snapshots.collection.findOne({
      _id: member,
      program,
      fold: FOLD_VERSION,
    } as never)) as unknown as SnapshotDocument | null;
    if (!found) return { state: emptyState(), version: 0, snapshot: 0 };
    return { state: found.state, version: found.version, snapshot: found.seq };
  }

  /** Only forward: one that stands further on stays, unless another version of the fold made it. */
  private async save(program: string, member: string, { state, version }: Folded): Promise<void> {
    try {
      await this.store.snapshots.collection.updateOne(
        { _id: member, $or: [{ seq: { $lt: state.seq } }, { fold: { $ne: FOLD_VERSION } }] } as never,
        { $set: { program, seq: state.seq, fold: FOLD_VERSION, version, state } },
        { upsert: true },
      );
    } catch (error) {
      // The upsert found that one stands, and that it need not move.
      if (!isDuplicate(error)) throw error;
    }
  }
}
