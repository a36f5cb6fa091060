import { CallError } from '../wire/trpc.ts';

/** A member token as the shop gives it: itself, or a function that fetches a fresh one; null for a guest. */
export type TokenSource = string | null | (() => string | null | Promise<string | null>);
/** The token to ask with, null for a guest. `fresh`: the one that is held was refused. */
export type Tokens = (fresh?: boolean) => Promise<string | null>;

/** Asks the shop's own address for a token. 204, 401 and `{ "token": null }` mean a guest. */
export const fetchToken = (address: string) => async (): Promise<string | null> => {
  const response = await fetch(address, { cache: 'no-store', credentials: 'same-origin' }).catch(() => null);
  if (!response) throw new CallError({ code: 'offline', requestId: null });
  if (response.status === 204 || response.status === 401) return null;
  // A page to sign in, which a shop may send instead, says no more than an error.
  const said = response.ok && (await response.json().catch(() => null));
  if (!said) throw new CallError({ code: 'unauthorized', requestId: null });
  return said.token ?? null;
};

/** How long a token may be used, in milliseconds: its own lifetime less a fifth, so that a wrong clock here does not matter. */
function lifetime(token: string): number {
  try {
    const { iat, exp } = JSON.parse(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')));
    return 800 * (exp - (iat ?? Date.now() / 1000));
  } catch {
    return 0;
  }
}

/** Keeps one token fresh, and asks its source once at a time. */
export function keepToken(source: TokenSource): Tokens {
  let asking: Promise<string | null> | null = null;
  let until = 0;
  return (fresh) => {
    if (typeof source !== 'function') return Promise.resolve(source);
    if (!asking || fresh || Date.now() > until) {
      until = Number.POSITIVE_INFINITY;
      asking = (async () => source())().then(
        (token) => {
          if (token) until = Date.now() + lifetime(token);
          return token;
        },
        (error) => {
          asking = null;
          throw error;
        },
      );
    }
    return asking;
  };
}
