import type { Key } from './messages.ts';

/** What a shopper is to do, by what the event that it makes is about. */
const STEPS: Record<string, Key> = {
  order: 'step.order',
  review: 'step.review',
  store: 'step.visit',
  site: 'step.visit',
  share: 'referral.share',
  survey: 'survey.title',
  profile: 'step.profile',
  newsletter: 'step.newsletter',
  birthday: 'step.birthday',
  member: 'step.member',
};

/** What makes this event, where it is one that we know. */
export const stepOf = (on: string): Key | undefined => STEPS[on.split('.')[0] ?? ''];
