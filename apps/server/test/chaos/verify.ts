import type { Account } from '@laurel/contract';
import type { Laurel } from '../../src/laurel.ts';
import type { CodeDocument, EntryDocument, StockDocument } from '../../src/store/documents.ts';
import type { Book } from './book.ts';
import { ordersOf, type Plan, WORTH } from './plan.ts';

const OWN: readonly Account[] = ['pending', 'available', 'held', 'owed'];

interface Told {
  entries: number;
  facts: number;
  redemptions: number;
  /** Of the scarce reward. */
  left: number;
  faults: string[];
}

/**
 * Holds every entry in the store against what was sent and what was answered, by nothing but keys, postings and a sum that anybody can
 * do: no fold, no engine.
 * @param won points that members won in seasons
 * @param keep is given the logs of members whose points are not what they must be
 */
export async function verify(
  laurel: Laurel,
  program: string,
  plan: Plan,
  book: Book,
  won: Map<string, number>,
  keep: (name: string, what: unknown) => Promise<void>,
): Promise<Told> {
  const faults: string[] = [];
  const fault = (what: string) => void faults.push(what);
  const ids = new Set<string>();
  const facts = new Map<string, string[]>();
  const seen = new Set<string>();
  const standing = new Map<string, { member: string; cost: number }>();
  const issued = new Map<string, string>();
  const held = new Map<string, number>();
  const balances = new Map<string, number>();
  let accounts: Partial<Record<Account, number>> = {};
  let owner = '';
  let [entries, judged, bought] = [0, 0, 0];
  const cursor = laurel.store.entries.collection.find({ program }).sort({ program: 1, member: 1, seq: 1 });
  for await (const found of cursor) {
    const entry = found as unknown as EntryDocument;
    entries += 1;
    ids.add(entry._id);
    if (entry.member !== owner) {
      owner = entry.member;
      accounts = {};
    }
    if (entry.fact) {
      // An order that was handed over stands in both logs, and is judged in the last.
      // What takes from an order that was handed over leaves a line where the order was, with nothing in it, and is judged where it is.
      const leadsOn = /^order\.(refunded|cancelled)$/.test(entry.fact.type) && entry.standing === null;
      const nothing = entry.changes.length === 0 && entry.postings.length === 0;
      const kept = entry.kind === 'fact.kept' || !entry.keys.includes(entry.fact.key) || (leadsOn && nothing);
      seen.add(entry.fact.key);
      const sent = book.facts.get(entry.fact.key);
      if (!sent) fault(`entry ${entry._id} has ${entry.fact.key}, which nobody sent`);
      else if (sent.type !== entry.fact.type) fault(`entry ${entry._id} says ${entry.fact.type} of ${entry.fact.key}`);
      if (!kept) {
        facts.set(entry.fact.key, [...(facts.get(entry.fact.key) ?? []), entry._id]);
        judged += 1;
      }
    }
    for (const { from, to, points } of entry.postings) {
      if (!Number.isSafeInteger(points) || points <= 0) fault(`entry ${entry._id} moves ${points} points`);
      accounts[from] = (accounts[from] ?? 0) - points;
      accounts[to] = (accounts[to] ?? 0) + points;
    }
    const total = Object.values(accounts).reduce((all, each) => all + each, 0);
    if (total !== 0) fault(`after entry ${entry._id} the accounts come to ${total}`);
    // What is owed is what the account lacks; all else is never below nothing.
    for (const account of OWN)
      if (account !== 'owed' && (accounts[account] ?? 0) < 0)
        fault(`after entry ${entry._id} ${account} is ${accounts[account]}: more was spent than there was`);
    if ((accounts.owed ?? 0) > 0) fault(`after entry ${entry._id} owed is above nothing`);
    balances.set(entry.member, (accounts.available ?? 0) + (accounts.pending ?? 0) + (accounts.owed ?? 0));
    held.set(entry.member, accounts.held ?? 0);
    for (const change of entry.outcome === 'applied' ? entry.changes : []) {
      if (change.kind === 'coupon.issued') {
        const { code } = change.coupon;
        if (issued.has(code)) fault(`code ${code} was given out by ${issued.get(code)}, and again by ${entry._id}`);
        issued.set(code, entry._id);
      }
      if (change.kind === 'redeemed') {
        if (standing.has(change.redemption)) fault(`${change.redemption} was bought twice`);
        standing.set(change.redemption, { member: entry.member, cost: change.cost });
        bought += 1;
      } else if (change.kind === 'redemption.cancelled') standing.delete(change.redemption);
    }
  }
  for (const [key, { answer, type }] of book.facts) {
    const stand = facts.get(key) ?? [];
    if (stand.length > 1) fault(`${key} was judged ${stand.length} times: ${stand.join(', ')}`);
    if (!answer) fault(`${key} (${type}) was never answered`);
    else if (!ids.has(answer.entry)) fault(`${key} was answered with ${answer.entry}, which is not there`);
    // An order is cancelled once: whoever does it again is answered with the first.
    if (type !== 'order.paid' && type !== 'order.cancelled' && !seen.has(key))
      fault(`${key} (${type}) was answered, and is not there`);
  }
  for (const [member, points] of held)
    if (points !== 0) fault(`${member} holds ${points} points, and no checkout is open`);
  await orders(laurel, program, plan, facts, fault);
  purchases(book, standing, fault);
  await vouchers(laurel, program, plan, standing, fault);
  const left = await stocks(laurel, program, plan, standing, fault);
  await money(laurel, program, plan, book, won, balances, async (externalId, member, what) => {
    fault(what);
    await keep(externalId, await laurel.store.entries.collection.find({ program, member }).sort({ seq: 1 }).toArray());
  });
  return { entries, facts: judged, redemptions: bought, left, faults };
}

