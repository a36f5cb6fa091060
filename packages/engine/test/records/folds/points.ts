import type { Change } from '../../../src/index.ts';
import { DAY } from '../../story.ts';
import type { Kinds } from './fold.ts';

const HAND = { by: 'Zoé', why: 'a reason' };

/** Points that come, wait, live and go. */
export const points: Kinds = {
  open: (log) => {
    const { chance, now } = log;
    log.made += 1;
    const waits = chance.is(30) ? { waits: { event: 'order.delivered', subject: 'order:1', after: null } } : {};
    const activeAt = chance.of([null, null, null, now + 5 * DAY, now + 9 * DAY]);
    const points = 10 * (1 + chance.below(5));
    const lot = `l${log.made}`;
    return {
      kind: 'lot.opened',
      lot,
      points,
      source: log.source(),
      subject: chance.of([null, 'order:1']),
      at: log.when(),
      activeAt,
      ...log.life(),
      ...(activeAt === null ? {} : waits),
    };
  },
  activate: (log) => {
    const lot = log.lot(false);
    return (
      lot && {
        kind: 'lot.activated',
        lot: lot.id,
        points: lot.points,
        at: log.when(),
        expiresAt: log.life().expiresAt,
      }
    );
  },
  schedule: (log) => {
    const lot = log.lot(false);
    const { expiresAt } = log.life();
    return lot && { kind: 'lot.scheduled', lot: lot.id, points: lot.points, activeAt: log.now + DAY, expiresAt };
  },
  extend: (log) => {
    const lots = log.state.lots.filter(() => log.chance.is(30)).map(({ id }) => id);
    return {
      kind: 'lots.extended',
      lots,
      points: 1,
      expiresAt: log.now + 70 * DAY,
      cause: { kind: 'hand', ...HAND },
    };
  },
  warn: (log) => {
    const lots = log.state.lots.filter(() => log.chance.is(30)).map(({ id }) => id);
    return { kind: 'expiry.warned', lots, points: 1, expiresAt: log.now, at: log.now };
  },
  expire: (log) => {
    const lot = log.lot(true);
    return lot && { kind: 'lot.expired', lot: lot.id, points: log.some(lot.points), at: log.now, subject: lot.subject };
  },
  reverse: (log) => {
    const from = log.chance.of(['available', 'pending'] as const);
    const lot = log.lot(from === 'available');
    return lot && { kind: 'lot.reversed', lot: lot.id, points: log.some(lot.points), from, subject: 'order:1' };
  },
  owe: () => [
    { kind: 'owed.opened', points: 5, subject: 'order:1' },
    { kind: 'expiry.reversed', lot: 'l1', points: 5, subject: 'order:1' },
  ],
  fill: (log) => {
    const lot = log.lot(true);
    return lot && { kind: 'owed.filled', lot: lot.id, points: 1, at: log.now };
  },
  adjust: (log) => ({
    kind: 'adjusted',
    lot: log.chance.of([null, log.lot(true)?.id ?? null]),
    points: 2,
    source: { kind: 'adjustment', ...HAND },
  }),
  send: (log) => {
    const lot = log.lot(log.chance.is(60));
    if (!lot) return null;
    const { id, seq: _, warned: __, ...rest } = lot;
    return { kind: 'lot.sent', to: 'n', ...rest, lot: id, points: log.some(lot.points) };
  },
  receive: (log) => {
    log.made += 1;
    const { chance, now } = log;
    const waits = chance.is(50) ? { waits: { event: 'order.delivered', subject: 'order:2', after: null } } : {};
    const activeAt = chance.of([null, now + DAY]);
    const life = {
      activeAt,
      activatedAt: activeAt === null ? now - DAY : null,
      ...log.life(),
      graced: chance.is(30),
    };
    return {
      kind: 'lot.received',
      lot: `n/${log.made}`,
      points: 7,
      from: 'n',
      source: { kind: 'transfer', from: 'n' },
      subject: null,
      ...life,
      ...(activeAt === null ? {} : waits),
    };
  },
  debt: (log) => ({ kind: log.chance.of(['owed.sent', 'owed.received']), points: 1, to: 'n', from: 'n' }) as Change,
};
