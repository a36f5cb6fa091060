import { z } from 'zod';
import type { Reason } from '../constants/reasons.ts';
import { CustomData } from '../event/event.ts';
import { EventType, ShopId, Slug } from '../ids.ts';
import type { Text } from '../text.ts';

/** What a browser says that its member did; only kinds that the program names. */
export const TrackInput = z.object({
  key: z
    .string()
    .min(8)
    .max(100)
    .regex(/^[\x21-\x7e]+$/, 'printable, without blanks')
    .describe('the same when it is sent again'),
  type: EventType,
  data: CustomData.default({}),
});

/** The code that a place shows just now, read from its QR code or typed. */
export const VisitInput = z.object({ place: Slug, code: z.string().min(4).max(40) });

/** A link for the tablet at a place. */
export const DisplayInput = z.object({
  place: Slug,
  page: z
    .url()
    .max(1_000)
    .regex(/^https?:/, 'an http or https address')
    .optional()
    .describe(
      'your page for members: the QR code leads there, with `?visit=PLACE.CODE`; left out: it holds the code alone',
    ),
  days: z.int().min(1).max(90).default(7).describe('how long the link is good'),
});

/** A product's page that a member wants to share. */
export const ShareInput = z.object({
  product: ShopId,
  url: z.url().max(2_000).describe('the page to link to, of one of the program’s origins'),
  visitor: z.string().min(8).max(200).optional().describe('this browser’s own visitor id, so that it does not count'),
});

/** Somebody came by a shared link. */
export const ArriveInput = z.object({
  code: z.string().min(4).max(40),
  visitor: z.string().min(8).max(200).describe('a random id that this browser keeps'),
});

/** What came of something that a browser reported. */
export interface ReportView {
  replayed: boolean;
  /** Points that it earned, pending ones included. */
  points: number;
  reason: Reason | null;
  text: string;
}

export interface ShareView {
  code: string;
  link: string;
}

/** A member's card for the till: shown as a QR code, good for some seconds, taken once. */
export interface CardView {
  card: string;
  expiresAt: string;
}

/** A link for the tablet at a place; on a server that does not know its own address it begins with `/`. */
export interface DisplayView {
  place: string;
  url: string;
  expiresAt: string;
}

/** What such a tablet shows. */
export interface PlaceDisplayView extends PlaceCodeView {
  name: Text;
  program: string;
  /** A square of so many modules, and the path of the dark ones. */
  qr: { size: number; path: string };
  now: string;
}

/** The code that a place shows now. */
export interface PlaceCodeView {
  place: string;
  code: string;
  /** Show the next one from then on. */
  nextAt: string;
  /** Not taken any more from then on. */
  validUntil: string;
}

/** A member's card that was read at the till. */
export const CardVisitInput = z.object({
  place: Slug,
  card: z.string().min(20).max(1_000),
  data: CustomData.optional().describe('what else rules may ask of the visit, e.g. { "stamps": 2 }'),
});