type Fault = (what: string) => void;

/** Each order is judged once, under whichever of its keys came first, and what was answered for the others is that entry. */
async function orders(
  laurel: Laurel,
  program: string,
  plan: Plan,
  facts: Map<string, string[]>,
  fault: Fault,
): Promise<void> {
  const all = ordersOf(plan.ops);
  for (const order of all) {
    const keys = [order.id, `${order.id}:guest`, `${order.id}:1`];
    const stand = keys.flatMap((key) => facts.get(key) ?? []);
    if (stand.length !== 1) fault(`order ${order.id} was judged ${stand.length} times: ${stand.join(', ')}`);
  }
  const found = await laurel.store.claims.countDocuments({ program, kind: 'order' });
  // A run that was ended early may have spoken of orders that it never came to.
  const spoken = new Set(all.map(({ id }) => id));
  for (const op of plan.ops) if (op.kind === 'refund' || op.kind === 'undo') spoken.add(op.order.id);
  if (found !== spoken.size) fault(`${found} orders are claimed, ${spoken.size} were spoken of`);
}

function purchases(book: Book, standing: Map<string, { member: string }>, fault: Fault): void {
  const expected = new Set([...book.bought.values()].flatMap(({ id, cancelled }) => (cancelled ? [] : [id])));
  for (const id of expected)
    if (!standing.has(id)) fault(`redemption ${id} was answered as bought, and does not stand`);
  for (const id of standing.keys()) if (!expected.has(id)) fault(`redemption ${id} stands, and nobody was told so`);
}

/** Nobody bought what was not there, and all that was reserved belongs to a purchase that stands. */
async function stocks(
  laurel: Laurel,
  program: string,
  plan: Plan,
  standing: Map<string, { cost: number }>,
  fault: Fault,
): Promise<number> {
  const stock = (await laurel.store.stocks.findById(`${program}:reward:scarce`).lean()) as StockDocument | null;
  if (!stock) return plan.stock;
  for (const { id } of stock.taken) if (!standing.has(id)) fault(`stock is reserved for ${id}, which does not stand`);
  const { left, sold = 0 } = stock;
  const held = stock.taken.length + sold;
  const bought = [...standing.values()].filter(({ cost }) => cost === WORTH.scarce).length;
  if (left + held !== plan.stock) fault(`${left} left and ${held} taken or sold are not ${plan.stock}`);
  if (bought !== held) fault(`${bought} purchases of the scarce reward stand, and ${held} are counted`);
  return left;
}

/** Every voucher that stands took one code of the pool, no code went to two, and none is lost. */
async function vouchers(
  laurel: Laurel,
  program: string,
  plan: Plan,
  standing: Map<string, { cost: number }>,
  fault: Fault,
): Promise<void> {
  const codes = await laurel.store.codes.find({ program }).lean<CodeDocument[]>();
  if (codes.length !== plan.codes.length) fault(`${codes.length} codes are in the pool, of ${plan.codes.length}`);
  const taken = new Map<string, number>();
  for (const { reservation } of codes)
    if (reservation !== null) taken.set(reservation, (taken.get(reservation) ?? 0) + 1);
  for (const [id, { cost }] of standing)
    if (cost === WORTH.voucher && taken.get(id) !== 1) fault(`voucher ${id} took ${taken.get(id) ?? 0} codes`);
}

/** What each member must have in the end, by a sum that does not depend on what came first. */
async function money(
  laurel: Laurel,
  program: string,
  plan: Plan,
  book: Book,
  won: Map<string, number>,
  balances: Map<string, number>,
  fault: (externalId: string, member: string, what: string) => Promise<void>,
): Promise<void> {
  const expected = new Map<string, number>();
  const add = (member: string, points: number) => expected.set(member, (expected.get(member) ?? 0) + points);
  const given = new Map<string, number>();
  for (const op of plan.ops) {
    if (op.kind === 'review') add(op.member, WORTH.review);
    if (op.kind === 'refund') given.set(op.order.id, (given.get(op.order.id) ?? 0) + op.amount);
    if (op.kind === 'undo') given.set(op.order.id, Number.POSITIVE_INFINITY);
  }
  for (const { id, member, total, advocate } of ordersOf(plan.ops)) {
    add(member, Math.floor(Math.max(0, total - (given.get(id) ?? 0)) / 100));
    if (advocate === null) continue;
    add(member, WORTH.friend);
    add(advocate, WORTH.advocate);
  }
  for (const { member, reward, cancelled } of book.bought.values()) if (!cancelled) add(member, -WORTH[reward]);
  for (const { member, points } of book.moved.values()) add(member, points);
  const members = laurel.store.members.collection.find({ program });
  for await (const { _id, externalId } of members) {
    const must = (expected.get(String(externalId)) ?? 0) + (won.get(String(_id)) ?? 0);
    const is = balances.get(String(_id)) ?? 0;
    expected.delete(String(externalId));
    if (is !== must)
      await fault(String(externalId), String(_id), `${externalId} has ${is} points, and must have ${must}`);
  }
  for (const [member, points] of expected)
    if (points !== 0) await fault(member, '', `${member} must have ${points} points, and is nobody`);
}
