/** The id of a period of a board: the same for whoever closes it. */
export function periodId(program: string, board: string, period: string): string {
  return [program, board, period].join('|');
}

/** How a list of a board is named in an archive. */
export const ALL = 'all';
export const GROUPS = 'groups';
export const partKey = (part: string) => `part:${part}`;
