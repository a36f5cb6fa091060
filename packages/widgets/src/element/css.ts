/** Marks a text as CSS, for editors and for the build, which tightens it. */
export const css = String.raw;
