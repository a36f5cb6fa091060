import { CODE, codeName } from './codes.ts';

/** Any refusal that goes back to a driver as `{ok: 0, code, codeName, errmsg}`. */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly labels: readonly string[];
  /** Further fields of the answer: `keyPattern`, `keyValue` … */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: number | keyof typeof CODE,
    message: string,
    details: Record<string, unknown> = {},
    labels: readonly string[] = [],
  ) {
    super(message);
    this.name = 'MongoError';
    this.code = typeof code === 'number' ? code : CODE[code];
    this.codeName = codeName(this.code);
    this.details = details;
    this.labels = labels;
  }
}
