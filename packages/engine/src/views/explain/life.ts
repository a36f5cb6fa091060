import type { Expiry, Pending } from '@laurel/contract';
import type { ExplainPen } from './pen.ts';

/** When points may be used. */
export function usableLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  const lines = [pendingText(program.points.pending, pen)];
  for (const { id, name, pending } of program.rules)
    if (pending !== undefined) lines.push(say.pending.rule(pen.text(name, id), pendingText(pending || undefined, pen)));
  return lines;
}

/** How long points last. */
export function expiryLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  const { expiry, warn } = program.points;
  const lines = [expiryText(expiry, pen)];
  for (const { id, name, expiry: own } of program.rules)
    if (own !== undefined) lines.push(say.expiry.rule(pen.text(name, id), expiryText(own || undefined, pen)));
  if (lines.some((line) => line !== say.expiry.never)) lines.push(say.expiry.order);
  if (warn) lines.push(say.expiry.warned(warn.days));
  return lines;
}

function pendingText(pending: Pending | undefined, pen: ExplainPen): string {
  const { pending: words } = pen.say;
  if (!pending) return words.none;
  if ('until' in pending) return words.until(pen.day(Date.parse(pending.until)));
  if ('event' in pending) {
    const { event, after, latest } = pending;
    return words.event(pen.event(event), after ? pen.length(after) : null, latest ? pen.length(latest) : null);
  }
  return words.after(pen.length(pending));
}

function expiryText(expiry: Expiry | undefined, pen: ExplainPen): string {
  const { expiry: words } = pen.say;
  if (!expiry) return words.never;
  if ('dates' in expiry) {
    const days = expiry.dates.map((date) => dayOfYear(date, pen)).join(pen.words.and);
    return words.dates(days, expiry.atLeast ? pen.length(expiry.atLeast) : null);
  }
  if ('inactive' in expiry) {
    const what = expiry.activities.map((type) => pen.event(type)).join(pen.words.and);
    const end = expiry.endOf ? words.endOf[expiry.endOf] : null;
    return words.inactive(pen.length(expiry.inactive), what, expiry.of === 'balance', end);
  }
  if ('after' in expiry) return words.after(pen.length(expiry.after), words.endOf[expiry.endOf]);
  return words.after(pen.length(expiry), null);
}

/** "31 December"; a leap year, so that the 29th of February has a name. */
function dayOfYear(date: string, { locale }: ExplainPen): string {
  const written = locale === 'en' ? 'en-GB' : locale;
  return new Intl.DateTimeFormat(written, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`2024-${date}T12:00:00Z`),
  );
}
