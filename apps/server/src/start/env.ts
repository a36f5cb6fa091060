import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { z } from 'zod';

const blankIsNothing = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema);

const origin = z
  .url({ protocol: /^https?$/, error: 'an address such as https://loyalty.example' })
  .transform((url) => url.replace(/\/+$/, ''));

const whole = (what: string, otherwise: number) =>
  blankIsNothing(z.coerce.number({ error: what }).int({ error: what }).min(0, { error: what }).default(otherwise));

const Settings = z.object({
  PORT: blankIsNothing(
    z.coerce
      .number({ error: 'a port number from 0 to 65535' })
      .int({ error: 'a port number from 0 to 65535' })
      .min(0, { error: 'a port number from 0 to 65535' })
      .max(65_535, { error: 'a port number from 0 to 65535' })
      .default(4_000),
  ),
  HOST: blankIsNothing(z.string().optional()),
  MONGODB_URI: blankIsNothing(
    z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/./, 'a connection string such as mongodb://host/laurel?replicaSet=rs0')
      .optional(),
  ),
  LAUREL_DATA_DIR: blankIsNothing(z.string().optional()),
  LOG_LEVEL: blankIsNothing(
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'one of fatal, error, warn, info, debug, trace, silent',
      })
      .default('info'),
  ),
  LAUREL_PUBLIC_URL: blankIsNothing(origin.optional()),
  LAUREL_SHOP_URL: blankIsNothing(origin.optional()),
  LAUREL_TRUST_PROXY: blankIsNothing(
    z.coerce
      .number({ error: 'how many proxies stand in front, such as 1' })
      .int({ error: 'how many proxies stand in front, such as 1' })
      .min(0, { error: 'how many proxies stand in front, such as 1' })
      .default(0),
  ),
  LAUREL_SECRET: blankIsNothing(z.string().min(32, { error: 'at least 32 characters, kept for good' }).optional()),
  LAUREL_PRIVATE_WEBHOOKS: blankIsNothing(z.enum(['allow', 'refuse'], { error: 'allow or refuse' }).default('refuse')),
  LAUREL_IN_FLIGHT: whole('how many requests are answered at once, such as 1000, or 0 for no end', 1_000),
  LAUREL_LOOP_DELAY: whole('how many milliseconds work may wait for its turn, such as 1000, or 0 for no end', 1_000),
});

/** The settings of a server process. */
export interface Env {
  port: number;
  /** The address to listen on; null: all of them. */
  host: string | null;
  /** A replica set or sharded cluster; null: the embedded store. */
  mongodbUri: string | null;
  /** Where the embedded store keeps its data. */
  dataDir: string;
  logLevel: z.output<typeof Settings>['LOG_LEVEL'];
  /** The origin under which browsers reach this server; null: that of each request. */
  publicUrl: string | null;
  /** A shop to show at `/`, as the demo does; null: none. */
  shopUrl: string | null;
  /** How many proxies stand in front and say whom a request is from. */
  trustProxy: number;
  /** Seals codes of pools in the store; null: they stand there as they are. */
  secret: string | null;
  /** Whether webhooks of shops may stand in a private network. */
  privateWebhooks: boolean;
  /** Past which requests are turned away; see `doors/limits/admission`. */
  capacity: { inFlight: number; loopDelay: number };
}

/** Settings that are not what they should be: told in one sentence. */
class SettingsError extends Error {}

/**
 * Reads the settings from the environment.
 * @throws SettingsError with a sentence that names each variable and what it should be
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  const parsed = Settings.safeParse(variables);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      // A secret is told to nobody, not even in a refusal.
      const value = name === 'LAUREL_SECRET' ? 'set' : `"${variables[name]}"`;
      return `${name} is ${value}, and it should be ${message}`;
    });
    throw new SettingsError(
      `The settings cannot be used: ${faults.join('; ')}. Correct them in the environment and start again.`,
    );
  }
  const {
    PORT,
    HOST,
    MONGODB_URI,
    LAUREL_DATA_DIR,
    LOG_LEVEL,
    LAUREL_PUBLIC_URL,
    LAUREL_SHOP_URL,
    LAUREL_TRUST_PROXY,
    LAUREL_SECRET,
    LAUREL_PRIVATE_WEBHOOKS,
    LAUREL_IN_FLIGHT,
    LAUREL_LOOP_DELAY,
  } = parsed.data;
  return {
    port: PORT,
    host: HOST ?? null,
    mongodbUri: MONGODB_URI ?? null,
    dataDir: LAUREL_DATA_DIR ? resolve(LAUREL_DATA_DIR) : join(projectRoot(process.cwd()), '.laurel'),
    logLevel: LOG_LEVEL,
    publicUrl: LAUREL_PUBLIC_URL ?? null,
    shopUrl: LAUREL_SHOP_URL ?? null,
    trustProxy: LAUREL_TRUST_PROXY,
    secret: LAUREL_SECRET ?? null,
    privateWebhooks: LAUREL_PRIVATE_WEBHOOKS === 'allow',
    capacity: { inFlight: LAUREL_IN_FLIGHT, loopDelay: LAUREL_LOOP_DELAY },
  };
}

/** The workspace's root when run inside a checkout, wherever in it; else the folder itself. */
function projectRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
