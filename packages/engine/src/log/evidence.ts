/** What a friend shares with whoever recommended the programme to them. */
export type Shared =
  | 'email'
  /** An address that looks the same. */
  | 'look'
  /** The same but for a number, or at another provider. */
  | 'stem'
  /** Name and birthday. */
  | 'person'
  | 'name'
  /** The first letters of a name of which one of them tells no more. */
  | 'initials'
  | 'phone'
  | 'device'
  | 'payment'
  | 'address'
  | 'ip'
  /** The e-mail domain of a firm, which no provider of mailboxes has. */
  | 'company';

/** What is known of a recommendation beside the log, without anything personal. */
export interface Evidence {
  /** Of whom this was found out: the advocate's member id. */
  advocate: string;
  shared: Shared[];
  disposable: boolean;
  /** How many other friends of the advocate share the friend's device, means of payment, or connection (within a day). */
  siblings: { device: number; payment: number; ip: number };
  /** Friends of the advocate in the hour and in the day before, this one included. */
  recent: { hour: number; day: number };
  /** How many steps lead from the friend over advocates back to the friend; null: none do. */
  ring: number | null;
  /** The friend's means of payment or device was used for an order that was charged back. */
  charged: boolean;
  /** What tells two people apart: birthdays that both told and that differ, telephones likewise, a name of the friend's own beside the one they share. */
  apart?: ('birthday' | 'phone' | 'name')[];
}
