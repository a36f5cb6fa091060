import { createHmac } from 'node:crypto';
import { RankIndex, type Ties } from '@laurel/engine';
import type { ScoreDocument } from '../../store/documents.ts';

/** Counts every change of every board in this process, so that a version is never used twice. */
let changes = 0;

/** A member's number on one board in one period. */
export interface Standing {
  n: number;
  at: number;
}

/** One board in one period, in memory. */
export class BoardIndex {
  ranks: RankIndex;
  /** Raised by every change of what the board shows. */
  version = ++changes;
  /** When somebody last asked, in milliseconds. */
  askedAt = 0;
  private readonly ids = new Map<string, string>();

  constructor(
    readonly board: string,
    readonly period: string,
    private readonly ties: Ties,
    private readonly salt: string,
  ) {
    this.ranks = new RankIndex(ties);
  }

  /** The member's number in a document of scores. */
  of(document: ScoreDocument): Standing | undefined {
    return document.scores[this.board]?.[this.period];
  }

  fill(members: { id: string; score: number; at: number }[]): void {
    this.ranks = RankIndex.of(members, this.ties);
    this.touch();
  }

  set(member: string, standing: Standing | undefined): void {
    const before = this.ranks.get(member);
    if (before ? standing && before.score === standing.n && before.at === standing.at : !standing) return;
    if (standing) this.ranks.set(member, standing.n, standing.at);
    else this.ranks.delete(member);
    this.touch();
  }

  /** Something else that the board shows has changed: a name. */
  touch(): void {
    this.version = ++changes;
  }

  /** The id of a member's row: opaque, and of this board and period alone. */
  rowId(member: string): string {
    const known = this.ids.get(member);
    if (known !== undefined) return known;
    const id = createHmac('sha256', this.salt)
      .update(JSON.stringify([this.board, this.period, member]))
      .digest('base64url')
      .slice(0, 16);
    this.ids.set(member, id);
    return id;
  }
}
