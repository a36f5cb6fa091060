import { ERRORS, type ErrorBody, type ErrorCode, type EventOutcome } from '@laurel/contract';
import { z } from 'zod';
import { EntryAnswer } from './entry.ts';
import { Count } from './page.ts';

export const FourPoints = z.object({ balance: Count, available: Count, pending: Count, owed: Count });

export const EventAnswer = z.object({
  replayed: z.boolean(),
  member: z.string(),
  entry: EntryAnswer,
  points: FourPoints,
}) satisfies z.ZodType<EventOutcome>;

const codes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** The one shape in which every door refuses. */
export const ErrorAnswer = z.object({
  code: z.enum(codes),
  message: z.string(),
  details: z.unknown().optional(),
  requestId: z.string(),
}) satisfies z.ZodType<ErrorBody>;

export const BatchAnswers = z.array(
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), status: z.literal([200, 201]), outcome: EventAnswer }),
    z.object({ ok: z.literal(false), status: Count, error: ErrorAnswer }),
  ]),
);
