import { LaurelError, type PublishedProgram } from '../../laurel.ts';

/** This server as browsers reach it: by the configured origin, or, where none is, by the host that a request names. */
export interface Own {
  origin: string | null;
  host: string | undefined;
}

/** Whether pages of this origin may embed the program: those it names, and this server's own. */
export function originAllowed(program: PublishedProgram, origin: string, own: Own): boolean {
  if (!URL.canParse(origin)) return false;
  if (own.origin === null ? new URL(origin).host === own.host : origin === own.origin) return true;
  return program.document.origins.some((allowed) => new URL(allowed).origin === origin);
}

/** @throws LaurelError `origin_not_allowed` */
export function checkOrigin(program: PublishedProgram, origin: string | undefined, own: Own): void {
  if (origin === undefined || !originAllowed(program, origin, own))
    throw new LaurelError('origin_not_allowed', { origin: origin ?? null });
}
