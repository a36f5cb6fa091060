import type { MessagePort } from 'node:worker_threads';
import { type Both, type Found, foundTogether, type Part, type Together, Trial, triedOf } from '@laurel/engine';
import type { Store } from '../../store/store.ts';
import { Logs } from './logs.ts';
import type { Outcome, Share } from './order.ts';

/** Of a part of the logs, once it is judged. */
interface Judged {
  part: Part;
  facts: number;
  members: number;
}

/**
 * Judges every log of a share by both versions. In memory lies one handful of logs at a time, and those that may be wanted again while they are few.
 * @returns what all shares come to; null for those that tell it to the lead
 */
export async function replay(
  store: Store,
  share: Share,
  onProgress: (members: number) => void,
): Promise<Outcome | null> {
  const { draft, published, peers } = share;
  const sides = {
    draft: { program: draft, version: 0 },
    published: { program: published.document, version: published.version },
  };
  const trial = new Trial(sides);
  const logs = new Logs(store, share);
  const others = 'others' in peers ? peers.others : [];
  let counts = await look(logs, share, trial, onProgress);
  let together: Both<Together | null> | null;
  if ('lead' in peers) {
    peers.lead.postMessage(trial.found());
    together = await said<Both<Together | null> | null>(peers.lead);
  } else {
    const found = await Promise.all(others.map((other) => said<Both<Found | null>>(other)));
    together = foundTogether(sides, [trial.found(), ...found]);
    for (const other of others) other.postMessage(together);
  }
  // Asked before the last look: nobody who is done sooner speaks to no one.
  const judged = Promise.all(others.map((other) => said<Judged>(other)));
  if (together) {
    trial.again(together);
    counts = await look(logs, share, trial, onProgress);
  }
  const own: Judged = { part: trial.part(), ...counts };
  if ('lead' in peers) {
    peers.lead.postMessage(own);
    peers.lead.close();
    return null;
  }
  const all = [own, ...(await judged)];
  for (const other of others) other.close();
  return {
    ...triedOf(
      sides,
      all.map(({ part }) => part),
      together,
    ),
    facts: all.reduce((sum, { facts }) => sum + facts, 0),
    members: all.reduce((sum, { members }) => sum + members, 0),
  };
}

/** The next thing that another thread says. */
function said<What>(port: MessagePort): Promise<What> {
  return new Promise((resolve) => port.once('message', resolve));
}

/** Takes all logs of a share once. */
async function look(
  logs: Logs,
  { since, until }: Share,
  trial: Trial,
  onProgress: (members: number) => void,
): Promise<{ facts: number; members: number }> {
  let [facts, members] = [0, 0];
  for await (const some of logs.each()) {
    for (const { log, attributes } of some) {
      members += 1;
      for (const { fact, occurredAt } of log) if (fact && occurredAt >= since) facts += 1;
      trial.take(log[0]?.member ?? '', log, { since, until, attributes });
    }
    onProgress(members);
  }
  return { facts, members };
}
