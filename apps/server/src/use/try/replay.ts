import { type Kept, Trial } from '@laurel/engine';
import type { MemberDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';
import { keptLogs } from './logs.ts';
import type { Order, Outcome } from './order.ts';

/** Judges every log by both versions. In memory lies one handful of logs at a time. */
export async function replay(store: Store, order: Order, onProgress: (members: number) => void): Promise<Outcome> {
  const { program, draft, published, since } = order;
  const until = order.until ?? (await lastFact(store, program)) ?? Date.now();
  const trial = new Trial({
    draft: { program: draft, version: 0 },
    published: { program: published.document, version: published.version },
  });
  const asks = [draft, published.document].some((document) => JSON.stringify(document).includes('member.attributes'));
  let facts = 0;
  let members = 0;
  const each = async function* () {
    for await (const logs of keptLogs(store, program)) {
      const attributes = asks ? await attributesOf(store, logs) : new Map<string, Record<string, unknown>>();
      yield logs.map((log) => ({
        log,
        asked: { since, until, attributes: attributes.get(log[0]?.member ?? '') ?? {} },
      }));
    }
  };
  do {
    facts = 0;
    members = 0;
    for await (const logs of each()) {
      for (const { log, asked } of logs) {
        const member = log[0]?.member ?? '';
        members += 1;
        for (const { fact, occurredAt } of log) if (fact && occurredAt >= since) facts += 1;
        trial.take(member, log, asked);
      }
      onProgress(members);
    }
  } while (trial.again());
  const { counts, winners, losers } = trial;
  return {
    draft: trial.draft.report(),
    published: trial.published.report(),
    counts,
    winners,
    losers,
    until,
    facts,
    members,
  };
}

/** When the last fact was recorded: what falls due after it is nobody's doing. */
async function lastFact(store: Store, program: string): Promise<number | null> {
  const [found] = await store.entries.collection
    .aggregate<{ last: Date }>([
      { $match: { program, kind: { $in: ['fact.judged', 'fact.kept'] } } },
      { $group: { _id: null, last: { $max: '$recordedAt' } } },
    ])
    .toArray();
  return found ? found.last.getTime() : null;
}

async function attributesOf(store: Store, logs: Kept[][]): Promise<Map<string, Record<string, unknown>>> {
  const found = (await store.members.collection
    .find({ _id: { $in: logs.map(([first]) => first?.member) } } as never, { projection: { 'profile.attributes': 1 } })
    .toArray()) as unknown as MemberDocument[];
  return new Map(found.map(({ _id, profile }) => [_id, profile.attributes ?? {}]));
}
