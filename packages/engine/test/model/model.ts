/**
 * The arithmetic of RULES 3, 4, 11, 13, 14, 17, 18, 19 told a second time, from the page and not from the engine, for one plain
 * program: 1 point per 1.00, pending for 14 days, living 3 months, points given back living 30 days at least; in UTC.
 */
const DAY = 86_400_000;

interface Lot {
  order: string | null;
  points: number;
  activeAt: number;
  expiresAt: number;
  entry: number;
}

interface Order {
  left: number;
  paid: boolean;
  award: number;
  expired: number;
  gone?: true;
}

/** The same day and time three months later, or the last day of that month. */
function inThreeMonths(at: number): number {
  const from = new Date(at);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 4, 0)).getUTCDate();
  const day = Math.min(from.getUTCDate(), lastDay);
  return Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 3, day) + (at % DAY);
}

export class Model {
  lots: Lot[] = [];
  owed = 0;
  private now = 0;
  private entries = 0;
  private readonly orders = new Map<string, Order>();
  private readonly graced = new Map<number, number>();
  private readonly redemptions = new Map<string, Lot[]>();

  /** What may be spent now, in the order in which it is spent; and what still waits. */
  active = () =>
    this.lots
      .filter((lot) => lot.activeAt <= this.now)
      .sort((a, b) => a.expiresAt - b.expiresAt || a.activeAt - b.activeAt || a.entry - b.entry);
  waiting = () => this.lots.filter((lot) => lot.activeAt > this.now);
  sum = (lots: Lot[]) => lots.reduce((sum, { points }) => sum + points, 0);

  /** Lets time pass: at each instant points become available, pay what is owed, and then run out. */
  until(now: number): void {
    const instants = this.lots.flatMap(({ activeAt, expiresAt }) => [activeAt, expiresAt]);
    for (const at of [...instants.filter((one) => one > this.now && one <= now).sort((a, b) => a - b), now]) {
      this.now = at;
      this.pay();
      for (const lot of this.lots.filter(({ expiresAt }) => expiresAt <= at)) {
        const order = lot.order === null ? undefined : this.orders.get(lot.order);
        if (order) order.expired += lot.points;
        lot.points = 0;
      }
      this.lots = this.lots.filter(({ points }) => points > 0);
    }
    this.entries += 1;
  }

  private pay(): void {
    this.owed -= this.take(this.active(), this.owed).reduce((sum, { points }) => sum + points, 0);
  }

  /** Takes so many points from lots, as far as they go. */
  private take(lots: Lot[], points: number): Lot[] {
    const taken: Lot[] = [];
    for (const lot of lots) {
      const part = Math.min(lot.points, points - this.sum(taken));
      if (part > 0) taken.push({ ...lot, points: part });
      lot.points -= part;
    }
    this.lots = this.lots.filter((lot) => lot.points > 0);
    return taken;
  }

  private order(id: string): Order {
    const order: Order = this.orders.get(id) ?? { left: 0, paid: false, award: 0, expired: 0 };
    this.orders.set(id, order);
    return order;
  }

  pays(id: string, total: number, at: number): void {
    const order = this.order(id);
    // What was given back before the order came stands below zero, or is all of it.
    Object.assign(order, { left: Math.max(0, total + order.left), paid: true });
    order.award = Math.floor(order.left / 100);
    const activeAt = at + 14 * DAY;
    const lot = { order: id, points: order.award, activeAt, expiresAt: inThreeMonths(activeAt) };
    if (order.award > 0) this.lots.push({ ...lot, entry: this.entries });
    this.settle();
  }

  returns(id: string, amount: number): void {
    const order = this.order(id);
    if (order.gone) return;
    order.left = order.paid ? Math.max(0, order.left - amount) : order.left - amount;
    if (!order.paid) return;
    const award = Math.floor(order.left / 100);
    let back = order.award - award;
    order.award = award;
    const own = (lots: Lot[]) => lots.filter((lot) => lot.order === id);
    for (const lots of [own(this.waiting()), own(this.active())]) back -= this.sum(this.take(lots, back));
    const expired = Math.min(back, order.expired);
    order.expired -= expired;
    back -= expired;
    this.owed += back - this.sum(this.take(this.active(), back));
  }

  cancelsOrder(id: string): void {
    this.returns(id, 1e9);
    this.order(id).gone = true;
  }

  redeems(id: string, cost: number): void {
    if (this.owed > 0 || this.sum(this.active()) < cost) return;
    this.redemptions.set(id, this.take(this.active(), cost));
  }

  cancels(id: string): void {
    for (const part of this.redemptions.get(id) ?? []) {
      // The days of grace are the lot's: whatever else was spent of it shares them.
      const had = this.graced.get(part.entry);
      const expiresAt = Math.max(part.expiresAt, had ?? this.now + 30 * DAY);
      if (had === undefined && expiresAt > part.expiresAt) this.graced.set(part.entry, expiresAt);
      this.lots.push({ ...part, expiresAt });
    }
    this.redemptions.delete(id);
    this.settle();
  }

  adjusts(points: number): void {
    const lot = { order: null, points, activeAt: this.now, expiresAt: inThreeMonths(this.now) };
    if (points > 0) this.lots.push({ ...lot, entry: this.entries });
    else this.owed += -points - this.sum(this.take(this.active(), -points));
    this.settle();
  }

  /** What was brought may be due already. */
  private settle(): void {
    this.until(this.now);
  }
}
