import { mergeMembers } from '../../../src/use/merges/merge.ts';
import { transferPoints } from '../../../src/use/points/transfer.ts';
import { cancelRedemption } from '../../../src/use/redemptions/cancel.ts';
import { createRedemption } from '../../../src/use/redemptions/create.ts';
import { order, type Shop, send } from './events.ts';

/** One thing a shop asks for, with the key under which it asks again. */
export type Scenario = 'award' | 'redemption' | 'reaction' | 'handover' | 'cancelled' | 'merge' | 'transfer';

/** Does what the scenario says; the same again asks for the same. */
export async function act(shop: Shop, scenario: Scenario): Promise<unknown> {
  const { laurel, program } = shop;
  switch (scenario) {
    case 'award':
      return send(shop, order({ member: 'ann' }, 'a1', 100));
    case 'redemption':
      return createRedemption(laurel, program, { key: 'buy', member: 'ann', reward: 'scarce' });
    case 'reaction': {
      const advocate = await laurel.store.members.findOne({ program: program.id, externalId: 'ann' }).lean();
      return send(shop, order({ member: 'bob' }, 'b1', 100, { data: { referralCode: advocate?.referralCode } }));
    }
    case 'handover':
      return send(shop, order({ member: 'cat' }, 'c1', 100, { key: 'account' }));
    case 'merge':
      return mergeMembers(laurel, program, { from: { guest: 'visitor' }, into: 'ann' });
    case 'transfer':
      return transferPoints(laurel, program, { key: 'gift', from: 'ann', to: 'bob', points: 40 });
    case 'cancelled': {
      const [entry] = await laurel.store.entries.find({ program: program.id, kind: 'redemption.made' }).lean();
      const made = entry?.changes.find((change) => change.kind === 'redeemed');
      if (made?.kind !== 'redeemed') throw new Error('nothing was bought');
      return cancelRedemption(laurel, program, made.redemption, 'cancel');
    }
  }
}
