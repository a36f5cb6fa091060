import { type Doc, isDoc, typeOf } from '../bson/types.ts';

/** A filter without its values: `{a: 1, b: {$gt: …}}` is told once, whatever the numbers. */
export function shapeOf(filter: Doc): string {
  return `{${Object.entries(filter)
    .map(([name, value]) => `${name}: ${part(value)}`)
    .join(', ')}}`;
}

function part(value: unknown): string {
  if (isDoc(value)) return shapeOf(value);
  if (Array.isArray(value) && value.some(isDoc)) return `[${value.map(part).join(', ')}]`;
  return `<${typeOf(value)}>`;
}
