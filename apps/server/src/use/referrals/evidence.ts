import { type Referral, USUAL_RISK } from '@laurel/contract';
import type { Evidence, Shared } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import type { ReferralDocument, SignalDocument } from '../../store/documents.ts';
import { formsOf, type Signal } from './forms.ts';
import { hashSignal, signalsOf } from './signals.ts';

type Core = Pick<Laurel, 'store' | 'now'>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Friends of one advocate that are looked at, the latest first. */
const FRIENDS = 200;
/** Accounts that are looked at for one thing that they share. */
const OTHERS = 300;
/** How far a circle is followed. */
const STEPS = 12;

/** What is known of a friend, and of the members whose logs are one with theirs. */
export interface Pair {
  friend: string[];
  advocate: string[];
}

/** All that a decision on a recommendation may know of who the two are, in a few round trips whatever their histories. */
export async function evidenceOf(
  core: Core,
  program: PublishedProgram,
  { friend, advocate }: Pair,
  now: number,
): Promise<Evidence> {
  const [own, advocates, siblings, trusted, ring] = await Promise.all([
    signalsOf(core, program.id, friend),
    signalsOf(core, program.id, advocate),
    friendsOf(core, program.id, advocate),
    trustedOf(core, program),
    ringOf(core, program.id, friend, advocate),
  ]);
  const telling = own.filter(({ hash }) => !trusted.has(hash));
  const others = await othersWith(core, program.id, telling, friend);
  const theirs = new Set(advocates.map(({ kind, hash }) => `${kind} ${hash}`));
  const shared = new Set<Shared>();
  const shortened = [...own, ...advocates].some(({ kind }) => kind === 'abbreviated');
  for (const { kind, hash } of telling) {
    if (kind === 'disposable' || kind === 'abbreviated' || kind === 'birthday' || !theirs.has(`${kind} ${hash}`))
      continue;
    if (kind !== 'initials' || shortened) shared.add(kind);
  }
  // A name that is shared says more than its letters.
  if (shared.has('name')) shared.delete('initials');
  const apart = apartBy(own, advocates, shared, theirs);
  const known = new Map(siblings.map(({ _id, at }) => [_id, at.getTime()]));
  for (const id of friend) known.delete(id);
  const near = (kind: 'device' | 'payment' | 'ip', within = Number.POSITIVE_INFINITY) =>
    new Set(
      others
        .filter((other) => other.kind === kind && (known.get(other.member) ?? Number.NEGATIVE_INFINITY) > now - within)
        .map(({ member }) => member),
    ).size;
  const since = (span: number) => [...known.values()].filter((at) => at > now - span).length + 1;
  return {
    advocate: advocate[0] ?? '',
    shared: [...shared].sort(),
    disposable: own.some(({ kind }) => kind === 'disposable'),
    siblings: { device: near('device'), payment: near('payment'), ip: near('ip', DAY) },
    recent: { hour: since(HOUR), day: since(DAY) },
    ring,
    ...(apart.length > 0 ? { apart } : {}),
    charged: [...telling, ...others].some(
      ({ kind, charged }) => charged !== undefined && (kind === 'payment' || kind === 'device'),
    ),
  };
}

/** What both have told of themselves that one person would have told alike. */
function apartBy(
  own: readonly SignalDocument[],
  advocates: readonly SignalDocument[],
  shared: ReadonlySet<Shared>,
  theirs: ReadonlySet<string>,
): NonNullable<Evidence['apart']> {
  const both = (kind: Signal) => [own, advocates].every((side) => side.some((each) => each.kind === kind));
  const apart: NonNullable<Evidence['apart']> = [];
  const sameDay = own.some(({ kind, hash }) => kind === 'birthday' && theirs.has(`birthday ${hash}`));
  // Whoever was known before birthdays were noted by themselves has them with the name.
  const byName = shared.has('name') && both('person') && !shared.has('person');
  if ((both('birthday') && !sameDay) || byName) apart.push('birthday');
  if (both('phone') && !shared.has('phone')) apart.push('phone');
  if (shared.has('name') && own.some(({ kind, hash }) => kind === 'name' && !theirs.has(`name ${hash}`)))
    apart.push('name');
  return apart;
}

/** What other accounts share with these signals, as far as it tells of clusters and chargebacks. */
async function othersWith(
  { store }: Core,
  program: string,
  own: readonly SignalDocument[],
  friend: readonly string[],
): Promise<SignalDocument[]> {
  const hashes = own.flatMap(({ kind, hash }) => (['device', 'payment', 'ip'].includes(kind) ? [hash] : []));
  if (hashes.length === 0) return [];
  return (await store.signals.collection
    .find({ program, hash: { $in: hashes }, member: { $nin: friend } } as never)
    .sort({ at: -1 })
    .limit(OTHERS)
    .toArray()) as unknown as SignalDocument[];
}

async function friendsOf({ store }: Core, program: string, advocate: readonly string[]): Promise<ReferralDocument[]> {
  return (await store.referrals.collection
    .find({ program, advocate: { $in: advocate } } as never)
    .sort({ at: -1 })
    .limit(FRIENDS)
    .toArray()) as unknown as ReferralDocument[];
}

/** How many steps lead from the friend over advocates back to the friend; null: none. */
async function ringOf(
  { store }: Core,
  program: string,
  friend: readonly string[],
  advocate: readonly string[],
): Promise<number | null> {
  let at = advocate[0];
  for (let steps = 1; at !== undefined && steps <= STEPS; steps += 1) {
    if (friend.includes(at)) return steps;
    const next = (await store.referrals.collection.findOne({ _id: at, program } as never, {
      projection: { advocate: 1 },
    })) as unknown as ReferralDocument | null;
    at = next?.advocate;
  }
  return null;
}

const known = new WeakMap<Referral, Promise<Set<string>>>();

/** What the program says is the shop's own. */
function trustedOf(core: Core, { id, document }: PublishedProgram): Promise<Set<string>> {
  const { referral } = document;
  if (!referral) return Promise.resolve(new Set());
  let asked = known.get(referral);
  if (!asked) {
    const { devices, ips, addresses } = (referral.risk ?? USUAL_RISK).trusted;
    const said = [
      ...devices.map((device) => ({ device })),
      ...ips.map((ip) => ({ ip })),
      ...addresses.map((address) => ({ address })),
    ];
    const forms = said.flatMap((each) => [...formsOf(each)]);
    asked = Promise.all(forms.map(([kind, form]) => hashSignal(core, id, kind, form))).then((all) => new Set(all));
    known.set(referral, asked);
    asked.catch(() => known.delete(referral));
  }
  return asked;
}
