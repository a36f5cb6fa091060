import type { StreakView } from '@laurel/contract';

/**
 * Until when a pause of `n` days (weeks, months) lasts that begins now: the server pauses the last of them whole.
 * @param now milliseconds of the server's clock
 * @returns an ISO instant in UTC
 */
export function pauseUntil(per: StreakView['per'], n: number, now: number): string {
  const end = new Date(now + 1_000);
  const last = n - 1;
  if (per === 'month' && last > 0) {
    // The middle of the last month, whatever the time zone, and however long the months are.
    end.setUTCDate(15);
    end.setUTCMonth(end.getUTCMonth() + last);
  } else end.setUTCDate(end.getUTCDate() + last * (per === 'week' ? 7 : 1));
  return end.toISOString();
}
