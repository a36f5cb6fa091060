import { type Entry, isPurchase } from '@laurel/engine';
import { claimId } from '../../store/claims.ts';

/** What the logs tell of one order: who judged it, who kept it, and from whom to whom it was handed over. */
interface Order {
  judged: Set<string>;
  people: Set<string>;
}

/** Who must hold which claim, as far as the logs tell. */
export class ExpectedClaims {
  readonly #holders = new Map<string, { members: Set<string>; order: string | null }>();
  readonly #orders = new Map<string, Order>();
  /** Into whom each merged member was merged. */
  readonly #leads = new Map<string, string>();

  /** Takes what an entry tells of claims. */
  take(entry: Entry): void {
    const { program, member, fact, outcome, changes } = entry;
    for (const change of changes) {
      if (change.kind === 'absorbed') this.#leads.set(change.from, member);
      if (change.kind === 'coupon.issued') this.#expect(claimId(program, 'coupon', change.coupon.code), member, null);
      if (change.kind === 'handed.over') {
        const id = claimId(program, 'order', change.subject.slice('order:'.length));
        this.#order(id, member, change.to).judged.delete(member);
      }
    }
    if (!fact) return;
    const { orderId } = fact.data;
    const order = typeof orderId === 'string' ? claimId(program, 'order', orderId) : null;
    // Keys that begin with a control character are our own: unique in their log, and claimed by nobody.
    if (fact.key > '\u001f') this.#expect(claimId(program, 'key', fact.key), member, order);
    if (order === null || !isPurchase(fact.type) || outcome === 'refused') return;
    const known = this.#order(order, member);
    if (outcome === 'applied') known.judged.add(member);
  }

  /** All claims that must be there, with who may hold them. */
  *all(): Generator<[claim: string, holders: ReadonlySet<string>]> {
    for (const [claim, { members, order }] of this.#holders) {
      // A key is claimed for the log that held the order then; the order may have been handed over before the entry was written.
      const people = order === null ? undefined : this.#orders.get(order)?.people;
      yield [claim, people ? new Set([...members, ...people]) : members];
    }
    // Whose log judged an order holds it. Before that, it is on its way between those who kept it.
    for (const [claim, { judged, people }] of this.#orders) yield [claim, judged.size === 0 ? people : judged];
  }

  /** Whether a claim is held by one of those whom the logs say, or by somebody who was merged into one of them. */
  leadToOne(holder: string, holders: ReadonlySet<string>): boolean {
    const lead = (member: string) => {
      let at = member;
      for (let next = this.#leads.get(at); next !== undefined; next = this.#leads.get(at)) at = next;
      return at;
    };
    return holders.has(holder) || [...holders].some((one) => lead(one) === lead(holder));
  }

  #expect(claim: string, member: string, order: string | null): void {
    const known = this.#holders.get(claim);
    if (known) known.members.add(member);
    else this.#holders.set(claim, { members: new Set([member]), order });
  }

  #order(claim: string, ...people: string[]): Order {
    const known = this.#orders.get(claim) ?? { judged: new Set(), people: new Set() };
    for (const member of people) known.people.add(member);
    this.#orders.set(claim, known);
    return known;
  }
}
