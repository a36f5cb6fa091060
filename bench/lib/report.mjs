/**
 * @typedef {object} Row one line of the table
 * @property {string} what
 * @property {string} ours with its unit
 * @property {string} theirs with its unit; of what, stands in `what`
 * @property {number} ratio ours by theirs
 * @property {{ most?: number, least?: number }} aim what the ratio should be
 */

/** A number to three digits that matter. */
export const digits = (n) => (n >= 100 ? Math.round(n).toLocaleString('en') : Number(n.toPrecision(3)).toString());

/** @param {number} milliseconds */
export const time = (milliseconds) =>
  milliseconds >= 1_000
    ? `${digits(milliseconds / 1_000)} s`
    : milliseconds >= 1
      ? `${digits(milliseconds)} ms`
      : `${digits(milliseconds * 1_000)} µs`;

export const rate = (perSecond) => `${digits(perSecond)} /s`;
export const bytes = (n) => (n >= 1e6 ? `${digits(n / 1_048_576)} MiB` : `${digits(n / 1_024)} KiB`);

/** A line that compares two numbers of one unit. @returns {Row} */
export function compared(what, ours, theirs, unit, aim) {
  return { what, ours: unit(ours), theirs: unit(theirs), ratio: ours / theirs, aim };
}

/** @param {Row} row */
export function isMet({ ratio, aim: { most, least } }) {
  return (most === undefined || ratio <= most) && (least === undefined || ratio >= least);
}

/** The value below which such a part of all lies; sorts in place. @param {number[]} values @param {number} part 0 to 1 */
export function quantile(values, part) {
  values.sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;
}

export const median = (values) => quantile([...values], 0.5);

/** Hands lines and notes to whoever runs the benches, and shows them. @param {Row[]} rows @param {string[]} notes */
export function report(rows, notes = []) {
  for (const row of rows) {
    const { what, ours, theirs, ratio } = row;
    console.log(`${isMet(row) ? 'met    ' : 'NOT met'} ${what}: ${ours} beside ${theirs}, ratio ${digits(ratio)}`);
  }
  for (const note of notes) console.log(note);
  process.send?.({ rows, notes });
}
