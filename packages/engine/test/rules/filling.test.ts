import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { type Context, type Entry, entryView } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

type Challenge = NonNullable<ProgramInput['challenges']>[number];
const NOW = at('2026-03-10T12:00:00Z');

/** A story in which a version brings a challenge over a past. */
class Filling extends Story {
  who = 'm';
  protected override extra(): Partial<Context> {
    const past = [...(this.states.get(this.who)?.absorbed ?? []), this.who].flatMap((id) => this.log(id));
    return { past };
  }

  /** Publishes the challenges, and fills the log from the past. */
  bring(now: number, challenges: Challenge[], more: Partial<ProgramInput> = {}): Entry {
    const known = new Set(this.program.challenges.map(({ id }) => id));
    this.publish(programOf({ rules: [], badges: [{ id: 'b' }], ...more, challenges }));
    const fills = this.program.challenges.flatMap(({ id, retroactive }) =>
      known.has(id) ? [] : { challenge: id, version: this.version, retroactive },
    );
    return this.submit(this.who, { kind: 'fill', fills, key: `fill:${this.version}`, body: '' }, now);
  }
}

function storyOf(more: Partial<ProgramInput> = {}): Filling {
  const story = new Filling(programOf({ rules: [], ...more }));
  story.member('m', NOW - 90 * DAY);
  return story;
}
const orders: Challenge = { id: 'c', steps: [{ on: 'order.paid', times: 3 }], grant: { points: 50, badge: 'b' } };
const buy = (story: Story, day: number, total = 1_000) =>
  story.order('m', `o${day}`, { total, subtotal: total }, { at: NOW + day * DAY });
const standing = (story: Story, now: number) => story.at('m', now).challenges.c;

