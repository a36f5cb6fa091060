import { z } from 'zod';
import { type RiskReason, VERDICTS, type Verdict } from '../constants/risk.ts';
import { ShopId } from '../ids.ts';
import { PageInput } from './page.ts';

/** Which recommendations are asked for; newest first. */
export const ReferralsInput = PageInput.extend({
  verdict: z.enum(VERDICTS).default('review').describe('by default those that wait for somebody’s word'),
});
export type ReferralsInput = z.infer<typeof ReferralsInput>;

/** Somebody's word over a recommendation. */
export const ReferralDecisionInput = z.object({
  key: ShopId.describe('the idempotency key'),
  decision: z.enum(['approve', 'refuse']),
  by: z.string().min(1).max(200).describe('who decides'),
  why: z.string().min(1).max(500),
});
export type ReferralDecisionInput = z.infer<typeof ReferralDecisionInput>;

/** A code of one's own wish. */
export const ReferralCodeInput = z.object({
  code: z
    .string()
    .regex(
      /^[A-Za-z0-9](?:[A-Za-z0-9 -]{1,28})[A-Za-z0-9]$/,
      '3 to 30 letters or digits; blanks and hyphens may stand between them',
    ),
});
export type ReferralCodeInput = z.infer<typeof ReferralCodeInput>;

/** A recommendation as whoever reviews it sees it. */
export interface ReferralCaseView {
  /** The friend's and the advocate's externalIds; null: erased. */
  friend: string | null;
  advocate: string | null;
  code: string;
  at: string;
  verdict: Verdict;
  /** 0 to 100. */
  score: number;
  reasons: { reason: RiskReason; weight: number; text: string }[];
  /** The friend's first order, once it came. */
  order: string | null;
  /** It counts for the advocate. */
  counted: boolean;
  decided: { decision: 'approve' | 'refuse'; by: string; why: string; at: string } | null;
}

/** How the recommendations of a program do. */
export interface ReferralMetricsView {
  /** Friends who came by a code. */
  friends: number;
  /** Whose first order counts. */
  counted: number;
  /** `counted` of `friends`, in whole per cent rounded down; null: no friends. */
  percent: number | null;
  verdicts: Record<Verdict, number>;
  /** What somebody decided by hand. */
  decided: { approved: number; refused: number };
  /** Friends whose reward was taken back at least once. */
  undone: number;
  /** Advocates who brought anybody. */
  advocates: number;
}
