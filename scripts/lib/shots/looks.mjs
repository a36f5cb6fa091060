/** @typedef {{ width: number, colorScheme: 'light' | 'dark', dir: 'ltr' | 'rtl' }} Look */

/** Every way in which a page is looked at. @type {Look[]} */
export const LOOKS = [360, 1280].flatMap((width) =>
  /** @type {const} */ (['light', 'dark']).flatMap((colorScheme) =>
    /** @type {const} */ (['ltr', 'rtl']).map((dir) => ({ width, colorScheme, dir })),
  ),
);

/** @param {Look} look */
export const nameOf = ({ width, colorScheme, dir }) => `${width}-${colorScheme}-${dir}`;
