import type { MemberDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';

const MOST = 100_000;

/** The names that members chose for boards, as far as this process was asked for them lately; null: none chosen. */
export class Names {
  private readonly known = new Map<string, string | null>();

  constructor(private readonly store: Store) {}

  async of(members: string[]): Promise<Map<string, string | null>> {
    const unknown = members.filter((member) => !this.known.has(member));
    if (unknown.length > 0) {
      if (this.known.size + unknown.length > MOST) this.known.clear();
      const found = (await this.store.members.collection
        .find({ _id: { $in: members } } as never, { projection: { alias: 1 } })
        .toArray()) as unknown as Pick<MemberDocument, '_id' | 'alias'>[];
      for (const member of members) this.known.set(member, null);
      for (const { _id, alias } of found) this.known.set(_id, alias ?? null);
    }
    return new Map(members.map((member) => [member, this.known.get(member) ?? null]));
  }

  /** Takes a name that has changed. @returns whether it was another one */
  set(member: string, alias: string | null): boolean {
    const before = this.known.get(member);
    if (before === undefined || before === alias) return false;
    this.known.set(member, alias);
    return true;
  }

  forget(): void {
    this.known.clear();
  }
}
