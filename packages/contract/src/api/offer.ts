/** A campaign that holds now, as shoppers see it. Instants ISO in UTC. */
export interface OfferView {
  id: string;
  /** Null: it has no name of its own. */
  name: string | null;
  /** What points are multiplied by. */
  times: number;
  /** The names of the rules that it is about; empty: everything that earns by amount. */
  rules: string[];
  until: string;
  /** Not for everybody: this member is one of those whom it is for. */
  personal: boolean;
}
