import { setTimeout } from 'node:timers/promises';
import type { Book } from './book.ts';
import { type Op, type Order, sizeOf } from './plan.ts';
import type { Random } from './random.ts';

/** What writers need to know of the world. */
export interface World {
  /** Addresses of the processes, in any state. */
  urls: string[];
  secret: string;
  /** Codes of those who recommend, by member. */
  codes: Map<string, string>;
}

interface Reply {
  status: number;
  // What a door answers has many shapes; each use names the one it means.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any;
}

/** Milliseconds after which a request is given up and made again, at the other process, while the first may still be at it: some do sooner. */
const PATIENCE = 25_000;
const HASTE = { of: 0.3, from: 1_000, to: 4_000 };
const LONGEST_PAUSE = 1_500;
/** How often an answer is asked for once more, to see that it is the same. */
const ASK_AGAIN = 0.04;
const AGAIN = new Set([0, 429, 500, 502, 503, 504]);

/**
 * Does all operations, so many at once; each is asked for, under the same key, until it is answered.
 * @param isOver whether no further one is begun
 * @returns how many were done, from the first
 */
export async function write(
  world: World,
  book: Book,
  ops: Op[],
  random: Random,
  writers: number,
  isOver: () => boolean,
  onDone: (count: number) => void,
): Promise<number> {
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let op = ops[next]; op && !isOver(); op = ops[next]) {
      next += 1;
      await new Writer(world, book, random).perform(op);
      book.counts.done += 1;
      done += sizeOf(op);
      onDone(done);
    }
  };
  await Promise.all(Array.from({ length: writers }, work));
  return next;
}

class Writer {
  private at: number;

  constructor(
    private readonly world: World,
    private readonly book: Book,
    private readonly random: Random,
  ) {
    this.at = random.whole(0, world.urls.length - 1);
  }

  async perform(op: Op): Promise<void> {
    switch (op.kind) {
      case 'order':
        return this.order(op);
      case 'refund': {
        const { id, order, amount, names } = op;
        const data = { refundId: id, orderId: order.id, amount };
        return this.fact(id, 'order.refunded', names ? { member: order.member } : {}, data);
      }
      case 'undo':
        return this.fact(op.id, 'order.cancelled', {}, { orderId: op.order.id });
      case 'review':
        return this.fact(op.id, 'review.published', { member: op.member }, {});
      case 'visit':
        return this.fact(op.id, 'store.visited', { member: op.member }, { place: 'Paris' });
      case 'profile':
        return this.expect(
          `profile ${op.id}`,
          await this.ask('PUT', `/v1/members/${op.member}`, { name: op.name }),
          200,
        );
      case 'redeem':
        return this.redeem(op);
      case 'adjust':
        return this.adjust(op);
      case 'hold':
        return this.hold(op);
      case 'batch':
        return this.batch(op.orders);
      case 'broken':
        return this.broken(op);
    }
  }

  private async order(order: Order): Promise<void> {
    const data = orderData(order, this.world);
    if (order.guest !== null) await this.fact(`${order.id}:guest`, 'order.paid', { guest: order.guest }, data);
    const sent = Array.from({ length: order.twins }, (_, n) =>
      new Writer(this.world, this.book, this.random)
        .from(this.at + n)
        .fact(n === 0 ? order.id : `${order.id}:${n}`, 'order.paid', { member: order.member }, data),
    );
    await Promise.all(sent);
  }

  private from(at: number): this {
    this.at = at % this.world.urls.length;
    return this;
  }

  private async fact(key: string, type: string, who: object, data: object): Promise<void> {
    this.book.sent(key, type);
    const event = { type, key, ...who, data };
    const reply = await this.ask('POST', '/v1/events', event);
    this.judged(key, reply);
    if (!this.random.chance(ASK_AGAIN)) return;
    this.at += 1;
    const again = await this.ask('POST', '/v1/events', event);
    this.judged(key, again);
    if (again.status !== 200 || !again.body.replayed) this.book.fault(`${key} was judged a second time`);
    else this.book.counts.replays += 1;
  }

  private judged(key: string, { status, body }: Reply): void {
    if (status !== 200 && status !== 201) {
      this.book.fault(`${key} was answered with ${status}: ${JSON.stringify(body)}`);
      return;
    }
    if (body.entry.outcome === 'refused') this.book.fault(`${key} was refused: ${body.entry.reason}`);
    this.book.answered(key, { entry: body.entry.id, member: body.member, outcome: body.entry.outcome });
  }

  private async batch(orders: Order[]): Promise<void> {
    const events = orders.map((order) => {
      this.book.sent(order.id, 'order.paid');
      return { type: 'order.paid', key: order.id, member: order.member, data: orderData(order, this.world) };
    });
    let left = events;
    for (let tries = 0; left.length > 0; tries += 1) {
      const { status, body } = await this.ask('POST', '/v1/events/batch', { events: left });
      if (status !== 200 && status !== 207)
        return this.book.fault(`a batch was answered with ${status}: ${JSON.stringify(body)}`);
      const asked = left;
      left = asked.filter((_, at) => AGAIN.has(body[at].status));
      asked.forEach(({ key }, at) => {
        const each = body[at];
        if (!AGAIN.has(each.status)) this.judged(key, { status: each.status, body: each.outcome ?? each.error });
        else this.book.troubles.set(each.status, (this.book.troubles.get(each.status) ?? 0) + 1);
      });
      if (left.length > 0) await setTimeout(Math.min(LONGEST_PAUSE, 50 * 2 ** tries));
    }
  }

