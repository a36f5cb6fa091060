import { DAY_ONE, type Kinds } from './fold.ts';

/** Challenges, badges and streaks. */
export const playing: Kinds = {
  progress: (log) => {
    const [challenge, step] = [log.challenge(), log.chance.below(3)];
    const mark = log.chance.is(40)
      ? { mark: log.chance.of(['x', 'y']), ...(log.chance.is(40) ? { back: true as const } : {}) }
      : {};
    const when = log.chance.is(70) ? { at: log.when() } : {};
    return {
      kind: 'challenge.progressed',
      challenge,
      step,
      value: log.chance.below(9),
      add: log.chance.of([1, 1, -1, 0]),
      subject: 'order:1',
      ...when,
      ...mark,
    };
  },
  complete: (log) => {
    const more = log.chance.of([{}, { badge: 'b1' }, { redemption: 'r1' }, { past: true as const }]);
    return {
      kind: 'challenge.completed',
      challenge: log.challenge(),
      at: log.now,
      lot: log.lot(true)?.id ?? null,
      points: 5,
      ...more,
    };
  },
  undo: (log) => ({ kind: 'challenge.undone', challenge: log.challenge() }),
  step: (log) => ({
    kind: 'challenge.step',
    challenge: log.challenge(),
    step: log.chance.below(3),
    at: log.now,
    lot: null,
    points: 0,
  }),
  take: (log) => ({ kind: 'challenge.joined', challenge: log.challenge(), at: log.now }),
  brought: (log) => ({
    kind: 'challenge.filled',
    challenge: log.challenge(),
    version: 1 + log.chance.below(4),
    at: log.now,
  }),
  restart: (log) => ({ kind: 'challenge.restarted', challenge: log.challenge(), at: log.now }),
  badge: (log) => {
    const badge = log.chance.of(['b1', 'b2', 'b3']);
    return log.chance.is(60) ? { kind: 'badge.granted', badge, at: log.when() } : { kind: 'badge.withdrawn', badge };
  },
  keep: (log) => {
    const subject = log.chance.is(50) ? { subject: log.chance.of(['order:1', 'order:2']) } : {};
    return {
      kind: 'streak.kept',
      streak: log.streak(),
      unit: log.unit(),
      at: log.now,
      per: 'day',
      zone: 'UTC',
      ...subject,
    };
  },
  lose: (log) => ({
    kind: 'streak.lost',
    streak: log.streak(),
    unit: log.unit(),
    subject: log.chance.of(['order:1', 'order:2']),
    at: log.now,
  }),
  freeze: (log) => ({
    kind: 'streak.frozen',
    streak: log.streak(),
    n: 1 + log.chance.below(3),
    most: 3,
    unit: log.unit(),
    cause: log.chance.of([{ kind: 'start' } as const, { kind: 'earned', n: 2 } as const]),
  }),
  pause: (log) => {
    const from = log.unit();
    return { kind: 'streak.paused', streak: log.streak(), from, to: from + log.chance.below(4), at: log.now };
  },
  resume: (log) => ({ kind: 'streak.resumed', streak: log.streak(), unit: log.unit(), at: log.now }),
  reach: (log) => {
    const more = log.chance.of([{}, { badge: 'b2' }, { redemption: 'r2', counter: { id: 'miles', n: 2 } }]);
    return {
      kind: 'streak.reached',
      streak: log.streak(),
      length: log.chance.of([2, 3]),
      unit: DAY_ONE + log.chance.below(9),
      at: log.now,
      lot: null,
      points: 0,
      ...more,
    };
  },
  unreach: (log) => ({ kind: 'streak.undone', streak: log.streak(), length: log.chance.of([2, 3]) }),
};
