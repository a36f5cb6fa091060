import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimId, claimOf, findClaims } from '../../store/claims.ts';
import type { ClaimDocument } from '../../store/documents.ts';
import { ensureMembers } from '../members/ensure.ts';
import { storedId } from '../members/person.ts';
import { claimFriend, findAdvocates, type Recommended } from '../referrals/resolve.ts';
import type { Known } from './known.ts';
import type { Incoming } from './read.ts';

/** How an event goes on once everything it needs is claimed. */
export type Route =
  | { way: 'refuse'; error: LaurelError }
  /** Nothing about it stands yet. */
  | { way: 'fresh'; known: Known; keyClaim: string }
  /** It can be submitted as it is; what stands already answers. */
  | { way: 'submit'; known: Known; keyClaim: string; key?: string }
  /** The order is known from elsewhere. */
  | { way: 'order'; known: Known; keyClaim: string };

/** Makes the members, keys and orders of some events out, in a few round trips for all of them together. */
export async function claimEvents(
  laurel: Laurel,
  program: PublishedProgram,
  events: Incoming[],
  imported: boolean,
): Promise<Route[]> {
  const owners = await ownersOf(laurel, program, events);
  const stored = events.map((event) => ownStored(event));
  const members = await ensureMembers(laurel, program, [
    ...stored.filter((id) => id !== null),
    ...events.flatMap((event) => (nameless(event) && !owners.has(orderClaim(program, event)) ? [orphan(event)] : [])),
  ]);
  const advocates = await recommend(laurel, program, events, members);

  const claims = new Map<string, ClaimDocument>();
  const repeats = new Map<number, ClaimDocument>();
  const logs = events.map((event): { member: string; stored: string } => {
    const own = ownStored(event) ?? orphan(event);
    return { member: members.get(own) ?? '', stored: own };
  });
  events.forEach((event, at) => {
    const log = logs[at] as { member: string; stored: string };
    const key = claimOf(program.id, 'key', event.fact.key, log.member, { body: `${event.body}.${event.about}` });
    const before = claims.get(key._id);
    if (before) repeats.set(at, before);
    else claims.set(key._id, key);
    if (!event.order) return;
    const id = orderClaim(program, event);
    // An earlier event of these knows the order.
    const owner = owners.get(id) ?? claims.get(id);
    if (!event.order.brings && owner) return;
    if (claims.has(id)) return;
    const said = event.order.brings ? { body: event.body, key: event.fact.key } : {};
    claims.set(id, claimOf(program.id, 'order', event.order.id, log.member, said));
  });
  const standing = await claimAll(laurel.store, [...claims.values()]);
  await laurel.step('claimed');

  const first = new Set<string>();
  return events.map((event, at): Route => {
    const log = logs[at] as { member: string; stored: string };
    const keyClaim = claimId(program.id, 'key', event.fact.key);
    const before = repeats.get(at) ?? standing.get(keyClaim);
    const [body, about] = (before?.body ?? '').split('.');
    const sameKey = before !== undefined && body === event.body && about !== event.about;
    if (before && (body !== event.body || (sameKey && !event.order?.brings)))
      return { way: 'refuse', error: new LaurelError('idempotency_conflict', { key: event.fact.key }) };
    const known: Known = {
      incoming: event,
      ...log,
      advocate: advocates.get(at) ?? null,
      sameKey,
      standing: before !== undefined,
      imported,
    };
    if (!event.order) return { way: before ? 'submit' : 'fresh', known, keyClaim };
    const id = orderClaim(program, event);
    const stands = standing.get(id) ?? owners.get(id);
    const made = claims.get(id);
    if (event.order.brings) {
      // Only the one that made the claim knows that nothing was said of the order before.
      const own = !stands && made?.key === event.fact.key && made.body !== null && !first.has(id) && !before;
      first.add(id);
      if (own) return { way: 'fresh', known, keyClaim };
      if (!stands || stands.member !== log.member || stands.body !== event.body || stands.key === null)
        return { way: 'order', known, keyClaim };
      return { way: 'submit', known: { ...known, standing: true }, keyClaim, key: stands.key };
    }
    first.add(id);
    const owner = (stands ?? made)?.member ?? log.member;
    return { way: 'submit', known: { ...known, member: owner }, keyClaim };
  });
}

const ownStored = ({ stored }: Incoming): string | null => stored;
const nameless = ({ stored }: Incoming): boolean => stored === null;
const orphan = ({ order }: Incoming): string => storedId({ kind: 'order', id: order?.id ?? '' });
const orderClaim = (program: PublishedProgram, { order }: Incoming): string =>
  claimId(program.id, 'order', order?.id ?? '');

/** The claims of orders that refunds speak of. */
async function ownersOf(laurel: Laurel, program: PublishedProgram, events: Incoming[]) {
  const asked = events.filter(({ order }) => order && !order.brings).map((event) => orderClaim(program, event));
  return findClaims(laurel.store, [...new Set(asked)]);
}

/** Who recommended whom, for those events that carry a code of somebody. */
async function recommend(
  laurel: Laurel,
  program: PublishedProgram,
  events: Incoming[],
  members: Map<string, string>,
): Promise<Map<number, Recommended>> {
  const codes = events.flatMap(({ referralCode }) => referralCode ?? []);
  const found = await findAdvocates(laurel, program, codes);
  const recommended = new Map<number, Recommended>();
  for (const [at, { referralCode, stored }] of events.entries()) {
    const advocate = referralCode === null ? undefined : found.get(referralCode);
    const member = stored === null ? undefined : members.get(stored);
    if (!advocate || stored === null || member === undefined) continue;
    if (await claimFriend(laurel, program, stored, member, advocate.advocate)) recommended.set(at, advocate);
  }
  return recommended;
}
