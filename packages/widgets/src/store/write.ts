import type { Done } from '../element/request.ts';
import { CallError, call } from '../wire/trpc.ts';
import type { Tokens } from './identity.ts';

/** Changes something for the member, tells how it went, and has the page asked for anew. */
export async function write<Answer>(
  base: string,
  path: string,
  input: object,
  token: Tokens | null,
  done: Done<Answer>,
  take: (answer: Answer) => void,
  after: () => void,
): Promise<void> {
  let answer: Answer;
  try {
    const jwt = (await token?.()) ?? null;
    if (!jwt) throw new CallError({ code: 'unauthorized', requestId: null });
    answer = await call<Answer>(base, `storefront.${path}`, input, jwt);
  } catch (error) {
    done(error instanceof CallError ? error.failure : { code: 'internal', requestId: null });
    return;
  }
  take(answer);
  done(null, answer);
  after();
}
