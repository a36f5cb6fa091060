import { z } from 'zod';
import { PageInput } from './page.ts';

/** A line of a member's own history: what their log says, as a shopper reads it. Instants ISO in UTC. */
export interface HistoryView {
  id: string;
  /** When it happened. */
  at: string;
  kind: string;
  outcome: 'applied' | 'kept' | 'refused';
  /** What happened and why, in one sentence of the language that was asked for. */
  text: string;
  /** What the balance moved by: points that became available or were given back, less those spent, expired or owed. */
  points: number;
  /** What the points on the way moved by. */
  pending: number;
}

export const HistoryInput = PageInput.extend({ locale: z.string().max(35).default('en') });
