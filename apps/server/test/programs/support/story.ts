import type { ProgramInput } from '@laurel/contract';
import { TEMPLATES } from '@laurel/programs';
import { type Answer, eventually, type House, openHouse } from '../../doors/support/house.ts';

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** A ready programme at work, and the time there. */
export interface Story extends AsyncDisposable {
  house: House;
  now(): number;
  /** Lets time pass, once what was said so far has reached everybody whom it concerns; the server's jobs see it as they see any other. */
  later(time: Partial<Record<keyof typeof UNITS, number>>): Promise<void>;
  until(instant: string): Promise<void>;
  /** Asks, and expects the answer to be one of success. */
  ask(method: string, path: string, body?: object): Promise<Answer['body']>;
  refusal(method: string, path: string, body?: object): Promise<string>;
  join(member: string, profile?: object): Promise<void>;
  /** Something that happens now. @returns the answer: entry, points */
  event(type: string, member: string, data?: object): Promise<Answer['body']>;
  order(member: string, orderId: string, lines: object[], data?: object): Promise<Answer['body']>;
  refund(orderId: string, data: object): Promise<Answer['body']>;
  member(member: string): Promise<Answer['body']>;
  balance(member: string): Promise<number>;
  redeem(member: string, reward: string): Promise<Answer['body']>;
  as(member: string, procedure: string, input?: object): Promise<Answer['body']>;
}

/** Opens a ready programme as a merchant would, on a day of its own. */
export async function tell(id: string, begins: string, change: Partial<ProgramInput> = {}): Promise<Story> {
  const template = TEMPLATES.find((one) => one.id === id);
  if (!template) throw new Error(`There is no ready programme ${id}.`);
  let clock = Date.parse(begins);
  // What the house's own program has and the template leaves out must not stand in the story.
  const bare = { rules: [], challenges: [], badges: [], tiers: [], boards: [], rewards: [], referral: undefined };
  const house = await openHouse(
    { ...bare, ...template.document, ...change } as Partial<ProgramInput>,
    {},
    { now: () => clock, clockTick: 500 },
  );
  let serial = 0;
  const ask: Story['ask'] = async (method, path, body) => {
    const answer = await house.rest(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const event: Story['event'] = (type, member, data = {}) => {
    serial += 1;
    return ask('POST', '/v1/events', { type, key: `${type}-${serial}`, member, data });
  };
  const priced = (lines: object[]) =>
    (lines as { quantity?: number; unitPrice: number }[]).map((line, at) => ({ sku: `S${at}`, quantity: 1, ...line }));
  const story: Story = {
    house,
    now: () => clock,
    async later(time) {
      await house.laurel.effects.idle();
      for (const [unit, n] of Object.entries(time)) clock += UNITS[unit as keyof typeof UNITS] * n;
    },
    async until(instant) {
      await house.laurel.effects.idle();
      clock = Date.parse(instant);
    },
    ask,
    refusal: async (method, path, body) => {
      const answer = await house.rest(method, path, body);
      if (answer.status < 300) throw new Error(`${method} ${path} was not refused: ${JSON.stringify(answer.body)}`);
      return answer.body.details?.reason ?? answer.body.code;
    },
    join: async (member, profile = {}) => void (await ask('PUT', `/v1/members/${member}`, profile)),
    event,
    order(member, orderId, lines, data = {}) {
      const items = priced(lines);
      const total = items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
      return event('order.paid', member, { orderId, currency: 'EUR', total, subtotal: total, lines: items, ...data });
    },
    refund: (orderId, data) => {
      serial += 1;
      const refundId = `R${serial}`;
      return ask('POST', '/v1/events', { type: 'order.refunded', key: refundId, data: { orderId, refundId, ...data } });
    },
    member: (member) => ask('GET', `/v1/members/${member}`),
    balance: async (member) => (await ask('GET', `/v1/members/${member}`)).points.balance,
    redeem: (member, reward) => {
      serial += 1;
      return ask('POST', '/v1/redemptions', { key: `redeem-${serial}`, member, reward });
    },
    async as(member, procedure, input = {}) {
      const token = await house.token(member);
      const answer = await house.storefront(procedure, input, token);
      if (answer.status >= 300)
        throw new Error(`${procedure} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body.result.data;
    },
    [Symbol.asyncDispose]: () => house[Symbol.asyncDispose](),
  };
  return story;
}

export { eventually };
