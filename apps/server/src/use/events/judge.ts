import { type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import { claimId, findClaims } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { claimEvents, type Going, inLogOf, type Route } from './claim.ts';
import type { Known } from './known.ts';
import { handedTo, resolveOrder } from './orders.ts';
import type { Incoming } from './read.ts';
import { submitFact } from './submit.ts';

type Answer = Submitted | LaurelError;

/**
 * Claims what some events need and has them judged, each in its log, in the order given. Settles when all are claimed and wait in
 * the queues of their logs; each answer settles by itself.
 */
export async function judgeEvents(
  laurel: Laurel,
  program: PublishedProgram,
  events: Incoming[],
  imported: boolean,
): Promise<{ answers: Promise<Answer>[] }> {
  return judgeClaimed(laurel, program, await claimEvents(laurel, program, events, imported));
}

/** The same for events whose claims are made. */
export async function judgeClaimed(
  laurel: Laurel,
  program: PublishedProgram,
  routes: Route[],
): Promise<{ answers: Promise<Answer>[] }> {
  // What needs more than its log's queue holds up what comes after it in that log, and nothing else.
  const held = new Map<string, Promise<unknown>>();
  // Orders that are on their way to another log: what takes from them waits its turn there.
  const moving = new Map<string, string>();
  const answers = routes.map((route) => {
    if (route.way === 'refuse') return Promise.resolve(route.error);
    const { order } = route.known.incoming;
    const to = order ? moving.get(order.id) : undefined;
    const log = to ?? route.known.member;
    const earlier = held.get(log);
    const wait = async () => {
      await earlier;
      return judge(laurel, program, to === undefined ? route : await followOrder(laurel, program, route));
    };
    const answer: Promise<Answer> = (earlier ? wait() : judge(laurel, program, route)).catch((error: unknown) =>
      refusal(laurel, route, told(error)),
    );
    if (earlier || route.way === 'order') held.set(log, answer);
    if (order && route.way === 'order') moving.set(order.id, log);
    return answer;
  });
  await Promise.all(held.values());
  return { answers };
}

/** The order that a refund takes from may have gone to another log meanwhile. */
async function followOrder(laurel: Laurel, program: PublishedProgram, route: Going): Promise<Going> {
  const { incoming } = route.known;
  if (!incoming.order || incoming.order.brings) return route;
  const id = claimId(program.id, 'order', incoming.order.id);
  const claim = (await findClaims(laurel.store, [id])).get(id);
  return claim ? { ...route, known: inLogOf(route.known, claim.member) } : route;
}

async function judge(laurel: Laurel, program: PublishedProgram, route: Going): Promise<Submitted> {
  const submitted = await submitRoute(laurel, program, route);
  const { entry } = submitted;
  const { known, keyClaim: _id, claimedBy: member } = route;
  // The key belongs to the log that judged, which may have come out only now; whoever found that out before may have died of it.
  if (member !== null && entry.member !== member && entry.keys[0] === known.incoming.fact.key)
    await laurel.store.claims.collection.updateOne({ _id, member } as never, { $set: { member: entry.member } });
  return submitted;
}

function submitRoute(laurel: Laurel, program: PublishedProgram, route: Going): Promise<Submitted> {
  const { known } = route;
  if (route.way === 'order') return resolveOrder(laurel, program, known);
  if (route.way === 'fresh') return submitFact(laurel, program, known, { fresh: route.mark });
  const { order } = known.incoming;
  if (order && !order.brings) return takeFromOrder(laurel, program, known);
  return submitFact(laurel, program, known, route.key === undefined ? {} : { key: route.key });
}

/** A refund goes to the log that has its order; one that found none follows its order to another log. */
async function takeFromOrder(laurel: Laurel, program: PublishedProgram, known: Known): Promise<Submitted> {
  const visited = new Set<string>();
  for (let at = known; ; ) {
    visited.add(at.member);
    const submitted = await submitFact(laurel, program, at);
    // It took something off an order that stands here.
    if (submitted.entry.standing !== null) return submitted;
    const to = await handedTo(laurel, program.id, at.member, `order:${known.incoming.order?.id}`);
    // An order that is on its way back to where it was is told of it there.
    if (to === null || visited.has(to)) return submitted;
    at = { ...inLogOf(known, to), standing: true };
  }
}

/** An event that was refused for good gives its key back: corrected, it may come under the same one. */
async function refusal(laurel: Laurel, { known, keyClaim }: Going, error: unknown): Promise<LaurelError> {
  if (!(error instanceof LaurelError)) {
    laurel.logger.error({ err: error, key: known.incoming.fact.key }, 'an event could not be judged');
    return new LaurelError('internal', undefined, { cause: error });
  }
  const forGood = ['order_conflict', 'refund_conflict', 'member_closed'].includes(error.code);
  if (forGood && !known.standing) {
    await laurel.store.claims.collection.deleteOne({ _id: keyClaim } as never).catch((cause: unknown) => {
      laurel.logger.warn({ err: cause }, 'a key was not given back');
    });
  }
  return error;
}

/** Events that come too late are taken only when they were taken before: a repeat gets its answer. */
export async function refuseLate(
  laurel: Laurel,
  late: { event: Incoming; keyClaim: string }[],
): Promise<Set<Incoming>> {
  const standing = await findClaims(
    laurel.store,
    late.map(({ keyClaim }) => keyClaim),
  );
  return new Set(late.flatMap(({ event, keyClaim }) => (standing.has(keyClaim) ? [] : [event])));
}
