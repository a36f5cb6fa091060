import {
  type NewWebhookView,
  type Page,
  WebhookCallsInput,
  type WebhookCallView,
  WebhookInput,
  type WebhookView,
} from '@laurel/contract';
import { z } from 'zod';
import { listCalls, retryCall } from '../../use/webhooks/calls.ts';
import { createHook, listHooks, removeHook, rotateHook, testHook } from '../../use/webhooks/hooks.ts';
import { NewWebhookAnswer, WebhookAnswer, WebhookCallPage } from '../rest/answers/webhook.ts';
import { procedure, router } from './trpc.ts';

const Id = z.object({ id: z.string().min(1).max(64) });
const Sent = z.object({ sent: z.literal(true) });

export const webhooks = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/webhooks',
        summary: 'Addresses that are told of what happens',
        answer: z.array(WebhookAnswer),
      },
    })
    .query(({ ctx }): Promise<WebhookView[]> => listHooks(ctx.house.laurel, ctx.program)),

  create: procedure
    .meta({
      scope: 'admin',
      rest: {
        method: 'POST',
        path: '/v1/webhooks',
        summary: 'Have an address told of what happens from now on',
        answer: NewWebhookAnswer,
        statuses: { 201: 'Made; the secret is told once' },
      },
    })
    .input(WebhookInput)
    .mutation(async ({ ctx, input }): Promise<NewWebhookView> => {
      ctx.answer.status = 201;
      return createHook(ctx.house.laurel, ctx.program, input);
    }),

  delete: procedure
    .meta({
      scope: 'admin',
      rest: {
        method: 'DELETE',
        path: '/v1/webhooks/{id}',
        summary: 'Tell an address nothing any more',
        answer: z.object({ removed: z.literal(true) }),
      },
    })
    .input(Id)
    .mutation(({ ctx, input }) => removeHook(ctx.house.laurel, ctx.program, input.id)),

  rotate: procedure
    .meta({
      scope: 'admin',
      rest: {
        method: 'POST',
        path: '/v1/webhooks/{id}/rotate',
        summary: 'A new secret; the old one signs beside it for a day',
        answer: NewWebhookAnswer,
      },
    })
    .input(Id)
    .mutation(({ ctx, input }): Promise<NewWebhookView> => rotateHook(ctx.house.laurel, ctx.program, input.id)),

  test: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/webhooks/{id}/test',
        summary: 'Send an address a `webhook.test`',
        answer: Sent,
      },
    })
    .input(Id)
    .mutation(({ ctx, input }) => testHook(ctx.house.laurel, ctx.program, input.id)),

  calls: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/webhook-calls',
        summary: 'What was told to whom, newest first; `state=failed` is tried no more by itself',
        answer: WebhookCallPage,
      },
    })
    .input(WebhookCallsInput)
    .query(({ ctx, input }): Promise<Page<WebhookCallView>> => listCalls(ctx.house.laurel, ctx.program, input)),

  retry: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/webhook-calls/{id}/retry',
        summary: 'Try a call that failed once more',
        answer: Sent,
      },
    })
    .input(Id)
    .mutation(({ ctx, input }) => retryCall(ctx.house.laurel, ctx.program, input.id)),
});
