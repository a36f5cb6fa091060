import type { Failure } from '../store/state.ts';
import { CallError } from '../wire/trpc.ts';

/** Why a call failed, as elements are told. */
export const failureOf = (error: unknown): Failure =>
  error instanceof CallError ? error.failure : { code: 'internal', requestId: null };
