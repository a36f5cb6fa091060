import type { Ranked } from '@laurel/engine';
import { CHUNK } from '../../periods/archive.ts';
import { ALL, GROUPS, partKey } from '../../periods/ids.ts';
import type { ArchiveDocument, PeriodDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';
import type { List, Standings } from './standings.ts';

/** A closed period, from its archive: nothing of it moves any more. */
export function archivedStandings(store: Store, period: PeriodDocument): Standings {
  const archive = period.archive ?? '';
  const find = async (filter: object) =>
    (await store.archives.collection.findOne({ archive, ...filter } as never)) as unknown as ArchiveDocument | null;
  const chunk = (list: List, n: number) => find({ list: nameOf(list), n });
  const size = async (list: List) => (list.kind === 'all' ? period.members : ((await chunk(list, 0))?.of ?? 0));
  const page = async (list: List, from: number, limit: number): Promise<Ranked[]> => {
    const rows: Ranked[] = [];
    for (let n = Math.floor(from / CHUNK); limit > rows.length; n += 1) {
      const found = await chunk(list, n);
      if (!found) break;
      rows.push(...found.rows.slice(Math.max(0, from - n * CHUNK), from + limit - n * CHUNK));
    }
    return rows.slice(0, limit);
  };
  const locate = async (list: List, id: string): Promise<{ row: Ranked; position: number } | null> => {
    const found = await find({ list: nameOf(list), ids: id });
    const at = found?.rows.findIndex((row) => row.id === id) ?? -1;
    const row = found?.rows[at];
    return found && row ? { row, position: found.n * CHUNK + at } : null;
  };
  return {
    version: period.archivedAt?.getTime() ?? 0,
    size,
    page,
    get: async (list, id) => (await locate(list, id))?.row ?? null,
    async around(list, id, each) {
      const found = await locate(list, id);
      if (!found) return [];
      const from = Math.max(0, found.position - each);
      return page(list, from, found.position - from + each + 1);
    },
    // What is over is not caught up with.
    next: () => null,
    missing: () => null,
    placeBefore: () => null,
    async part(member) {
      const found = await find({ list: { $regex: '^part:' }, ids: member });
      return found ? found.list.slice('part:'.length) : null;
    },
    mark: (_row, position) => [position],
    async after(list, mark) {
      if (mark.length === 1) return mark[0];
      // A page that was begun while the period ran goes on behind the same row.
      const found = await locate(list, mark[2]);
      return found && found.position + 1;
    },
  };
}

function nameOf(list: List): string {
  return list.kind === 'all' ? ALL : list.kind === 'groups' ? GROUPS : partKey(list.part);
}
