import { describe, expect, test } from 'vitest';
import { anniversaryBefore, type Context, type Entry, type Opening } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const iso = (when: number | undefined) => (when === undefined ? undefined : new Date(when).toISOString());

describe('a balance that is brought from elsewhere', () => {
  const program = programOf({
    tiers: [
      { id: 'silver', from: { points: 500 } },
      { id: 'gold', from: { points: 2_000 }, earn: { times: 2 } },
    ],
  });
  const opening: Opening = {
    from: 'Elsewhere',
    lots: [
      { points: 100, at: NOW - 9 * DAY, activeAt: null, expiresAt: NOW + 5 * DAY },
      { points: 40, at: NOW - DAY, activeAt: NOW + 2 * DAY, expiresAt: null },
    ],
    owed: 0,
    tier: null,
    lifetime: null,
    coupons: [],
    qualifies: false,
  } as Opening;
  const open = (story: Story, more: Partial<Opening> = {}) =>
    story.submit('m', { kind: 'open', opening: { ...opening, ...more }, key: 'o', body: '' }, NOW);
  const opened = (more: Partial<Opening> = {}) => {
    const story = new Story(program).member('m', NOW);
    return { story, entry: open(story, more) };
  };

  test('has the lots with their dates: what waits, what ends', () => {
    const { story } = opened();
    expect(story.points('m', NOW)).toMatchObject({ available: 100, pending: 40 });
    expect(story.points('m', NOW + 2 * DAY)).toMatchObject({ available: 140, pending: 0 });
    expect(story.points('m', NOW + 5 * DAY)).toMatchObject({ available: 40, pending: 0 });
    story.audit();
  });

  test('what is owed is filled by what is there, the rest by what becomes available', () => {
    const { story } = opened({ owed: 120 });
    expect(story.points('m', NOW)).toMatchObject({ available: 0, owed: 20, pending: 40 });
    expect(story.points('m', NOW + 2 * DAY)).toMatchObject({ available: 20, owed: 0 });
  });

  test('counts for tiers only where it says so, and so does what was earned before', () => {
    expect(
      opened({ lots: [{ points: 600, at: NOW, activeAt: null, expiresAt: null }] }).story.at('m', NOW).tier.id,
    ).toBeNull();
    const qualifying = opened({ lots: [{ points: 600, at: NOW, activeAt: null, expiresAt: null }], qualifies: true });
    expect(qualifying.story.at('m', NOW).tier.id).toBe('silver');
    expect(opened({ lifetime: 2_000 }).story.at('m', NOW).tier.id).toBe('gold');
    expect(opened({ lifetime: 1_999 }).story.at('m', NOW).tier.id).toBe('silver');
  });

  test('brings a tier that stays until its day, and refuses one that the program does not have', () => {
    const { story, entry } = opened({ tier: { id: 'gold', until: NOW + 30 * DAY } });
    expect(changesOf(entry, 'tier.changed')).toMatchObject([{ from: null, to: 'gold', until: NOW + 30 * DAY }]);
    expect(story.at('m', NOW + DAY).tier.id).toBe('gold');
    expect(opened({ tier: { id: 'platinum', until: null } }).entry).toMatchObject({
      outcome: 'refused',
      reason: 'unknown_tier',
    });
  });
});

describe('points that are asked for', () => {
  const claim = (story: Story, id: string, when = NOW) =>
    story.submit('m', { kind: 'claim', claim: id, order: `o-${id}`, key: `claim-${id}`, body: '' }, when);

  test('so many times in a month; then not before the next', () => {
    const story = new Story(programOf({ claims: { within: { days: 60 }, limit: { times: 2, per: 'month' } } })).member(
      'm',
      NOW,
    );
    expect(claim(story, 'a')).toMatchObject({ kind: 'order.claimed', outcome: 'applied' });
    expect(changesOf(claim(story, 'b'), 'claim.made')).toMatchObject([{ claim: 'b', order: 'o-b' }]);
    expect(claim(story, 'c')).toMatchObject({ outcome: 'refused', reason: 'limit' });
    expect(claim(story, 'd', at('2026-04-01T00:00:00+02:00') - 1)).toMatchObject({ outcome: 'refused' });
    expect(claim(story, 'e', at('2026-04-01T00:00:00+02:00'))).toMatchObject({ outcome: 'applied' });
    const closed = story.submit(
      'm',
      { kind: 'endClaim', claim: 'a', order: 'o-a', state: 'settled', by: null, why: null, key: 'x', body: '' },
      NOW + 60 * DAY,
    );
    expect(closed).toMatchObject({ kind: 'claim.closed', outcome: 'applied', subjects: ['claim:a'] });
    expect(changesOf(closed, 'claim.closed')).toMatchObject([
      { claim: 'a', order: 'o-a', state: 'settled', by: null, why: null },
    ]);
  });

  test('not where the program takes none, nor of somebody who has not joined', () => {
    expect(claim(new Story().member('m', NOW), 'a')).toMatchObject({
      outcome: 'refused',
      reason: 'claims_not_offered',
    });
    const program = programOf({ enrol: 'explicit', claims: { within: { days: 60 } } });
    expect(claim(new Story(program).member('m', NOW, { joined: false }), 'a')).toMatchObject({
      outcome: 'refused',
      reason: 'not_joined',
    });
  });
});

