/** What a room may import of ours: packages with all their doors, or one door only, such as `@laurel/contract/constants`. */
export interface RoomRules {
  /** At run time. */
  readonly runtime: readonly string[];
  /** As types only, beside what is allowed at run time. */
  readonly types: readonly string[];
  /** From elsewhere; anything if absent (knip refuses what is not declared). */
  readonly libraries?: readonly string[];
  /** Whether the room must stay free of input, output, clock and chance. */
  readonly pure?: boolean;
}

/** The floors of the house, lowest last: imports go down only, except for types of the server's router. */
export const floors: Readonly<Record<string, RoomRules>> = {
  'apps/storefront': { runtime: ['@laurel/node'], types: [] },
  'apps/console': { runtime: ['@laurel/contract'], types: ['@laurel/server'] },
  'apps/server': {
    runtime: ['@laurel/contract', '@laurel/engine', '@laurel/node', '@laurel/programs', '@laurel/widgets'],
    types: [],
  },
  'packages/node': { runtime: ['@laurel/contract'], types: ['@laurel/server'] },
  'packages/widgets': { runtime: ['@laurel/contract/constants'], types: ['@laurel/contract', '@laurel/server'] },
  'packages/engine': {
    runtime: ['@laurel/contract'],
    types: [],
    pure: true,
  },
  'packages/contract': { runtime: [], types: [], libraries: ['zod'] },
  'packages/embedded-mongodb': { runtime: [], types: [] },
};

/** Folders with rules of their own, which come before those of their room. */
export const corners: Readonly<Record<string, RoomRules>> = {
  // The one place that chooses the store.
  'apps/server/src/start': {
    runtime: [...(floors['apps/server']?.runtime ?? []), '@laurel/embedded-mongodb'],
    types: [],
  },
};

/** Folders that may import at run time nothing but files of their own: they are shipped to browsers without zod. */
export const islands: readonly string[] = ['packages/contract/src/constants'];
