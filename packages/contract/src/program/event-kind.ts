import { z } from 'zod';
import { EventType } from '../ids.ts';
import { Text } from '../text.ts';

const words = { title: z.string().max(200).optional(), description: z.string().max(1_000).optional() };
const count = z.int().min(0).max(100_000);
const name = z
  .string()
  .min(1)
  .max(100)
  .refine((key) => key !== '__proto__', '"__proto__" is no name');
const LIMIT = { depth: 6, parts: 200 };

// Of JSON Schema only keywords that can neither hang, nor fetch, nor refer to another place.
const bounds = {
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
};
const schemas = {
  string: z.strictObject({
    type: z.literal('string'),
    enum: z.array(z.string().max(200)).min(1).max(100).optional(),
    minLength: count.optional(),
    maxLength: count.optional(),
    format: z.enum(['date', 'date-time', 'email', 'uri']).optional(),
    ...words,
  }),
  number: z.strictObject({
    type: z.literal('number'),
    enum: z.array(z.number()).min(1).max(100).optional(),
    ...bounds,
    ...words,
  }),
  integer: z.strictObject({
    type: z.literal('integer'),
    enum: z.array(z.int()).min(1).max(100).optional(),
    ...bounds,
    ...words,
  }),
  boolean: z.strictObject({ type: z.literal('boolean'), ...words }),
};
const AnySchema: z.ZodType = z.lazy(() =>
  z.discriminatedUnion('type', [
    schemas.string,
    schemas.number,
    schemas.integer,
    schemas.boolean,
    z.strictObject({
      type: z.literal('array'),
      items: AnySchema,
      minItems: count.optional(),
      maxItems: count.optional(),
      ...words,
    }),
    objectSchema,
  ]),
);
const objectSchema = z
  .strictObject({
    type: z.literal('object'),
    properties: z.record(name, AnySchema).default({}),
    required: z.array(name).max(100).optional(),
    additionalProperties: z.boolean().optional(),
    ...words,
  })
  .superRefine(({ properties, required = [] }, context) => {
    required.forEach((key, at) => {
      if (!Object.hasOwn(properties, key))
        context.addIssue({ code: 'custom', path: ['required', at], message: `"${key}" is not among the properties` });
    });
  });

/** A kind of event that the merchant names, and what its data must look like. */
export const EventKind = z.strictObject({
  type: EventType.refine(
    (type) => !['order.paid', 'order.refunded', 'order.cancelled'].includes(type),
    'this type has a schema of its own',
  ),
  name: Text.optional(),
  schema: objectSchema
    .superRefine((schema, context) => {
      const fault = tooMuch(schema);
      if (fault) context.addIssue({ code: 'custom', message: fault });
    })
    .optional()
    .describe(
      'JSON Schema of the event’s data: type, properties, required, additionalProperties, items, enum, bounds, lengths, format',
    ),
});
export type EventKind = z.infer<typeof EventKind>;

function tooMuch(schema: unknown): string | null {
  let parts = 0;
  const walk = (node: unknown, depth: number): string | null => {
    if (depth > LIMIT.depth) return `deeper than ${LIMIT.depth} levels`;
    parts += 1;
    if (parts > LIMIT.parts) return `longer than ${LIMIT.parts} parts`;
    const { items, properties } = node as { items?: unknown; properties?: Record<string, unknown> };
    for (const inner of [...(items ? [items] : []), ...Object.values(properties ?? {})]) {
      const fault = walk(inner, depth + 1);
      if (fault) return fault;
    }
    return null;
  };
  return walk(schema, 0);
}

const made = new WeakMap<object, z.ZodType>();

/** What the data of an event of this kind are read with; null: any data will do. */
export function dataSchemaOf(kind: Pick<EventKind, 'schema'>): z.ZodType | null {
  if (!kind.schema) return null;
  let schema = made.get(kind.schema);
  if (!schema) {
    schema = z.fromJSONSchema(kind.schema as Parameters<typeof z.fromJSONSchema>[0]);
    made.set(kind.schema, schema);
  }
  return schema;
}
