/** How much history change streams can look back on. */
export const DEFAULTS = { oplogMaxEntries: 1_000_000, oplogMaxBytes: 512 * 1024 * 1024 } as const;
