/** How many random cases a property is tried on: `n`, or the share of it that LAUREL_HISTORIES asks for (`npm run mutate` does). */
export const runs = (n: number): number => Math.max(4, Math.round(n * Number(process.env.LAUREL_HISTORIES ?? 1)));
