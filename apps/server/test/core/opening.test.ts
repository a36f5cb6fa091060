import { describe, expect, test } from 'vitest';
import { audit } from '../../src/use/audit/audit.ts';
import { getMember } from '../../src/use/members/get.ts';
import { PROVIDERS } from '../../src/use/opening/columns.ts';
import { importOpening } from '../../src/use/opening/import.ts';
import { readJson, readTable } from '../../src/use/opening/read.ts';
import { order, type Shop, send } from './support/events.ts';
import { testShop } from './support/shop.ts';

const tiers = [
  { id: 'silver', from: { points: 500 } },
  { id: 'gold', name: { en: 'Gold', fr: 'Or' }, from: { points: 1_000 } },
];
const referral = { advocate: { points: 300 } };
async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}
const settings = { from: 'smile', qualifies: false, pendingDays: 14 };
const later = new Date(Date.now() + 90 * 86_400_000).toISOString();

const rows = [
  {
    member: 'ann',
    email: 'ann@shop.example',
    points: 120,
    pending: 30,
    lots: [
      { points: 40, expiresAt: later },
      { points: 9, expiresAt: '2020-01-01T00:00:00Z' },
    ],
    tier: 'or',
    lifetime: 600,
    coupons: [{ code: 'OLD-5', amount: 500, expiresAt: later }],
    referralCode: 'ann-friend',
  },
  { member: 'bob', points: -25 },
];
const json = rows.map((row) => JSON.stringify(row)).join('\n');
const open = ({ laurel, program }: Shop, text = json) =>
  importOpening(laurel, program, readJson(linesOf(text)), settings);

describe('an import of opening balances', () => {
  test('brings lots with their dates, debts, tiers, live codes and referral links, once, and proves it', async () => {
    await using shop = await testShop({ tiers, referral });
    const { laurel, program } = shop;
    const sums = { members: 2, points: 135, pending: 30, coupons: 1, referralCodes: 1 };
    for (let run = 0; run < 2; run += 1)
      expect(await open(shop)).toEqual({ said: sums, held: sums, differences: [], stopped: false });
    const ann = await getMember(laurel, program, 'ann');
    expect(ann).toMatchObject({
      points: { balance: 160, pending: 30, nextExpiry: { points: 40, at: later } },
      tier: { id: 'gold' },
      coupons: [{ code: 'OLD-5', state: 'open', discount: { amount: 500 } }],
      referral: { code: 'ANNFRIEND' },
    });
    expect((await getMember(laurel, program, 'bob')).points).toMatchObject({ balance: -25, owed: 25 });
    await send(shop, order({ member: 'cat' }, 'c1', 10, { data: { referralCode: 'Ann Friend' } }));
    await laurel.effects.idle();
    expect((await getMember(laurel, program, 'ann')).referral?.counts).toMatchObject({ rewarded: 1 });
    const opened = await laurel.store.entries.countDocuments({ program: program.id, kind: 'balance.opened' });
    expect(opened).toBe(2);
    expect((await audit(laurel)).faults).toEqual([]);
  });

  test('lists what differs: a tier that is not there, a code of another, another balance, what happened since', async () => {
    await using shop = await testShop({ tiers, referral });
    await open(shop);
    await send(shop, order({ member: 'bob' }, 'b1', 5));
    const report = await open(
      shop,
      [
        { member: 'ann', points: 1 },
        { member: 'bob', points: -25 },
        { member: 'dan', points: 5, tier: 'platinum' },
        { member: 'eve', points: 5, coupons: [{ code: 'OLD-5', percent: 10 }] },
        { member: 'fay', points: 'many' },
      ]
        .map((row) => JSON.stringify(row))
        .concat('no json')
        .join('\n'),
    );
    expect(report.differences).toMatchObject([
      { line: 1, member: 'ann', field: 'row', said: 'idempotency_conflict' },
      { line: 2, member: 'bob', field: 'points', said: -25, held: -20 },
      { line: 3, member: 'dan', field: 'row', said: 'unknown_tier' },
      { line: 4, member: 'eve', field: 'row', said: 'claim_conflict' },
      { line: 5, member: 'fay', field: 'row' },
      { line: 6, member: null, field: 'row' },
    ]);
  });

  test.each([
    [
      'smile',
      'Email,Customer ID,Points Balance,VIP Tier,Referral URL\na@x.example,7,"1,250",Gold,https://shop.example/?smile_referral_code=AB7',
      { points: 1_250, pending: 0 },
    ],
    [
      'loyaltylion',
      'Merchant ID;Email;Points Approved;Points Pending;Tier;Referral URL\n7;a@x.example;1250;40;gold;https://prz.io/AB7',
      { points: 1_250, pending: 40 },
    ],
    [
      'gameball',
      '\uFEFFCustomer ID,Display Name,Available Points,Pending Points,Level,Referral Code\n7,Ann,1250,40,gold,AB7',
      { points: 1_250, pending: 40 },
    ],
    [
      'laurel',
      `member,points,expiresAt,tier,referralCode\n7,1000,${later},gold,AB7\n7,250,${later},,`,
      { points: 1_250, pending: 0 },
    ],
  ] as const)('reads an export as %s writes it', async (from, text, held) => {
    await using shop = await testShop({ tiers, referral });
    const { laurel, program } = shop;
    const read = readTable(linesOf(text), { ...PROVIDERS.laurel, ...PROVIDERS[from] });
    const report = await importOpening(laurel, program, read, { ...settings, from });
    expect(report.differences).toEqual([]);
    expect(report.held).toMatchObject({ members: 1, ...held, referralCodes: 1 });
    expect((await getMember(laurel, program, '7')).tier.id).toBe('gold');
  });

  test('a table without members is refused with its head', async () => {
    await using shop = await testShop();
    const read = readTable(linesOf('a,b\n1,2'), PROVIDERS.laurel);
    await expect(importOpening(shop.laurel, shop.program, read, settings)).rejects.toThrow(
      /no column names the member/,
    );
  });
});
