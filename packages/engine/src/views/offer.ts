import type { OfferView, Program } from '@laurel/contract';
import { holds } from '../earn/condition.ts';
import { type Campaign, isDated } from '../earn/program.ts';
import type { Subject } from '../earn/subject.ts';
import { iso, textOf } from './text.ts';

/**
 * Campaigns that hold now, those that are not for everybody first.
 * @param who the member as conditions see them; null: only what is for everybody
 * @param now milliseconds
 */
export function offersView(
  { campaigns, rules }: Program,
  who: Subject['member'] | null,
  now: number,
  locale: string,
): OfferView[] {
  const names = new Map(rules.map(({ id, name }) => [id, textOf(name, locale, id)]));
  return campaigns
    .filter((campaign) => isDated(campaign, now))
    .filter(({ when }) => (who ? mayHold(when, { member: who }) : !isPersonal(when)))
    .map((campaign) => offerView(campaign, names, locale))
    .sort((a, b) => Number(b.personal) - Number(a.personal) || Date.parse(a.until) - Date.parse(b.until));
}

function offerView({ id, name, earn, until, when }: Campaign, names: Map<string, string>, locale: string): OfferView {
  return {
    id,
    name: name === undefined ? null : textOf(name, locale, id),
    times: earn.times,
    rules: (earn.rules ?? []).map((rule) => names.get(rule) ?? rule),
    until: iso(Date.parse(until)),
    personal: isPersonal(when),
  };
}

const isMembers = (field: string) => field === 'member' || field.startsWith('member.');

/** Whether a condition asks about the member at all. */
function isPersonal(node: unknown): boolean {
  if (node === null || typeof node !== 'object') return false;
  if (Array.isArray(node)) return node.some(isPersonal);
  return Object.entries(node).some(([key, inner]) => isMembers(key) || (key.startsWith('$') && isPersonal(inner)));
}

/** Whether a condition asks about anything but the member: about what is not known before something happens. */
function isOpen(node: unknown): boolean {
  if (node === null || typeof node !== 'object') return false;
  if (Array.isArray(node)) return node.some(isOpen);
  return Object.entries(node).some(([key, inner]) => (key.startsWith('$') ? isOpen(inner) : !isMembers(key)));
}

/** Whether a condition may hold for a member: what it asks about events and hours is taken to be so. */
function mayHold(condition: Campaign['when'], subject: object): boolean {
  return Object.entries(condition ?? {}).every(([key, inner]) => {
    const parts = Array.isArray(inner) ? (inner as NonNullable<Campaign['when']>[]) : [];
    if (key === '$and') return parts.every((part) => mayHold(part, subject));
    if (key === '$or') return parts.some((part) => mayHold(part, subject));
    if (key === '$nor') return parts.every((part) => isOpen(part) || !holds(part, subject));
    return !isMembers(key) || holds({ [key]: inner }, subject);
  });
}
