import type { Request } from 'express';

/** A field of a posted form, trimmed; '' where it is missing or was sent twice. */
export function field(request: Request, name: string): string {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** A whole number of a form between two bounds; `otherwise` where it is none. */
export function whole(
  request: Request,
  name: string,
  [least, most]: readonly [number, number],
  otherwise: number,
): number {
  const text = field(request, name);
  return /^\d{1,6}$/.test(text) ? Math.min(most, Math.max(least, Number(text))) : otherwise;
}

/** An address of this shop to go back to, or `/`: never another site's. */
export function backTo(request: Request): string {
  const path = field(request, 'back');
  return /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/';
}
