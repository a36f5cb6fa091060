import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { LaurelError } from '../../laurel.ts';

/** How many calls each may make in a window of so many seconds. */
export interface Rates {
  /** By secret key. */
  key: Rate;
  /** By member. */
  member: Rate;
  /** By publishable key together with address. */
  guest: Rate;
  /** Arrivals by shared links, by publishable key together with address. */
  arrivals: Rate;
  /** Orders whose points are asked for, by member: right or wrong. */
  claims: Rate;
  /** Codes to which points are given, by member: right or wrong. */
  gifts: Rate;
  /** Keys and tokens that were refused, by address. */
  failed: Rate;
  /** New sockets, by publishable key together with address. */
  sockets: Rate;
  /** Messages on one socket. */
  hellos: Rate;
}

interface Rate {
  calls: number;
  seconds: number;
}

/** Generous: a shop at its busiest passes, a loop that has run away does not. */
export const RATES: Rates = {
  key: { calls: 20_000, seconds: 10 },
  member: { calls: 300, seconds: 60 },
  guest: { calls: 1_200, seconds: 60 },
  // A household or an office may follow a link; a script that makes visitors up does not get far.
  arrivals: { calls: 12, seconds: 3_600 },
  claims: { calls: 20, seconds: 3_600 },
  gifts: { calls: 30, seconds: 3_600 },
  failed: { calls: 60, seconds: 60 },
  sockets: { calls: 600, seconds: 60 },
  hellos: { calls: 60, seconds: 10 },
};

/** Counts calls; each process counts its own. */
export interface Limits {
  /** @throws LaurelError `rate_limited` with the seconds to wait */
  take(what: keyof Rates, who: string, calls?: number): Promise<void>;
  /** Whether nothing is left, without taking. */
  spent(what: keyof Rates, who: string): Promise<boolean>;
}

export function openLimits(rates: Rates): Limits {
  const limiters = Object.fromEntries(
    Object.entries(rates).map(([what, { calls, seconds }]) => [
      what,
      new RateLimiterMemory({ keyPrefix: what, points: calls, duration: seconds }),
    ]),
  ) as Record<keyof Rates, RateLimiterMemory>;
  return {
    async take(what, who, calls = 1) {
      try {
        await limiters[what].consume(who, calls);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const { calls: most, seconds } = rates[what];
        const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
        throw new LaurelError('rate_limited', { limit: most, seconds, retryAfter });
      }
    },
    async spent(what, who) {
      const found = await limiters[what].get(who);
      return found !== null && found.remainingPoints <= 0;
    },
  };
}
