import type { Program } from '@laurel/contract';

const known = new WeakMap<Program, boolean>();

/** Whether anything of a program comes of members entering and leaving segments; else nobody has to follow them. */
export function followsSegments(program: Program): boolean {
  let follows = known.get(program);
  if (follows === undefined) {
    const { rules, challenges, streaks, draws } = program;
    follows =
      program.segments.length > 0 &&
      /"segment\.(entered|left)"/.test(JSON.stringify([rules, challenges, streaks, draws]));
    known.set(program, follows);
  }
  return follows;
}
