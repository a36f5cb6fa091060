import { readSigningSecret } from '@laurel/node';
import { z } from 'zod';
import known from '../../demo/shoppers.json' with { type: 'json' };
import type { Shopper } from '../store/data.ts';
import { isLanguage } from '../text/language.ts';

const shoppers = z.array(z.object({ externalId: z.string().min(1), name: z.string().min(1), locale: z.string() }));

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const secret = z.string().refine((text) => {
  try {
    return readSigningSecret(text).kid !== '';
  } catch {
    return false;
  }
}, 'is no signing secret: copy one whole, ss_…, from `laurel keys`');

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HOST: z.string().default('127.0.0.1'),
  LAUREL_URL: z.url({ protocol: /^https?$/ }),
  LAUREL_PUBLIC_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  LAUREL_SECRET_KEY: z.string().startsWith('sk_'),
  LAUREL_PUBLISHABLE_KEY: z.string().startsWith('pk_'),
  LAUREL_SIGNING_SECRET: secret,
  SHOP_DATA_DIR: z.string().min(1),
  SHOP_DEMO_SHOPPERS: json.pipe(shoppers).default(known),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Config = Omit<z.output<typeof environment>, 'SHOP_DEMO_SHOPPERS'> & { shoppers: Shopper[] };

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment. @throws ConfigError with a line for each variable that is wrong */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = environment.safeParse(env);
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `  ${path[0]?.toString()}: ${message}`);
    throw new ConfigError(`The shop cannot start; set these in the environment:\n${faults.join('\n')}`);
  }
  const { SHOP_DEMO_SHOPPERS, ...rest } = result.data;
  const people = SHOP_DEMO_SHOPPERS.map(({ externalId, name, locale }) => {
    const language = locale.slice(0, 2);
    return { id: externalId, name, language: isLanguage(language) ? language : 'en' } satisfies Shopper;
  });
  return { ...rest, LAUREL_PUBLIC_URL: rest.LAUREL_PUBLIC_URL.replace(/\/+$/, ''), shoppers: people };
}
