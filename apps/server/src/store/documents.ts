/** What the collections hold, by the room that it is about. */

export type * from './documents/log.ts';
export type * from './documents/people.ts';
export type * from './documents/periods.ts';
export type * from './documents/programs.ts';
export type * from './documents/projections.ts';
export type * from './documents/scarce.ts';
export type * from './documents/webhooks.ts';
