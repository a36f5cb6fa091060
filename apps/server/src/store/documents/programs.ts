import type { Program } from '@laurel/contract';

/** A program: its name in this server, its keys' prefix, what is published. */
export interface ProgramDocument {
  /** `prg_…`, random. */
  _id: string;
  name: string;
  /** `pk_…`: in the address of the browser's door. */
  publishableKey: string;
  /** In a test program a member's clock may be moved forward; said when it is made, and never changed. Left out: live. */
  mode?: 'live' | 'test';
  /** The newest published version; 0 before the first. */
  version: number;
  /** Makes the row ids of its boards opaque; drawn when it is first needed. */
  salt?: string;
  /** For codes that only this server makes and reads; drawn when it is first needed. */
  secret?: string;
  createdAt: Date;
}

/** A published version; never changes. `_id` is `PROGRAM:VERSION`, so that publishing is one insert. */
export interface VersionDocument {
  _id: string;
  program: string;
  version: number;
  document: Program;
  publishedAt: Date;
  /** `checkOfVersion`, so that an audit finds what was changed by hand. */
  check: string;
}

/** A version that brought challenges, to be filled from the past; `_id` is the version's. */
export interface FillDocument {
  _id: string;
  program: string;
  version: number;
  at: Date;
  /** Members up to this one were asked. */
  after: string | null;
  done: boolean;
}

/** A secret, signing or webhook key. Secrets are stored as a hash only; signing secrets must be readable to verify tokens. */
export interface KeyDocument {
  /** For a secret key the SHA-256 of it; for a signing secret its `kid`. */
  _id: string;
  program: string;
  kind: 'secret' | 'signing' | 'webhook';
  name: string;
  /** What the key may do; `write` includes `read`. */
  scope: 'read' | 'write' | 'admin' | null;
  /** What signs tokens or webhooks; null for a secret key. */
  secret: string | null;
  /** The last four characters, to tell keys apart. */
  hint: string;
  createdAt: Date;
  revokedAt: Date | null;
}

/** A file of the browser SDK, of this release or an earlier one. `_id` is its name, which holds a hash: it never changes. */
export interface FileDocument {
  _id: string;
  bytes: Buffer;
  /** When the first process of its release started. */
  at: Date;
}
