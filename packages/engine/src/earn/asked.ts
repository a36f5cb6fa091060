import type { Program } from '@laurel/contract';

/** What the rules, campaigns and challenges of a program ask about a member: what an entry has to remember. */
export interface Asked {
  attributes: string[] | 'all';
  counters: boolean;
  joinedAt: boolean;
  /** What they bought, when, for how much. */
  buyer: boolean;
}

const known = new WeakMap<Program, Asked>();
const ATTRIBUTES = 'member.attributes.';

export function asked(program: Program): Asked {
  let asks = known.get(program);
  if (!asks) {
    const { rules, campaigns, challenges } = program;
    const steps = challenges.flatMap((challenge) => challenge.steps);
    asks = askedIn([...rules, ...campaigns, ...challenges, ...steps].map(({ when }) => when));
    known.set(program, asks);
  }
  return asks;
}

function askedIn(conditions: unknown[]): Asked {
  const names = new Set<string>();
  const asks: Asked = { attributes: [], counters: false, joinedAt: false, buyer: false };
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, inner] of Object.entries(node)) {
      if (key.startsWith(ATTRIBUTES)) names.add(key.slice(ATTRIBUTES.length).split('.')[0] ?? '');
      else if (key === 'member' || key === 'member.attributes') asks.attributes = 'all';
      asks.counters ||= key === 'member' || key.startsWith('member.counters');
      asks.buyer ||= /^member(\.(bought|last|top|daysSinceOrder|averageOrder|firstOrderAt|lastOrderAt)|$)/.test(key);
      asks.joinedAt ||= key === 'member' || key === 'member.joinedAt';
      walk(inner);
    }
  };
  walk(conditions);
  if (asks.attributes !== 'all') asks.attributes = [...names];
  return asks;
}
