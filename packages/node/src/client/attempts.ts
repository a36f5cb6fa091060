import { setTimeout as sleep } from 'node:timers/promises';

/** How often and how long a call is tried. All times in milliseconds. */
export interface Attempts {
  /** How long one attempt may take. */
  timeout: number;
  /** How often a call is tried again after the first attempt. */
  retries: number;
  /** The longest pause between two attempts. A longer `Retry-After` is not waited for: the caller gets the refusal. */
  longestPause: number;
}

export const ATTEMPTS: Attempts = { timeout: 10_000, retries: 3, longestPause: 10_000 };

/** Answers with which a server says that it took nothing: the same call may be sent again. */
const TOOK_NOTHING = new Set([429, 503]);
/** Answers of a proxy that does not know whether the server behind it took the call. */
const UNKNOWN = new Set([502, 504]);

/**
 * `fetch` that tries again when the network failed, time ran out, or the server asked to come back later.
 * The body stays as it is, so a write keeps its key and happens once however often it is sent.
 * @param repeatable false: only answers that say that nothing was taken are followed by another attempt
 * @returns the last answer
 * @throws what `fetch` threw on the last attempt
 */
export function patientFetch(attempts: Attempts, repeatable: boolean): typeof fetch {
  return async (input, init) => {
    for (let attempt = 0; ; attempt += 1) {
      const last = attempt >= attempts.retries;
      try {
        const response = await fetch(input, { ...init, signal: limit(attempts.timeout, init?.signal) });
        const again = TOOK_NOTHING.has(response.status) || (repeatable && UNKNOWN.has(response.status));
        const pause = Math.max(askedPause(response), backOff(attempt));
        if (!again || last || askedPause(response) > attempts.longestPause) return response;
        await response.body?.cancel();
        await sleep(Math.min(pause, attempts.longestPause), undefined, signalOf(init));
      } catch (error) {
        if (last || !repeatable || init?.signal?.aborted) throw error;
        await sleep(Math.min(backOff(attempt), attempts.longestPause), undefined, signalOf(init));
      }
    }
  };
}

function limit(timeout: number, signal: AbortSignal | null | undefined): AbortSignal {
  const ours = AbortSignal.timeout(timeout);
  return signal ? AbortSignal.any([ours, signal]) : ours;
}

function signalOf(init: RequestInit | undefined): { signal?: AbortSignal } {
  return init?.signal ? { signal: init.signal } : {};
}

/** Doubles from a quarter of a second, spread out so that many shops do not come back at once. */
function backOff(attempt: number): number {
  return 250 * 2 ** attempt * (0.5 + Math.random() / 2);
}

/** Milliseconds that `Retry-After` asks for, as seconds or as a date; 0 without one. */
function askedPause(response: Response): number {
  const value = response.headers.get('retry-after');
  if (!value) return 0;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? 0 : Math.max(0, at - Date.now());
}
