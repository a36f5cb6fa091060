import { DAY } from '../../story.ts';
import type { Kinds } from './fold.ts';

/** What points buy, what pays for orders, and what orders bring. */
export const goods: Kinds = {
  redeem: (log) => {
    log.made += 1;
    const redemption = `r${log.made}`;
    const lot = log.lot(true);
    const code = `C${log.made}`;
    const coupon = {
      code,
      redemption: log.chance.of([null, redemption]),
      reward: 'tea',
      give: log.chance.of([{ amount: 500 }, { giftCard: 900 }, { storeCredit: 700 }, { choice: ['a'] }]),
      minimum: null,
      issuedAt: log.now,
      expiresAt: log.chance.of([null, log.now + 9 * DAY]),
    };
    return [
      { kind: 'redeemed', redemption, reward: 'tea', cost: 5, reservation: log.chance.of([null, 'rsv']) },
      ...(lot ? [{ kind: 'lot.spent' as const, lot: lot.id, points: log.some(lot.points), redemption }] : []),
      ...(log.chance.is(70) ? [{ kind: 'coupon.issued' as const, coupon }] : []),
      ...(log.chance.is(30)
        ? [
            {
              kind: 'entitled' as const,
              entitlement: log.chance.of(['x', 'y']),
              redemption,
              at: log.now,
              until: log.chance.of([null, log.now + 5 * DAY]),
            },
          ]
        : []),
    ];
  },
  restore: (log) => {
    const redemption = log.of(log.state.redemptions);
    const part = redemption?.spent[0];
    if (!redemption || !part) return null;
    const { lot, points } = part;
    const graced = log.chance.is(50);
    const into = log.chance.of([lot, `${lot}+${log.state.seq}`]);
    return [
      {
        kind: 'lot.restored',
        lot,
        into,
        points,
        expiresAt: log.life().expiresAt,
        redemption: redemption.id,
        graced,
      },
      { kind: 'redemption.cancelled', redemption: redemption.id },
      ...(redemption.coupon ? [{ kind: 'coupon.cancelled' as const, code: redemption.coupon }] : []),
    ];
  },
  withdraw: (log) => ({
    kind: 'entitlement.withdrawn',
    entitlement: log.chance.of(['x', 'y']),
    redemption: log.of(log.state.redemptions)?.id ?? 'r0',
  }),
  use: (log) => {
    const coupon = log.of(log.state.coupons);
    if (!coupon) return null;
    const { code, left } = coupon;
    const amount = left === null || left === 0 ? {} : { amount: log.some(left) };
    return { kind: 'coupon.used', code, subject: 'order:1', at: log.when(), ...amount };
  },
  unuse: (log) => {
    const coupon = log.of(log.state.coupons);
    return (
      coupon && {
        kind: 'coupon.returned',
        code: coupon.code,
        subject: 'order:1',
        ...(coupon.left === null ? {} : { amount: 5 }),
      }
    );
  },
  hold: (log) => {
    log.made += 1;
    const hold = `h${log.made}`;
    const lots = log.state.lots.filter(({ activeAt }) => activeAt === null).slice(0, 2);
    const points = lots.reduce((sum, lot) => sum + lot.points, 0);
    return [
      { kind: 'held', hold, points, amount: points, at: log.now, until: log.now + DAY },
      ...lots.map((lot) => ({ kind: 'lot.held' as const, lot: lot.id, points: log.some(lot.points), hold })),
    ];
  },
  unhold: (log) => {
    const of = log.part();
    if (!of) return null;
    const { hold, part, points } = of;
    return [
      { kind: 'lot.released', lot: part.lot, points, hold },
      ...(log.chance.is(30) ? [{ kind: 'hold.released' as const, hold, at: log.now }] : []),
    ];
  },
  pay: (log) => {
    const of = log.part();
    if (!of) return null;
    const { hold, part, points } = of;
    return [
      { kind: 'hold.spent', part: { ...part, points }, points, hold },
      ...(log.chance.is(30) ? [{ kind: 'hold.confirmed' as const, hold, subject: 'order:1', points, amount: 5 }] : []),
      ...(log.chance.is(30)
        ? [
            {
              kind: 'lot.returned' as const,
              part: { ...part, points, graced: log.chance.is(50) },
              into: part.lot,
              points,
              hold,
            },
          ]
        : []),
    ];
  },
  payLate: (log) => {
    const lot = log.lot(true);
    if (!lot) return null;
    const { id, activeAt: _, waits: __, warned: ___, activatedAt, ...rest } = lot;
    const part = { ...rest, lot: id, points: 1, activatedAt: activatedAt ?? 0 };
    return { kind: 'lot.paid', part, points: 1, hold: 'h0' };
  },
  order: (log) => {
    const orders = log.chance.of([1, 1, 1, 0, -1]);
    const spend = log.chance.of([500, 700, -500]);
    return { kind: 'ordered', orders, spend, at: log.when(), subject: 'order:1' };
  },
  bought: (log) => {
    const [sku, n] = [log.chance.of(['pot', 'cup', 'tea', 'mug']), log.chance.of([1, 2, -1])];
    const pieces = log.chance.of([
      { codes: { [sku]: n } },
      { codes: { [sku]: n, lid: 1 }, brands: { fine: n } },
      { categories: { tea: n } },
    ]);
    return { kind: 'bought', pieces, at: log.when(), subject: 'order:1' };
  },
};
