import type { Change, Got, Kept } from '../log/change.ts';
import type { ReferralState, State, StepState } from '../log/state.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;
type Kinds = `referral.${string}` | `friend.${string}` | `milestone.${string}`;

/** By whom the member came, and whom they brought. */
export function applyReferral(state: State, change: Extract<Change, { kind: Kinds }>): void {
  switch (change.kind) {
    case 'referral.linked': {
      const { advocate, code, at, until } = change;
      const rest = { qualifiedBy: null, welcomed: true, waiting: {}, reached: {}, effect: null, undone: 0 };
      state.referral = { advocate, code, at, until, ...rest };
      return;
    }
    case 'referral.undone':
      state.referral = null;
      return;
    case 'referral.qualified':
    case 'referral.unqualified':
    case 'referral.assessed':
    case 'referral.waiting':
    case 'referral.decided':
      if (state.referral) state.referral = { ...state.referral, ...moved(state.referral, change) };
      return;
    case 'friend.advanced':
      advance(state, change);
      return;
    case 'friend.stepped': {
      const { friend, step, at, effect, dueAt, got } = change;
      const known = state.friends[friend];
      if (!known) return;
      const kept = stillKept(known.steps?.[step]?.kept, got);
      const given = { ...got, at, effect, dueAt, expired: 0, ...(kept ? { kept } : {}) };
      const steps = { ...known.steps, [step]: given };
      state.friends[friend] = { ...known, steps };
      return;
    }
    case 'friend.step_undone': {
      const { friend, step, effect, kept } = change;
      const known = state.friends[friend];
      if (!known) return;
      const { kept: _, ...before } = known.steps?.[step] ?? NOTHING;
      const undone: StepState = { ...before, effect, dueAt: null, undone: true, ...(kept ? { kept } : {}) };
      state.friends[friend] = { ...known, steps: { ...known.steps, [step]: undone } };
      return;
    }
    case 'milestone.reached': {
      const { friends, at, effect, dueAt, got } = change;
      state.milestones[friends] = { ...got, at, effect, dueAt, expired: 0 };
      keep(state, friends, stillKept(state.milestonesKept?.[friends], got));
      return;
    }
    case 'milestone.undone':
      delete state.milestones[change.friends];
      keep(state, change.friends, change.kept);
      return;
  }
}

/** Notes what stays of a milestone; left out: nothing. */
function keep(state: State, friends: number, kept: Kept | undefined): void {
  const { [friends]: before, ...others } = state.milestonesKept ?? {};
  if (!before && !kept) return;
  state.milestonesKept = kept ? { ...others, [friends]: kept } : others;
}

/** What still stands for the next time: not a coupon that counts as given again. */
function stillKept(kept: Kept | undefined, got: Got): Kept | undefined {
  if (kept?.coupon === undefined || got.coupon !== kept.coupon) return kept;
  return kept.points === undefined ? undefined : { points: kept.points };
}

const NOTHING: StepState = {
  points: 0,
  lot: null,
  coupon: null,
  counter: null,
  at: 0,
  effect: '',
  dueAt: null,
  expired: 0,
};

/** What a change makes of by whom the member came. */
function moved(
  referral: ReferralState,
  change: Of<
    'referral.qualified' | 'referral.unqualified' | 'referral.assessed' | 'referral.waiting' | 'referral.decided'
  >,
): Partial<ReferralState> {
  switch (change.kind) {
    case 'referral.qualified': {
      const { subject, step, effect } = change;
      const reached = step ?? FIRST;
      const { [reached]: _, ...waiting } = referral.waiting;
      if (step === undefined) return { qualifiedBy: subject, effect: effect ?? null, waiting };
      return { reached: { ...referral.reached, [step]: { subject, effect: effect ?? '' } }, waiting };
    }
    case 'referral.unqualified': {
      const undone = referral.undone + 1;
      if (change.step === undefined) return { qualifiedBy: null, effect: null, undone };
      const { [change.step]: _, ...reached } = referral.reached;
      const kept = change.kept ? { kept: [...(referral.kept ?? []), change.step] } : {};
      return { reached, undone, ...kept };
    }
    case 'referral.assessed': {
      const { score, reasons, verdict } = change;
      return {
        risk: { score, reasons, verdict },
        ...(verdict === 'refused' || change.on === 'joined' ? { welcomed: verdict === 'passed' } : {}),
        ...(verdict === 'refused' ? noneKept(referral) : {}),
      };
    }
    case 'referral.waiting':
      return { waiting: { ...referral.waiting, [change.step]: { subject: change.subject, at: change.at } } };
    case 'referral.decided': {
      const { verdict, by, at } = change;
      const kept = verdict === 'refused' ? noneKept(referral) : {};
      return { decided: { verdict, by, at }, welcomed: verdict === 'passed', ...kept };
    }
  }
}

/** Of a recommendation that is refused all is taken back, and is given again if somebody thinks better of it. */
const noneKept = ({ kept }: ReferralState): Pick<ReferralState, 'kept'> => (kept ? { kept: [] } : {});

/** The step that a friend's first order is. */
export const FIRST = 'order:1';

function advance(state: State, { friend, stage, at, points, lot, effect, kept }: Of<'friend.advanced'>): void {
  const before = state.friends[friend];
  const counts = { ...state.friendCounts };
  if (before) counts[before.stage] -= 1;
  counts[stage] += 1;
  state.friendCounts = counts;
  const steps = before?.steps ? { steps: before.steps } : {};
  const stays = kept ?? before?.kept ?? 0;
  state.friends[friend] = { stage, at, points, lot, effect, ...steps, ...(stays > 0 ? { kept: stays } : {}) };
}

/** Points of a recommendation ran out before they were used: nobody can owe them. */
export function noteExpired(state: State, friend: string, step: string | undefined, points: number): void {
  const known = state.friends[friend];
  if (step !== undefined && friend === '') {
    const milestone = state.milestones[step];
    if (milestone) state.milestones[step] = { ...milestone, expired: milestone.expired + points };
    return;
  }
  if (!known) return;
  const at = step === undefined ? undefined : known.steps?.[step];
  if (step === undefined) state.friends[friend] = { ...known, expired: (known.expired ?? 0) + points };
  else if (at)
    state.friends[friend] = { ...known, steps: { ...known.steps, [step]: { ...at, expired: at.expired + points } } };
}