describe('a challenge that is filled from the past', () => {
  test('is done where it was done, gives nothing for that, and says so', () => {
    const story = storyOf();
    for (const day of [-9, -8, -7]) buy(story, day);
    const entry = story.bring(NOW, [orders]);
    expect(changesOf(entry, 'challenge.completed')).toMatchObject([{ at: NOW - 7 * DAY, points: 0, past: true }]);
    expect(entry.changes.map(({ kind }) => kind)).not.toContain('tallied');
    expect(entry.subjects).toEqual(['order:o-9', 'order:o-8', 'order:o-7']);
    expect(story.at('m', NOW)).toMatchObject({ available: 0, badges: {} });
    expect(entryView(entry, 'e', 'fr', story.program).text).toContain('ne donne rien pour cela');
    // Nothing is counted twice.
    expect(
      changesOf(
        story.submit(
          'm',
          { kind: 'fill', fills: [{ challenge: 'c', version: 2, retroactive: true }], key: 'again', body: '' },
          NOW,
        ),
        'challenge.progressed',
      ),
    ).toEqual([]);
    story.audit();
  });

  test('goes on from where it was, and gives in full for what completes it', () => {
    const story = storyOf();
    for (const day of [-9, -8]) buy(story, day);
    const steps = [
      { on: 'order.paid', times: 2, grant: { points: 1 } },
      { on: 'a.done', times: 1 },
    ];
    story.bring(NOW, [{ ...orders, steps }]);
    expect(standing(story, NOW)).toMatchObject({ steps: [2], completedAt: null, given: [0] });
    story.fact('m', 'a.done', {}, { at: NOW + 1 });
    expect(story.at('m', NOW + 1)).toMatchObject({ available: 50, badges: { b: NOW + 1 } });
    // A refund finds what an order of the past had added.
    const other = storyOf();
    for (const day of [-9, -8]) buy(other, day);
    other.bring(NOW, [orders]);
    other.refund('m', 'o-8', { amount: 1_000 }, { at: NOW + 1 });
    expect(standing(other, NOW + 1)).toMatchObject({ steps: [1] });
    other.audit();
  });

  test('gives for the past where that was confirmed, from now on', () => {
    const story = storyOf({ points: { expiry: { days: 5 }, pending: { days: 3 } } });
    for (const day of [-70, -69, -7]) buy(story, day);
    const points = { expiry: { days: 5 }, pending: { days: 3 } };
    const entry = story.bring(NOW, [{ ...orders, retroactive: true }], { points });
    expect(changesOf(entry, 'challenge.completed')).toMatchObject([{ at: NOW - 7 * DAY, points: 50, badge: 'b' }]);
    expect(changesOf(entry, 'lot.opened')).toMatchObject([{ points: 50, activeAt: null, expiresAt: NOW + 5 * DAY }]);
    expect(changesOf(entry, 'tallied')).toMatchObject([
      { n: 1, at: NOW - 7 * DAY },
      { n: 50, at: NOW - 7 * DAY },
    ]);
    expect(story.points('m', NOW)).toMatchObject({ available: 50, pending: 0 });
    story.audit();
  });

  test('counts what remains of each order, in the order in which it happened', () => {
    const story = storyOf();
    buy(story, -20, 3_000);
    buy(story, -19, 3_000);
    // Comes last, and was between.
    story.order('m', 'late', { total: 500, subtotal: 500 }, { at: NOW - 19.5 * DAY, received: NOW - 2 * DAY });
    story.refund('m', 'o-20', { amount: 1_000 }, { at: NOW - 18 * DAY });
    buy(story, -10, 9_000);
    story.refund('m', 'o-10', { amount: 9_000 }, { at: NOW - 9 * DAY });
    const entry = story.bring(NOW, [{ ...orders, steps: [{ on: 'order.paid', sum: 'subtotal', reach: 9_000 }] }]);
    expect(changesOf(entry, 'challenge.progressed').map(({ subject, value }) => [subject, value])).toEqual([
      ['order:o-20', 2_000],
      ['order:late', 2_500],
      ['order:o-19', 5_500],
    ]);
  });

  test('counts each round, and each is given for', () => {
    const story = storyOf();
    for (const day of [-65, -64, -36, -35, -34, -8]) buy(story, day);
    const monthly: Challenge = {
      ...orders,
      within: 'month',
      repeat: 'ever',
      retroactive: true,
      steps: [{ on: 'order.paid', times: 2 }],
    };
    expect(changesOf(story.bring(NOW, [monthly]), 'challenge.completed')).toHaveLength(2);
    expect(story.at('m', NOW).available).toBe(100);
    expect(standing(story, NOW)).toMatchObject({ times: 2, steps: [1], completedAt: null });
    story.audit();
  });

  test('that was there before and comes again is filled with what it missed', () => {
    const story = storyOf();
    story.bring(NOW - 30 * DAY, [orders]);
    buy(story, -20);
    story.publish(programOf({ rules: [] }));
    buy(story, -10);
    story.bring(NOW, [orders]);
    expect(standing(story, NOW)).toMatchObject({ steps: [2] });
    buy(story, 1);
    expect(story.at('m', NOW + DAY).available).toBe(50);
    story.audit();
  });

  test('that is undone by a refund takes nothing back that was not given', () => {
    const story = storyOf();
    for (const day of [-9, -8, -7]) buy(story, day);
    story.bring(NOW, [{ ...orders, onRefund: 'undo' }]);
    const gone = story.refund('m', 'o-9', { amount: 1_000 }, { at: NOW + 1 });
    expect(changesOf(gone, 'challenge.undone')).toHaveLength(1);
    expect(changesOf(gone, 'tallied').filter(({ metric }) => metric === 'challenges.completed')).toEqual([]);
    buy(story, 2);
    expect(story.at('m', NOW + 2 * DAY).available).toBe(50);
    story.audit();
  });

  test('is for whom its condition was true then, and from when it holds', () => {
    const story = storyOf();
    for (const day of [-30, -20, -10]) buy(story, day);
    const entry = story.bring(NOW, [
      { ...orders, when: { 'member.orders': { $gte: 1 } } },
      { ...orders, id: 'dated', from: new Date(NOW - 15 * DAY).toISOString() },
      { ...orders, id: 'joined', join: true },
    ]);
    const moved = changesOf(entry, 'challenge.progressed').map(({ challenge, value }) => [challenge, value]);
    expect(moved).toEqual([
      ['c', 1],
      ['c', 2],
      ['dated', 1],
    ]);
  });

  test('of somebody who turns out to be somebody else is counted once', () => {
    const story = storyOf();
    story.member('n', NOW - 90 * DAY);
    for (const day of [-9, -8]) story.order('n', `n${day}`, { total: 100 }, { at: NOW + day * DAY });
    story.who = 'n';
    story.bring(NOW, [{ ...orders, steps: [{ on: 'order.paid', times: 9 }] }]);
    story.who = 'm';
    buy(story, 1);
    story.merge('n', 'm', NOW + 2 * DAY);
    const fills = [{ challenge: 'c', version: 2, retroactive: true }];
    const again = story.submit('m', { kind: 'fill', fills, key: 'again', body: '' }, NOW + 3 * DAY);
    expect(changesOf(again, 'challenge.progressed')).toEqual([]);
    expect(standing(story, NOW + 3 * DAY)).toMatchObject({ steps: [3] });
    story.audit();
  });
});
