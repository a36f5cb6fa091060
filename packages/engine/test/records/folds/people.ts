import type { Change } from '../../../src/index.ts';
import { estateOf } from '../../../src/log/estate.ts';
import { DAY } from '../../story.ts';
import type { Kinds } from './fold.ts';

const HAND = { by: 'Zoé', why: 'a reason' };

/** Friends, segments, and who the member is. */
export const people: Kinds = {
  link: (log) => {
    const known = log.state.referral;
    const { chance } = log;
    if (!known)
      return { kind: 'referral.linked', advocate: 'ada', code: 'ADA', at: log.now, until: log.now + 30 * DAY };
    const step = chance.is(40)
      ? { step: 'order:2', ...(chance.is(50) ? { effect: 'e2' } : {}) }
      : chance.is(50)
        ? { effect: 'e1' }
        : {};
    return chance.weighed<Change>([
      [3, { kind: 'referral.qualified', advocate: 'ada', subject: 'order:1', at: log.now, ...step }],
      [
        2,
        {
          kind: 'referral.unqualified',
          advocate: 'ada',
          subject: 'order:1',
          ...('step' in step ? { step: step.step } : {}),
        },
      ],
      [2, { kind: 'referral.waiting', step: chance.of(['order:1', 'order:2']), subject: 'order:1', at: log.now }],
      [2, { kind: 'referral.decided', verdict: chance.of(['passed', 'refused']), ...HAND, at: log.now }],
      [1, { kind: 'referral.undone', advocate: 'ada' }],
      [
        3,
        {
          kind: 'referral.assessed',
          on: chance.of(['joined', 'order']),
          score: 40,
          reasons: [],
          verdict: chance.of(['passed', 'review', 'refused']),
          at: log.now,
          evidence: {} as never,
        },
      ],
    ]);
  },
  advance: (log) => ({
    kind: 'friend.advanced',
    friend: log.friend(),
    stage: log.chance.of(['joined', 'ordered', 'rewarded', 'undone', 'refused']),
    at: log.when(),
    points: 5,
    reason: null,
    lot: log.lot(true)?.id ?? null,
    effect: 'e',
  }),
  tread: (log) => {
    const [friend, step] = [log.friend(), log.chance.of(['order:2', 'joined'])];
    if (log.chance.is(30)) return { kind: 'friend.step_undone', friend, step, effect: 'e3' };
    return {
      kind: 'friend.stepped',
      friend,
      step,
      at: log.now,
      effect: 'e2',
      dueAt: log.chance.of([null, log.now]),
      got: log.got(),
    };
  },
  milestone: (log) => {
    if (log.chance.is(25)) return { kind: 'milestone.undone', friends: 2 };
    return { kind: 'milestone.reached', friends: 2, at: log.now, effect: 'e4', dueAt: null, got: log.got() };
  },
  person: (log) =>
    log.chance.of<Change>([
      { kind: 'created', guest: true, draw: 5, ...(log.chance.is(50) ? { version: 3 } : {}) },
      { kind: 'joined', at: log.now },
      { kind: 'closed', reason: 'merged', into: 'n' },
    ]),
  sort: (log) => ({ kind: 'segment.moved', segment: 's', in: log.chance.is(50), n: log.state.seq, at: log.now }),
  absorb: (log) =>
    log.other && log.chance.is(70)
      ? { kind: 'absorbed', from: `n${log.state.seq}`, estate: estateOf(log.other, 'n') }
      : null,
};
