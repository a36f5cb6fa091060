const NAME = 'laurel-visitor';
let here: string | undefined;

/** A random id that this browser keeps, and this page alone where storage is blocked. It names nobody. */
export function visitor(): string {
  if (here) return here;
  here = randomId();
  try {
    here = localStorage.getItem(NAME) ?? here;
    localStorage.setItem(NAME, here);
  } catch {
    // Storage is blocked: the visitor of this page is somebody new on the next.
  }
  return here;
}

/** 128 random bits in hexadecimal; `crypto.randomUUID` is not there on pages without TLS. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
