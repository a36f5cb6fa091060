import type { Draft } from '../decide/draft.ts';
import type { Fact } from '../log/fact.ts';

const HOUR = 3_600_000;

/**
 * What conditions may ask of a delivery beside what was said of it: whether it came after what was promised, and by how many
 * whole hours. The promise is the event's own, else the order's.
 * @returns null for a fact that is no delivery; 'again' when the order was delivered before
 */
export function delivered(
  { context }: Pick<Draft, 'context'>,
  fact: Fact,
): { late: boolean; lateHours: number } | 'again' | null {
  if (fact.type !== 'order.delivered') return null;
  const { history } = context;
  const whole = fact.data.partial !== true;
  if (whole && history.some((entry) => entry.outcome === 'applied' && isWhole(entry.fact))) return 'again';
  const order = history.findLast((entry) => entry.fact?.type === 'order.paid' && entry.outcome !== 'refused')?.fact;
  const promised = fact.data.promisedAt ?? order?.data.promisedAt;
  const by = typeof promised === 'string' ? fact.occurredAt - Date.parse(promised) : 0;
  return { late: by > 0, lateHours: Math.max(0, Math.floor(by / HOUR)) };
}

function isWhole(fact: Fact | null): boolean {
  return fact?.type === 'order.delivered' && fact.data.partial !== true;
}
