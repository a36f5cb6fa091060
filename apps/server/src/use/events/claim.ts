import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimId, claimOf, findClaims } from '../../store/claims.ts';
import type { ClaimDocument } from '../../store/documents.ts';
import { ensureMembers } from '../members/ensure.ts';
import { storedId } from '../members/person.ts';
import { claimFriend, findAdvocates, type Recommended } from '../referrals/resolve.ts';
import { noteSignals } from '../referrals/signals.ts';
import type { Known } from './known.ts';
import { finishMove } from './orders.ts';
import type { Incoming } from './read.ts';

/** How an event goes on once everything it needs is claimed. */
export type Route = { way: 'refuse'; error: LaurelError } | Going;

export interface Going {
  /** `fresh`: nothing about it stands yet; `submit`: what stands already answers; `order`: the order is known from elsewhere. */
  way: 'fresh' | 'submit' | 'order';
  known: Known;
  keyClaim: string;
  /** The member under whom the key is claimed, just now or before. */
  claimedBy: string | null;
  /** Of its log, taken before anything was claimed; see `SubmitOptions.fresh`. */
  mark: number;
  /** The key under which the order was brought first. */
  key?: string;
}

/** Makes the members, keys and orders of some events out, in a few round trips for all of them together. */
export async function claimEvents(
  laurel: Laurel,
  program: PublishedProgram,
  events: Incoming[],
  imported: boolean,
): Promise<Route[]> {
  const owners = await ownersOf(laurel, program, events);
  const addressed = await addressesOf(laurel, program, events, owners);
  const advocates = await recommend(laurel, program, addressed);
  const told = addressed.flatMap(({ event, member }) => (event.signals ? [{ ...event.signals, member }] : []));
  await noteSignals(laurel, program, told);
  const plan = planOf(program, addressed, owners);
  const marks = addressed.map(({ member }) => laurel.log.mark(member));
  const standing = await claimAll(laurel.store, [...plan.claims.values()]);
  await laurel.step('claimed');
  const spokenOf = new Set<string>();
  return addressed.map((each, at): Route => {
    const { event, member, stored } = each;
    const keyClaim = claimId(program.id, 'key', event.fact.key);
    const before = plan.repeats.get(at) ?? standing.get(keyClaim);
    const [body, about] = (before?.body ?? '').split('.');
    const sameKey = before !== undefined && body === event.body && about !== event.about;
    if (before && (body !== event.body || (sameKey && !event.order?.brings)))
      return { way: 'refuse', error: new LaurelError('idempotency_conflict', { key: event.fact.key }) };
    const known: Known = {
      incoming: event,
      member,
      stored,
      advocate: advocates.get(at) ?? null,
      sameKey,
      standing: before !== undefined,
      imported,
    };
    const claimedBy = (before ?? plan.claims.get(keyClaim))?.member ?? null;
    const going = { known, keyClaim, claimedBy, mark: marks[at] ?? 0 };
    if (!event.order) return { way: before ? 'submit' : 'fresh', ...going };
    const id = orderClaim(program, event);
    const isFirst = !spokenOf.has(id);
    spokenOf.add(id);
    const stands = standing.get(id) ?? owners.get(id);
    const made = plan.claims.get(id);
    if (!event.order.brings)
      return { way: 'submit', ...going, known: inLogOf(known, (stands ?? made)?.member ?? member) };
    // Only the one that made the claim knows that nothing was said of the order before.
    if (isFirst && !stands && !before && made?.key === event.fact.key) return { way: 'fresh', ...going };
    if (!stands || stands.from || stands.member !== member || stands.body !== event.body || stands.key === null)
      return { way: 'order', ...going };
    return { way: 'submit', ...going, known: { ...known, standing: true }, key: stands.key };
  });
}

/** An event as it is judged in the log of its order, which it may begin, but for which nobody joins by it. */
export function inLogOf(known: Known, member: string): Known {
  return member === known.member ? known : { ...known, member, stored: orphan(known.incoming) };
}