describe('the years since joining', () => {
  const reached = (joined: string, now: string, { timeZone = 'Europe/Paris', is = true } = {}) => {
    const story = new Story(programOf({ timeZone, enrol: 'explicit' })).member('m', at(joined), { joined: is });
    const found = anniversaryBefore(story.program, story.at('m', at(joined)), at(now));
    return found && [found.years, iso(found.at)];
  };

  test('begin with the day, in the program’s zone, and the last one that has begun counts', () => {
    expect(reached('2026-03-10T12:00:00Z', '2027-03-09T22:59:59Z')).toBeNull();
    expect(reached('2026-03-10T12:00:00Z', '2027-03-09T23:00:00Z')).toEqual([1, '2027-03-09T23:00:00.000Z']);
    expect(reached('2026-03-10T12:00:00Z', '2028-03-09T22:59:59Z')).toEqual([1, '2027-03-09T23:00:00.000Z']);
    expect(reached('2026-03-10T12:00:00Z', '2031-12-31T00:00:00Z')).toEqual([5, '2031-03-09T23:00:00.000Z']);
    // Late in the evening of the ninth there.
    expect(reached('2026-03-10T03:00:00Z', '2027-03-09T05:00:00Z', { timeZone: 'America/New_York' })).toEqual([
      1,
      '2027-03-09T05:00:00.000Z',
    ]);
    expect(reached('2026-03-10T12:00:00Z', '2030-01-01T00:00:00Z', { is: false })).toBeNull();
  });

  test('of 29 February are on the 28th, and on the day itself in a leap year', () => {
    expect(reached('2028-02-29T12:00:00Z', '2029-03-05T00:00:00Z')).toEqual([1, '2029-02-27T23:00:00.000Z']);
    expect(reached('2028-02-29T12:00:00Z', '2032-03-05T00:00:00Z')).toEqual([4, '2032-02-28T23:00:00.000Z']);
  });
});

