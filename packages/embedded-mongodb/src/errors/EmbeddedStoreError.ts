/** What keeps the store from being started, or stopped it. */
export const STORE_TROUBLE = {
  /** Another living process serves this folder. */
  locked: 'locked',
  /** The files are not what this store wrote. */
  damaged: 'damaged',
  /** No room, or no permission, to write. */
  full: 'full',
  /** The folder was written by another version, or this build lacks a part. */
  unsupported: 'unsupported',
  /** The port is taken or not allowed. */
  port: 'port',
  /** The folder cannot be used. */
  folder: 'folder',
  /** Anything else. */
  failed: 'failed',
} as const;
export type StoreTrouble = (typeof STORE_TROUBLE)[keyof typeof STORE_TROUBLE];

/** Why the store did not start; `message` is a sentence that says what to do. */
export class EmbeddedStoreError extends Error {
  readonly code: StoreTrouble;

  constructor(code: StoreTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedStoreError';
    this.code = code;
  }
}
