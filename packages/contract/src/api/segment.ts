/** A named filter over members. */
export interface SegmentView {
  id: string;
  name: string;
  /** Who is in it, in words. */
  text: string;
  /** How many are, as it was last written down. */
  members: number;
  /** The multiplier for whoever is in it; null: none. */
  times: number | null;
  /** False: the usual definition of `loyal`, since the program has none. */
  own: boolean;
}

export interface SegmentMemberView {
  externalId: string;
  /** When they entered. */
  since: string;
}

/** One day ("2026-03-01") or month ("2026-03") of a segment, in UTC. Money in minor units: what was paid in it less what was given back in it. */
export interface SegmentPeriod {
  period: string;
  entered: number;
  left: number;
  /** How many are in it at the end. */
  members: number;
  /** Orders of those who were in it when they ordered, and what they spent; below zero where more was given back. */
  orders: number;
  spend: number;
  /** Of all members. */
  ofAll: { orders: number; spend: number };
  /** Their part of what all members spent, in per cent with two decimals; null: nobody spent anything. */
  share: number | null;
}

/** A segment over time; the sums are of all periods together. Days on which nothing happened are left out. */
export interface SegmentReport extends Omit<SegmentPeriod, 'period' | 'entered' | 'left'> {
  id: string;
  name: string;
  periods: SegmentPeriod[];
}
