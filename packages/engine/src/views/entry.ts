import type { AwardView, EntryView, Program } from '@laurel/contract';
import { lotOfRule } from '../decide/awards.ts';
import type { Award, Entry } from '../log/entry.ts';
import { told } from '../time/never.ts';
import { counterPoints, countersIn } from './counters.ts';
import { type Pen, penOf } from './pen.ts';
import { reversedIn, sentenceOf } from './sentence.ts';
import { iso } from './text.ts';
import { silenceView, whyOf } from './why.ts';

/**
 * One line of a log as the API tells it.
 * @param entryId the id under which the entry is told
 * @param program the document of the entry's version, for names; null: ids are shown instead
 */
export function entryView(entry: Entry, entryId: string, locale: string, program: Program | null): EntryView {
  const { changes, fact } = entry;
  const pen = penOf(locale, program);
  const tiers = changes.filter((change) => change.kind === 'tier.changed');
  const [first, last] = [tiers[0], tiers.at(-1)];
  const completed = new Set<string>();
  const moved = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'challenge.progressed') moved.add(change.challenge);
    else if (change.kind === 'challenge.completed') completed.add(change.challenge);
  }
  return {
    id: entryId,
    seq: entry.seq,
    kind: entry.kind,
    type: fact?.type ?? null,
    // Keys that begin with a control character are our own, as for making a member.
    key: entry.keys.find((key) => key > '\u001f') ?? null,
    outcome: entry.outcome,
    reason: entry.reason,
    occurredAt: iso(entry.occurredAt),
    recordedAt: iso(entry.recordedAt),
    programVersion: entry.version,
    postings: entry.postings,
    awards: entry.awards.map((award) => awardView(entry, award, pen)),
    silent: entry.silent.map((silence) => silenceView(silence, pen)),
    counters: countersIn(entry),
    reversed: reversedIn(entry),
    challenges: [...moved].map((id) => ({ id, completed: completed.has(id) })),
    badges: changes.flatMap((change) => (change.kind === 'badge.granted' ? [change.badge] : [])),
    tier: first && last && first.from !== last.to ? { from: first.from, to: last.to } : null,
    data: fact?.data ?? null,
    text: sentenceOf(entry, pen),
    why: whyOf(entry, pen),
  };
}

/** An award, less what was given back before the order came. */
export function awardView(entry: Entry, award: Award, pen: Pen): AwardView {
  const { rule, lot, amount, base, multipliers, before, points, clippedBy, counter = null } = award;
  const of = lotOfRule(entry, award);
  const life = of?.opened;
  return {
    rule,
    name: pen.name('rules', rule),
    points: counter !== null ? counterPoints(entry, award) : lot === null ? 0 : (of?.points ?? points),
    counter,
    amount,
    base,
    multipliers,
    before,
    clippedBy: clippedBy?.reason ?? null,
    activeAt: iso(told(life?.activeAt ?? null)),
    expiresAt: iso(life?.expiresAt ?? null),
  };
}
