import type { Entry } from '@laurel/engine';
import { claimId } from '../../store/claims.ts';

/** Who must hold which claim, as far as the logs tell. */
export class ExpectedClaims {
  /** Members by claim; an event's key may stand in two logs when its order was handed over. */
  readonly #holders = new Map<string, Set<string>>();
  readonly #orders = new Map<string, { member: string; weight: number }>();

  /** Takes what an entry tells of claims. */
  take(entry: Entry): void {
    const { program, member, fact, outcome, changes } = entry;
    for (const change of changes) {
      if (change.kind === 'coupon.issued') this.#expect(claimId(program, 'coupon', change.coupon.code), member);
      if (change.kind === 'handed.over') this.#order(program, change.subject.slice('order:'.length), change.to, 1);
    }
    if (!fact) return;
    this.#expect(claimId(program, 'key', fact.key), member);
    if (fact.type === 'order.paid' && outcome !== 'refused') {
      this.#order(program, String(fact.data.orderId), member, outcome === 'applied' ? 2 : 0);
    }
  }

  /** All claims that must be there, with who may hold them. */
  *all(): Generator<[claim: string, holders: ReadonlySet<string>]> {
    yield* this.#holders;
    for (const [claim, { member }] of this.#orders) yield [claim, new Set([member])];
  }

  #expect(claim: string, member: string): void {
    const known = this.#holders.get(claim);
    if (known) known.add(member);
    else this.#holders.set(claim, new Set([member]));
  }

  /** Whoever's log judged an order holds it; else the one that it was handed over to; else the one that kept it. */
  #order(program: string, orderId: string, member: string, weight: number): void {
    const claim = claimId(program, 'order', orderId);
    const known = this.#orders.get(claim);
    if (!known || weight > known.weight) this.#orders.set(claim, { member, weight });
  }
}