describe('codes', () => {
  /** A server that knows whose cards came with an order. */
  class Cards extends Story {
    cards = new Set<string>();

    protected override extra(): Partial<Context> {
      return { cards: this.cards };
    }
  }
  const rules = [{ id: 'start', on: 'a.done', earn: 500 }];
  const shop = (give: object, more: object = {}) => {
    const story = new Cards(
      programOf({
        rules,
        rewards: [
          { id: 'it', cost: 10, give: give as never, ...more },
          { id: 'tea', giftOnly: true, give: { product: 'tea' } },
          { id: 'cup', giftOnly: true, give: { product: 'cup' } },
        ],
      }),
    ).member('m', NOW);
    story.fact('m', 'a.done', {}, { at: NOW });
    const bought = story.submit('m', { kind: 'redeem', redemption: 'r', reward: 'it', key: 'r', body: '' }, NOW);
    return { story, code: changesOf(bought, 'coupon.issued')[0]?.coupon.code ?? '' };
  };
  const used = (entry: Entry) => changesOf(entry, 'coupon.used').map(({ code, amount }) => [code, amount]);
  const silent = (entry: Entry) =>
    entry.silent.filter(({ of }) => of === 'coupon').map(({ rule, reason }) => [rule, reason]);
  const use = (story: Story, code: string, key: string, more: object = {}, when = NOW) =>
    story.submit(
      'm',
      { kind: 'use', use: key, code, amount: null, subject: null, key, body: '', ...more } as never,
      when,
    );

  test('that come with an order are used on it, or it says why not; the order earns either way', () => {
    const { story, code } = shop({ discount: { amount: 100 } }, { couponValid: { days: 10 } });
    const order = (id: string, codes: string[], when = NOW) =>
      story.order('m', id, { total: 1_000, coupons: codes }, { at: when });
    expect(silent(order('a', ['NOBODYS'], NOW))).toEqual([['NOBODYS', 'coupon_not_yours']]);
    expect(silent(order('b', [code], NOW + 10 * DAY))).toEqual([[code, 'coupon_expired']]);
    expect(used(order('c', [code, code], NOW + 9 * DAY))).toEqual([[code, undefined]]);
    expect(silent(order('d', [code], NOW + 9 * DAY))).toEqual([[code, 'coupon_used']]);
  });

  test('that let one choose are worth nothing at the till; a card is named in what it pays', () => {
    const choice = shop({ choice: ['tea', 'cup'] });
    expect(silent(choice.story.order('m', 'a', { total: 500, coupons: [choice.code] }, { at: NOW }))).toEqual([
      [choice.code, 'coupon_to_choose'],
    ]);
    expect(use(choice.story, choice.code, 'u')).toMatchObject({ outcome: 'refused', reason: 'coupon_to_choose' });
    const chosen = choice.story.submit(
      'm',
      { kind: 'redeem', redemption: 'c', reward: 'tea', choice: choice.code, key: 'c', body: '' },
      NOW,
    );
    expect(changesOf(chosen, 'redeemed')).toMatchObject([{ reward: 'tea', cost: 0 }]);
    const twice = choice.story.submit(
      'm',
      { kind: 'redeem', redemption: 'd', reward: 'cup', choice: choice.code, key: 'd', body: '' },
      NOW,
    );
    expect(twice).toMatchObject({ outcome: 'refused' });
    const card = shop({ giftCard: 1_000 });
    expect(silent(card.story.order('m', 'a', { total: 500, coupons: [card.code] }, { at: NOW }))).toEqual([
      [card.code, 'coupon_in_parts'],
    ]);
  });

  test('a card pays what it has, and its own member’s log is told where it is somebody else’s', () => {
    const { story, code } = shop({ giftCard: 1_000 });
    const pay = (id: string, amount: number, by = code) =>
      story.order('m', id, { total: 2_000, paidWith: [{ kind: 'gift_card', code: by, amount }] }, { at: NOW });
    expect(used(pay('a', 600))).toEqual([[code, 600]]);
    expect(silent(pay('b', 401))).toEqual([[code, 'coupon_too_little']]);
    expect(used(pay('c', 400))).toEqual([[code, 400]]);
    expect(silent(pay('d', 1))).toEqual([[code, 'coupon_used']]);
    story.cards.add('THEIRS');
    const theirs = pay('e', 300, 'THEIRS');
    expect([used(theirs), silent(theirs)]).toEqual([[], []]);
    expect(theirs.effects).toMatchObject([
      {
        kind: 'charge',
        id: 'pay:order:e:THEIRS',
        use: 'pay:order:e:THEIRS',
        code: 'THEIRS',
        amount: 300,
        subject: 'order:e',
      },
    ]);
    expect(silent(pay('f', 300, 'UNKNOWN'))).toEqual([['UNKNOWN', 'coupon_not_yours']]);
  });

  test('what is cancelled is good for nothing, and a use is taken back once', () => {
    const { story, code } = shop({ discount: { amount: 100 } });
    const unuse = (id: string, key = `un-${id}`) =>
      story.submit('m', { kind: 'unuse', use: id, subject: null, key, body: '' }, NOW);
    expect(unuse('never')).toMatchObject({ outcome: 'refused', reason: 'coupon_not_yours' });
    use(story, code, 'u1');
    expect(unuse('u1')).toMatchObject({ outcome: 'applied' });
    expect(unuse('u1', 'again')).toMatchObject({ outcome: 'refused', reason: 'already_cancelled' });
    story.submit('m', { kind: 'cancel', redemption: 'r', key: 'x', body: '' }, NOW);
    expect(use(story, code, 'u2')).toMatchObject({ outcome: 'refused', reason: 'already_cancelled' });
    expect(story.points('m', NOW).available).toBe(500);
  });
});