/** An event and the log that it is addressed to. */
interface Addressed {
  event: Incoming;
  member: string;
  stored: string;
}

/**
 * Whoever has the order that an event takes from; else the person whom it names; else a log of the order's own. Who is named beside a
 * known order is not made a member by that.
 */
async function addressesOf(
  laurel: Laurel,
  program: PublishedProgram,
  events: Incoming[],
  owners: Map<string, ClaimDocument>,
): Promise<Addressed[]> {
  const brought = new Map<string, string>();
  const owned = events.map((event) => {
    const takes = event.order !== null && !event.order.brings;
    return takes ? owners.get(orderClaim(program, event)) : undefined;
  });
  const stored = events.map((event, at) => {
    if (owned[at]) return orphan(event);
    const id = orderClaim(program, event);
    if (event.order?.brings && event.stored !== null) brought.set(id, event.stored);
    const taken = event.order && !event.order.brings ? brought.get(id) : undefined;
    return taken ?? event.stored ?? orphan(event);
  });
  const members = await ensureMembers(
    laurel,
    program,
    stored.filter((_, at) => !owned[at]),
  );
  return events.map((event, at) => {
    const id = stored[at] ?? orphan(event);
    return { event, stored: id, member: owned[at]?.member ?? members.get(id) ?? '' };
  });
}

/** The claims of some events, each once, and which events repeat the key of one before them. */
function planOf(program: PublishedProgram, events: Addressed[], owners: Map<string, ClaimDocument>) {
  const claims = new Map<string, ClaimDocument>();
  const repeats = new Map<number, ClaimDocument>();
  for (const [at, { event, member }] of events.entries()) {
    const { fact, order, body, about } = event;
    const id = order && orderClaim(program, event);
    const owner = id === null ? undefined : (owners.get(id) ?? claims.get(id));
    // Held by the log that will judge it, as far as that is known yet.
    const holder = order && !order.brings && owner ? owner.member : member;
    const key = claimOf(program.id, 'key', fact.key, holder, { body: `${body}.${about}` });
    const before = claims.get(key._id);
    if (before) repeats.set(at, before);
    else claims.set(key._id, key);
    if (!order || id === null || claims.has(id) || (owner && !order.brings)) continue;
    claims.set(id, claimOf(program.id, 'order', order.id, member, order.brings ? { body, key: fact.key } : {}));
  }
  return { claims, repeats };
}

const orphan = ({ order }: Incoming): string => storedId({ kind: 'order', id: order?.id ?? '' });
const orderClaim = (program: PublishedProgram, { order }: Incoming): string =>
  claimId(program.id, 'order', order?.id ?? '');

/** The claims of orders that refunds speak of. An order that is on its way arrives first. */
async function ownersOf(laurel: Laurel, program: PublishedProgram, events: Incoming[]) {
  const asked = new Map<string, string>();
  for (const event of events)
    if (event.order && !event.order.brings) asked.set(orderClaim(program, event), event.order.id);
  const owners = await findClaims(laurel.store, [...asked.keys()]);
  for (const [id, claim] of owners) if (claim.from) await finishMove(laurel, program, claim, asked.get(id) ?? '', null);
  return owners;
}

/** Who recommended whom, for those events that carry a code of somebody. */
async function recommend(
  laurel: Laurel,
  program: PublishedProgram,
  events: Addressed[],
): Promise<Map<number, Recommended>> {
  const codes = events.flatMap(({ event }) => event.referralCode ?? []);
  const found = await findAdvocates(laurel, program, codes);
  const recommended = new Map<number, Recommended>();
  for (const [at, { event, stored, member }] of events.entries()) {
    const advocate = event.referralCode === null ? undefined : found.get(event.referralCode);
    if (advocate && (await claimFriend(laurel, program, stored, member, advocate.advocate)))
      recommended.set(at, advocate);
  }
  return recommended;
}
