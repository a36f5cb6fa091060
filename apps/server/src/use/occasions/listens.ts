import type { Program } from '@laurel/contract';

/** Whether a program has any use for a kind of fact that Laurel itself would make. */
export function listens({ rules, challenges, streaks, draws, boards }: Program, type: string): boolean {
  return (
    rules.some(({ on }) => on === type) ||
    challenges.some(({ steps }) => steps.some(({ on }) => on === type)) ||
    streaks.some((streak) => [streak.on].flat().includes(type)) ||
    draws.some(({ on }) => on === type) ||
    boards.some(({ score }) => JSON.stringify(score).includes(`"${type}"`))
  );
}
