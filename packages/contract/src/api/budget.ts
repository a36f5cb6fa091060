/** What all members share of a program: a budget, or a limit with `shared`, in the window that now lies in. */
export interface BudgetView {
  /** The name that entries and notices use. */
  id: string;
  of: 'rule' | 'campaign' | 'draw' | 'program';
  /** The rule’s or campaign’s id; null for the program’s own. */
  owner: string | null;
  kind: 'budget' | 'limit';
  unit: 'points' | 'times';
  total: number;
  /** What entries that stand use of it, less what came back. */
  used: number;
  /** What is left for new facts: neither used nor reserved by facts that are being decided. */
  left: number;
  /** Whole per cent used, rounded down. */
  percent: number;
  /** The marks that were reached, and when a notice of it was left; only for budgets. */
  reached: { percent: number; at: string }[];
  /** When the window ends; null: never. */
  closesAt: string | null;
}
