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
