import { foundTogether, type Kept, type Side, Trial, type Tried, triedOf } from '../../src/index.ts';

export interface Looked extends Tried {
  /** How often all logs were taken. */
  looks: number;
}

/** Tries a draft beside a published version over some logs, split among so many parts as threads would have them. */
export function tryOver(
  sides: { draft: Side; published: Side },
  logs: readonly (readonly [member: string, log: readonly Kept[]])[],
  { since = 0, until }: { since?: number; until: number },
  parts = 1,
): Looked {
  const size = Math.ceil(logs.length / parts);
  const split = Array.from({ length: parts }, (_, n) => ({
    trial: new Trial(sides),
    logs: logs.slice(n * size, (n + 1) * size),
  }));
  const look = () => {
    for (const { trial, logs } of split)
      for (const [member, log] of logs) trial.take(member, log, { since, until, attributes: {} });
  };
  look();
  // As it comes from another thread.
  const found = structuredClone(split.map(({ trial }) => trial.found()));
  const together = foundTogether(sides, found);
  if (together) {
    for (const { trial } of split) trial.again(structuredClone(together));
    look();
  }
  const made = structuredClone(split.map(({ trial }) => trial.part()));
  return { ...triedOf(sides, made, together), looks: together ? 2 : 1 };
}
