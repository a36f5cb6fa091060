import type {
  CardView,
  ClaimInput,
  ClaimView,
  DrawnView,
  MemberView,
  ProductPreview,
  RedemptionView,
  ReportView,
  ShareView,
  SnapshotPart,
  StorefrontPreviewInput,
} from '@laurel/contract';
import type { BoardQuestion, Failure, State } from '../store/state.ts';

/** The one event by which elements ask. It bubbles and is composed, so that the page hears it out of any shadow tree. */
export const REQUEST = 'laurel-request';
/** Said on the document when the page has begun to listen, so that earlier elements ask again. */
export const READY = 'laurel-ready';

/** Said on the document by `laurel.open` and `laurel.close`; the hub hears it. `detail`: `{ view, program }`. */
export const OPEN = 'laurel-open';
export const CLOSE = 'laurel-close';

export type Done<Answer> = (failure: Failure | null, answer?: Answer) => void;

/** A product as a tag says it: `sku`, `unitPrice` in minor units, and what rules may ask for. */
export type Product = NonNullable<StorefrontPreviewInput['products']>[number];

/** What an element may ask for. The page answers through the callbacks, or not at all. */
export type Ask =
  | {
      kind: 'state';
      question: BoardQuestion | null;
      part: SnapshotPart | undefined;
      take: (state: State, leave: () => void) => void;
    }
  | { kind: 'again' }
  | { kind: 'profile'; input: { alias?: string | null; onBoards?: boolean }; done: Done<never> }
  | { kind: 'redeem'; reward: string; key: string; choice?: string; done: Done<RedemptionView> }
  | { kind: 'spin'; draw: string; key: string; done: Done<DrawnView> }
  | { kind: 'pause'; streak: string; until: string | undefined; done: Done<MemberView> }
  | { kind: 'share'; product: string; url: string; done: Done<ShareView> }
  | { kind: 'card'; done: Done<CardView> }
  | { kind: 'track'; input: { key: string; type: string; data: Record<string, unknown> }; done: Done<ReportView> }
  | { kind: 'preview'; product: Product; done: Done<ProductPreview> }
  | { kind: 'join'; done: Done<MemberView> }
  | { kind: 'take'; challenge: string; done: Done<MemberView> }
  | { kind: 'history'; cursor: string | null; done: Done<unknown> }
  | { kind: 'claim'; input?: ClaimInput; done: Done<ClaimView[]> }
  | { kind: 'announce'; about: string; text: string }
  | { kind: 'celebrate'; id: string };

/** What travels with the event: the question and the program that the element names. */
export type AskDetail = Ask & { program: string | null };

/** Asks from where the element stands. @returns nothing; the answer comes by callback */
export function ask(element: HTMLElement, what: Ask): void {
  const detail: AskDetail = { ...what, program: element.getAttribute('program') };
  element.dispatchEvent(new CustomEvent(REQUEST, { bubbles: true, composed: true, detail }));
}
