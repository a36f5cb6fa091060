import { type Referral, RISKS, type RiskReason, USUAL_RISK, type Verdict } from '@laurel/contract';
import type { Evidence, Shared } from '../log/evidence.ts';

export interface Assessment {
  /** 0 to 100: the sum of the weights, at most 100. */
  score: number;
  /** Heaviest first. */
  reasons: { reason: RiskReason; weight: number }[];
  verdict: Verdict;
}

/** What says that two accounts are of one person, not of two who live together. */
const IDENTITY: readonly Shared[] = ['email', 'look', 'stem', 'person', 'name', 'initials'];
/** What one person carries about or is called at: a home shares one of them, who shares two is rarely somebody else. */
const CARRIED: readonly Shared[] = ['device', 'payment', 'phone'];
/** What people of one home may share. */
const OF_A_HOME: readonly Shared[] = ['address', 'ip', 'device', 'payment', 'phone'];

/** What people lend, sell or share who do not live together. */
const LENT: readonly RiskReason[] = ['same_device', 'same_payment'];

const REASON_OF: Partial<Record<Shared, RiskReason>> = {
  email: 'same_email',
  look: 'lookalike_email',
  stem: 'similar_email',
  person: 'same_person',
  name: 'same_name',
  initials: 'same_name',
  phone: 'same_phone',
  device: 'same_device',
  payment: 'same_payment',
  address: 'same_address',
  ip: 'same_ip',
};

/** How much of a risk a recommendation is, and what becomes of it: a sum that anybody can check with a pencil. */
export function assess(risk: Referral['risk'], evidence: Evidence): Assessment {
  const { review, refuse, households, weights = {}, velocity } = risk ?? USUAL_RISK;
  const found = new Map<RiskReason, number>();
  const add = (reason: RiskReason, weight = weights[reason] ?? RISKS[reason]) => {
    if (weight > 0) found.set(reason, weight);
  };
  const shared = new Set(evidence.shared);
  const apart = new Set(evidence.apart);
  // A firm's card may pay for several of its people; what they carry is their own.
  const office = shared.has('company') && !shared.has('device') && !shared.has('phone');
  const home = office ? null : homeOf(evidence, shared, apart);
  const somebody = isSomebody(apart);
  // One device or one card may be lent, sold, or stand in a library: between two people it says half as much.
  const lent = (reason: RiskReason) =>
    somebody && LENT.includes(reason) ? Math.floor((weights[reason] ?? RISKS[reason]) / 2) : undefined;
  for (const each of shared) {
    const reason = REASON_OF[each];
    if (reason === undefined || (home && OF_A_HOME.includes(each))) continue;
    // A parcel that is sent to work, and the network of the office.
    if (office && (each === 'address' || each === 'ip')) continue;
    add(reason, lent(reason));
  }
  // A name is common; with anything of a person beside it, it is theirs. A parcel for somebody else bears their name and address, and father
  // and son have one name and one address, but not one birthday.
  const carried = CARRIED.some((each) => shared.has(each));
  const isOwn = carried || (shared.has('address') && !apart.has('name'));
  if (shared.has('name') && isOwn && (carried || !apart.has('birthday'))) {
    found.delete('same_name');
    add('same_person');
  }
  // An equal address looks the same and has the same stem: that is said once.
  if (shared.has('email')) for (const less of ['lookalike_email', 'similar_email'] as const) found.delete(less);
  if (shared.has('look')) found.delete('similar_email');
  if (home === 'doubtful') add('household', households === 'refuse' ? refuse : review);
  else if (home) add('household', { allow: undefined, review, refuse }[households]);
  if (evidence.disposable) add('disposable_domain');
  if (evidence.recent.hour > velocity.perHour || evidence.recent.day > velocity.perDay) add('velocity');
  if (evidence.ring !== null) add('ring');
  if (evidence.siblings.device >= 2) add('shared_device');
  if (evidence.siblings.payment >= 1) add('shared_payment');
  // Colleagues come by the network of their office.
  if (evidence.siblings.ip >= 3 && !(office && somebody)) add('shared_connection');
  if (evidence.charged) add('charged_back');
  const reasons = [...found]
    .map(([reason, weight]) => ({ reason, weight }))
    .sort((a, b) => b.weight - a.weight || (a.reason < b.reason ? -1 : 1));
  const score = Math.min(
    100,
    reasons.reduce((sum, { weight }) => sum + weight, 0),
  );
  return { score, reasons, verdict: score >= refuse ? 'refused' : score >= review ? 'review' : 'passed' };
}

/**
 * Two people who live together: one address, something else of the home, and nothing that one person alone would share. Who shares two of
 * device, card and telephone number is one person with a second account; where each has a telephone of their own, somebody has to look.
 */
function homeOf(
  evidence: Evidence,
  shared: ReadonlySet<Shared>,
  apart: ReadonlySet<string>,
): 'home' | 'doubtful' | null {
  // Father and son of one name are two people who live together.
  const ofOne = isSomebody(apart) ? IDENTITY.filter((each) => each !== 'name' && each !== 'initials') : IDENTITY;
  const isHome =
    shared.has('address') &&
    OF_A_HOME.some((each) => each !== 'address' && shared.has(each)) &&
    !ofOne.some((each) => shared.has(each)) &&
    !evidence.disposable &&
    !evidence.charged &&
    evidence.ring === null;
  if (!isHome) return null;
  if (CARRIED.filter((each) => shared.has(each)).length >= 2) return apart.has('phone') ? 'doubtful' : null;
  // A family has one telephone at home; so has who opens a second account and tells nothing of their own.
  if (shared.has('phone') && !apart.has('birthday')) return 'doubtful';
  // One domain beside it is a family's, or one person's own with as many addresses as they like.
  return shared.has('company') ? 'doubtful' : 'home';
}

/** Whether each of the two has told a telephone and a birthday, and both differ: who makes a second account up has one telephone. */
function isSomebody(apart: ReadonlySet<string>): boolean {
  return apart.has('phone') && apart.has('birthday');
}

/** Whether there is anything at all to say. */
export function isBlank({ shared, disposable, siblings, recent, ring, charged }: Evidence): boolean {
  const { device, payment, ip } = siblings;
  return (
    shared.length === 0 && !disposable && device + payment + ip === 0 && recent.hour <= 2 && ring === null && !charged
  );
}
