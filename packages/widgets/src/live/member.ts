import type { MemberPatch, MemberSnapshot, MemberView } from '@laurel/contract';
import type { LIVE } from '@laurel/contract/constants';

/** What a push comes to: the new value, `null` where it does not concern what is held, or that all must be asked for. */
export type Patched<Value> = Value | null | 'ask';

/** What the server pushes. The names are written out where they are heard, since a table of them would be shipped whole. */
export type Push = (typeof LIVE)[keyof typeof LIVE];

/** A member's values from one version to the next, only onto the version that they start from; or the whole member. */
export function patchMember(held: MemberView | null, patch: MemberPatch | MemberSnapshot): Patched<MemberView> {
  if ('member' in patch) return held && held.version > patch.member.version ? null : patch.member;
  if (held && patch.to <= held.version) return null;
  return held?.version === patch.from ? { ...held, ...patch.set, version: patch.to } : 'ask';
}