  private async redeem({ id: key, member, reward, cancel }: Extract<Op, { kind: 'redeem' }>): Promise<void> {
    const { status, body } = await this.ask('POST', '/v1/redemptions', { key, member, reward });
    if (status === 404 || (status === 422 && body.code === 'refused')) {
      this.book.refusedPurchases.add(key);
      return this.refused();
    }
    if (status !== 200 && status !== 201)
      return this.book.fault(`purchase ${key} was answered with ${status}: ${JSON.stringify(body)}`);
    const bought = { id: body.id as string, member, reward, cancelled: false };
    this.book.bought.set(key, bought);
    if (!cancel) return;
    this.at += 1;
    const cancelled = await this.ask('POST', `/v1/redemptions/${bought.id}/cancel`, {});
    this.expect(`cancellation of ${key}`, cancelled, 200);
    bought.cancelled = true;
  }

  private async adjust({ id: key, member, points }: Extract<Op, { kind: 'adjust' }>): Promise<void> {
    const reply = await this.ask('POST', '/v1/adjustments', { key, member, points, by: 'Ada', why: 'a storm' });
    if (reply.status === 404) return this.refused();
    this.done(`adjustment ${key}`, reply);
    this.book.moved.set(key, { member, points });
  }

  /** Points put by at the checkout, which are then paid with or let go. */
  private async hold({ id: key, member, points, end }: Extract<Op, { kind: 'hold' }>): Promise<void> {
    const held = await this.ask('POST', '/v1/holds', { key, member, points, goods: 1_000_000 });
    if (held.status === 404 || (held.status === 422 && held.body.code === 'refused')) return this.refused();
    this.done(`hold ${key}`, held);
    this.at += 1;
    const order = end === 'confirm' ? { orderId: `checkout-${key}` } : {};
    const ended = await this.ask('POST', `/v1/holds/${held.body.id}/${end}`, order);
    this.expect(`${end} of ${key}`, ended, 200);
    if (end === 'confirm') this.book.moved.set(key, { member, points: -points });
  }

  private refused(): void {
    this.book.counts.refusals += 1;
  }

  private done(what: string, { status, body }: Reply): void {
    if (status !== 200 && status !== 201)
      this.book.fault(`${what} was answered with ${status}: ${JSON.stringify(body)}`);
  }

  private async broken({ id, member, how }: Extract<Op, { kind: 'broken' }>): Promise<void> {
    if (how === 'shape')
      return this.expect(
        id,
        await this.ask('POST', '/v1/events', { type: 'order.paid', key: id, member, data: {} }),
        400,
      );
    if (how === 'future') {
      const occurredAt = new Date(Date.now() + 3_600_000).toISOString();
      const event = { type: 'review.published', key: id, member, occurredAt, data: {} };
      return this.expect(id, await this.ask('POST', '/v1/events', event), 422);
    }
    await this.fact(id, 'store.visited', { member }, { n: 1 });
    const other = { type: 'store.visited', key: id, member, data: { n: 2 } };
    this.expect(id, await this.ask('POST', '/v1/events', other), 409);
  }

  private expect(what: string, { status, body }: Reply, expected: number): void {
    if (status !== expected)
      this.book.fault(`${what} was answered with ${status} and not ${expected}: ${JSON.stringify(body)}`);
    else if (expected >= 400) this.book.counts.refusals += 1;
  }

  /** Asks until somebody answers for good: the same request, at the other process where this one fails. */
  async ask(method: string, path: string, body: object): Promise<Reply> {
    const json = JSON.stringify(body);
    for (let tries = 0; ; tries += 1) {
      const reply = await this.once(method, path, json, tries);
      this.book.counts.requests += 1;
      if (!AGAIN.has(reply.status)) return reply;
      this.book.counts.retries += 1;
      this.book.troubles.set(reply.status, (this.book.troubles.get(reply.status) ?? 0) + 1);
      this.at += 1;
      await setTimeout(Math.min(LONGEST_PAUSE, 20 * 2 ** tries) * (0.5 + Math.random() / 2));
    }
  }

  private async once(method: string, path: string, body: string, tries: number): Promise<Reply> {
    const haste = this.random.chance(HASTE.of) ? this.random.whole(HASTE.from, HASTE.to) * 2 ** tries : PATIENCE;
    try {
      const response = await fetch(`${this.world.urls[this.at % this.world.urls.length]}${path}`, {
        method,
        body,
        headers: { authorization: `Bearer ${this.world.secret}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(Math.min(haste, PATIENCE)),
      });
      if ((response.status === 429 || response.status === 503) && !response.headers.has('retry-after'))
        this.book.fault(`${path} was answered with ${response.status} and does not say when to come back`);
      return { status: response.status, body: await response.json() };
    } catch {
      return { status: 0, body: null };
    }
  }
}

function orderData({ id, total, advocate }: Order, { codes }: World): object {
  const code = advocate === null ? undefined : codes.get(advocate);
  return { orderId: id, currency: 'EUR', total, ...(code === undefined ? {} : { referralCode: code }) };
}
