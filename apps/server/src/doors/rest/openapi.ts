import { createHash } from 'node:crypto';
import { z } from 'zod';
import { shopRouter } from '../shop/router.ts';
import { ErrorAnswer } from './answers/event.ts';
import { type Endpoint, endpointsOf } from './table.ts';

type Json = Record<string, unknown>;

/**
 * The API's description, OpenAPI 3.1, made from the very table that serves it.
 * @param serverUrl under which the API is reached
 */
export function openApi(serverUrl: string): Json {
  const endpoints = endpointsOf(shopRouter);
  const paths: Record<string, Json> = {};
  const parts: Record<string, Json> = {};
  const schemaOf = schemas(parts);
  for (const endpoint of endpoints) {
    const { path, method } = endpoint.rest;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(endpoint, schemaOf) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Laurel',
      version: '1',
      description:
        'Loyalty for a shop’s backend. Money is in minor units, points are whole, instants are ISO 8601 in UTC. A write that is sent again with the same key and body gets the same answer, marked as a replay.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    security: [{ key: [] }],
    tags: [...new Set(endpoints.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A secret key, sk_…; never in a browser.' },
      },
      schemas: { Error: schemaOf(ErrorAnswer, 'output'), ...parts },
      responses: {
        Error: {
          description: 'Refused; `code` is of a closed table.',
          headers: {
            'Retry-After': { description: 'Seconds to wait, with 429 and 503.', schema: { type: 'integer' } },
          },
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
    },
  };
}

function operationOf(endpoint: Endpoint, schemaOf: SchemaOf): Json {
  const { name, scope, rest, input } = endpoint;
  const inPath = [...rest.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter as string);
  const whole = input ? schemaOf(input, 'input') : {};
  const properties = (whole.properties ?? {}) as Record<string, Json>;
  const required = new Set((whole.required ?? []) as string[]);
  const asks = rest.method === 'GET' || rest.method === 'DELETE';
  const parameters: Json[] = inPath.map((parameter) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: properties[parameter] ?? { type: 'string' },
  }));
  if (asks) {
    for (const [parameter, schema] of Object.entries(properties)) {
      if (!inPath.includes(parameter))
        parameters.push({ name: parameter, in: 'query', required: required.has(parameter), schema });
    }
  }
  if (rest.keyed)
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'In place of `key` in the body.',
      schema: { type: 'string' },
    });
  return {
    operationId: name.replace(/^shop\./, ''),
    summary: rest.summary,
    description: `Needs a key of scope \`${scope}\`. The same as \`${name}\` under tRPC.`,
    tags: [tagOf(endpoint)],
    parameters,
    ...(asks
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: bodyOf(whole, inPath) } } } }),
    responses: responsesOf(endpoint, schemaOf),
  };
}

/** What is left for the body once the path has taken its part. */
function bodyOf(whole: Json, inPath: string[]): Json {
  if (!whole.properties) return whole;
  const properties = Object.fromEntries(Object.entries(whole.properties).filter(([name]) => !inPath.includes(name)));
  const required = ((whole.required ?? []) as string[]).filter((name) => !inPath.includes(name));
  return { ...whole, properties, required };
}

function responsesOf({ rest }: Endpoint, schemaOf: SchemaOf): Json {
  const content = { 'application/json': { schema: schemaOf(rest.answer, 'output') } };
  const replay = { 'Idempotent-Replayed': { description: '`true` for a replay.', schema: { type: 'string' } } };
  const statuses = rest.statuses ?? { 200: 'Done' };
  const good = Object.entries(statuses).map(([status, description]) => [
    status,
    { description, content, ...(rest.keyed && status === '200' ? { headers: replay } : {}) },
  ]);
  return { ...Object.fromEntries(good), default: { $ref: '#/components/responses/Error' } };
}

const tagOf = ({ name }: Endpoint) => name.split('.')[1] ?? 'shop';

type SchemaOf = (schema: z.ZodType, io: 'input' | 'output') => Json;

/**
 * OpenAPI 3.1 speaks JSON Schema 2020-12, as zod does; what JSON Schema cannot say is left open.
 * @param parts takes what schemas refer to, since a reference counts from the top of the whole description
 */
function schemas(parts: Record<string, Json>): SchemaOf {
  return (schema, io) => {
    const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    const own = Object.entries($defs).map(([name, part]) => {
      const hash = createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 8);
      return { name, part, named: `Part${hash}` };
    });
    // Parts may refer to each other.
    const moved = (json: unknown) =>
      own.reduce(
        (text, { name, named }) => text.replaceAll(`"#/$defs/${name}"`, `"#/components/schemas/${named}"`),
        JSON.stringify(json),
      );
    for (const { part, named } of own) parts[named] = JSON.parse(moved(part));
    return JSON.parse(moved(rest));
  };
}
