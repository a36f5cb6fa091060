import { patternOf } from '@laurel/contract';
import { compare, rankOf, type Value } from './order.ts';

/** Whether one value that a path led to will do; `undefined`: there is none. */
export type Leaf = (value: Value) => boolean;

const isNothing = (value: Value): boolean => value === null || value === undefined;

export function equals(operand: Value): Leaf {
  if (isNothing(operand)) return isNothing;
  if (typeof operand !== 'object') return (value) => value === operand;
  return (value) => compare(value, operand) === 0;
}

/** A comparison; only values of the operand's own type have an order with it. */
export function ordered(operand: Value, accepts: (order: number) => boolean, orEqual: boolean): Leaf {
  if (isNothing(operand)) return (value) => orEqual && isNothing(value);
  const rank = rankOf(operand);
  return (value) => rankOf(value) === rank && accepts(compare(value, operand));
}

export function among(operand: readonly Value[]): Leaf {
  const plain = new Set(operand.filter((item) => typeof item !== 'object'));
  const others = operand.filter((item) => item !== null && typeof item === 'object');
  const withNothing = operand.some(isNothing);
  return (value) =>
    isNothing(value)
      ? withNothing
      : plain.has(value) || (others.length > 0 && others.some((item) => compare(value, item) === 0));
}

/** MongoDB takes both numbers as whole, and the sign of what is left from the value. */
export function leaves([by, rest]: readonly [number, number]): Leaf {
  return (value) => typeof value === 'number' && Math.trunc(value) % by === rest;
}

/** Words at the beginning, at the end, anywhere, or as a whole: all that a pattern may be, so that none can hang. */
export function matches(source: string, options: string): Leaf {
  const pattern = patternOf(source);
  if (!pattern) throw new Error(`"${source}" is more of a pattern than a condition may have.`);
  const fold = options.includes('i') ? (text: string) => text.toLowerCase() : (text: string) => text;
  const words = fold(pattern.words);
  const { start, end } = pattern;
  return (value) => {
    if (typeof value !== 'string') return false;
    const text = fold(value);
    if (!end) return start ? text.startsWith(words) : text.includes(words);
    // As in every such expression, "$" also stands before a line's last break.
    const ends = (whole: string) => (start ? whole === words : whole.endsWith(words));
    return ends(text) || (text.endsWith('\n') && ends(text.slice(0, -1)));
  };
}
