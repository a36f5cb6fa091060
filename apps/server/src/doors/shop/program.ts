import {
  type ExplanationView,
  LiabilityInput,
  type LiabilityView,
  type Page,
  PageInput,
  type ProgramInput,
  ProgramPut,
  type ProgramVersionView,
  TryInput,
  type TryView,
  type UpcomingMonths,
} from '@laurel/contract';
import { explainProgram } from '@laurel/engine';
import { z } from 'zod';
import { liabilityAsOf } from '../../use/past/liability.ts';
import { putProgram } from '../../use/programs/put.ts';
import { getVersion } from '../../use/programs/standing.ts';
import { upcomingMonths } from '../../use/programs/upcoming.ts';
import { listVersions } from '../../use/programs/versions.ts';
import { tryDraft } from '../../use/try/draft.ts';
import { LiabilityAnswer } from '../rest/answers/past.ts';
import { ExplanationAnswer, ProgramAnswer, ProgramPage } from '../rest/answers/program.ts';
import { TryAnswer } from '../rest/answers/try.ts';
import { UpcomingMonthsAnswer } from '../rest/answers/upcoming.ts';
import { Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

// The document is read by its schema inside the use case, which tells its faults under a code of their own.
const anyProgram = z.custom<ProgramInput>(
  (document) => typeof document === 'object' && document !== null,
  'a program document',
);

export const program = router({
  get: procedure
    .meta({
      scope: 'read',
      rest: { method: 'GET', path: '/v1/program', summary: 'The published program', answer: ProgramAnswer },
    })
    .input(z.object({ version: z.coerce.number().int().min(1).optional() }).optional())
    .query(
      ({ ctx, input }): Promise<ProgramVersionView> => getVersion(ctx.house.laurel, ctx.program.id, input?.version),
    ),

  put: procedure
    .meta({
      scope: 'admin',
      rest: {
        method: 'PUT',
        path: '/v1/program',
        summary: 'Publish a version; what stands already publishes nothing',
        input: ProgramPut,
        answer: ProgramAnswer,
      },
    })
    .input(ProgramPut.extend({ program: anyProgram }))
    .mutation(async ({ ctx, input }): Promise<ProgramVersionView> => {
      const { program: document, base, confirm } = input;
      const { version } = await putProgram(ctx.house.laurel, ctx.program.id, document, { base, confirm });
      return getVersion(ctx.house.laurel, ctx.program.id, version);
    }),

  explain: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/program/explanation',
        summary: 'The published program in plain sentences',
        answer: ExplanationAnswer,
      },
    })
    .input(z.object({ locale: Locale }))
    .query(({ ctx, input: { locale = ctx.locale } }): ExplanationView => {
      return explainProgram(ctx.program.document, ctx.program.version, locale);
    }),

  liability: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/program/liability',
        summary: 'What the program owes, now or at a past instant, as known then or as it happened',
        answer: LiabilityAnswer,
      },
    })
    .input(LiabilityInput)
    .query(({ ctx, input }): Promise<LiabilityView> => {
      return liabilityAsOf(ctx.house.laurel, ctx.program, input, { signal: ctx.signal });
    }),

  try: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'POST',
        path: '/v1/program/try',
        summary: 'What a draft would have come to over the facts already kept; one at a time',
        input: TryInput,
        answer: TryAnswer,
      },
    })
    .input(TryInput.extend({ program: anyProgram, locale: Locale }))
    .mutation(({ ctx, input: { program: draft, since, until, locale = ctx.locale } }): Promise<TryView> => {
      const at = (instant: string | undefined) => (instant === undefined ? undefined : Date.parse(instant));
      const { signal } = ctx;
      return tryDraft(ctx.house.laurel, ctx.program, draft, { since: at(since), until: at(until), locale, signal });
    }),

  upcoming: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/program/upcoming',
        summary: 'Points of all members that become available and expire, by month',
        answer: UpcomingMonthsAnswer,
      },
    })
    .query(({ ctx }): Promise<UpcomingMonths> => upcomingMonths(ctx.house.laurel, ctx.program)),

  versions: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/program/versions',
        summary: 'Published versions, newest first',
        answer: ProgramPage,
      },
    })
    .input(PageInput)
    .query(({ ctx, input: { cursor, limit } }): Promise<Page<ProgramVersionView>> => {
      return listVersions(ctx.house.laurel, ctx.program.id, { cursor, limit });
    }),
});
