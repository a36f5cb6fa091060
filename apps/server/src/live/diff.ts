import type { BoardRow, MemberView } from '@laurel/contract';

/** The parts of a member that are not what they were, whole; null when all are. */
export function changedParts(before: MemberView, after: MemberView): Partial<MemberView> | null {
  const changed = Object.entries(after).filter(
    ([part, value]) => part !== 'version' && JSON.stringify(value) !== JSON.stringify(before[part as keyof MemberView]),
  );
  return changed.length === 0 ? null : (Object.fromEntries(changed) as Partial<MemberView>);
}

/** Rows that moved, came or were renamed, and the ids of those that left. */
export function changedRows(before: BoardRow[], after: BoardRow[]): { rows: BoardRow[]; gone: string[] } {
  const old = new Map(before.map((row) => [row.id, row]));
  const rows = after.filter((row) => {
    const was = old.get(row.id);
    return !was || was.place !== row.place || was.score !== row.score || was.alias !== row.alias;
  });
  const there = new Set(after.map(({ id }) => id));
  return { rows, gone: before.filter(({ id }) => !there.has(id)).map(({ id }) => id) };
}
