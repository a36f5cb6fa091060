/** The fields that a row of a table may have, and what providers call them in their exports; case, blanks and marks do not matter. */
const OWN = {
  member: ['member', 'externalId', 'customerId'],
  email: ['email', 'emailAddress'],
  name: ['name'],
  points: ['points'],
  pending: ['pending'],
  lotPoints: ['lotPoints'],
  earnedAt: ['earnedAt'],
  availableAt: ['availableAt'],
  expiresAt: ['expiresAt'],
  tier: ['tier'],
  tierUntil: ['tierUntil'],
  lifetime: ['lifetime'],
  couponCode: ['couponCode'],
  couponAmount: ['couponAmount'],
  couponPercent: ['couponPercent'],
  couponExpiresAt: ['couponExpiresAt'],
  referralCode: ['referralCode'],
} as const;

export type Field = keyof typeof OWN;
export type Columns = Partial<Record<Field, readonly string[]>>;

/** Exports as providers write them; what a shop's export calls otherwise is told by `columns`. */
export const PROVIDERS: Record<'laurel' | 'smile' | 'loyaltylion' | 'gameball', Columns> = {
  laurel: OWN,
  smile: {
    member: ['Customer ID', 'Shopify Customer ID', 'External ID', 'Email'],
    email: ['Email', 'Customer Email'],
    name: ['Name', 'Full Name'],
    points: ['Points Balance', 'Points'],
    tier: ['VIP Tier', 'VIP Tier Name'],
    tierUntil: ['VIP Tier Expires At', 'VIP Tier Expiry'],
    lifetime: ['Lifetime Points', 'Points Earned'],
    expiresAt: ['Points Expire At', 'Points Expiry Date'],
    referralCode: ['Referral Code', 'Referral URL', 'Referral Link'],
  },
  loyaltylion: {
    member: ['Merchant ID', 'Customer ID', 'Email'],
    email: ['Email'],
    name: ['Name', 'Full Name'],
    points: ['Points Approved', 'Approved Points'],
    pending: ['Points Pending', 'Pending Points'],
    tier: ['Tier', 'Loyalty Tier', 'Current Tier'],
    tierUntil: ['Tier Expires At', 'Tier Expiry'],
    lifetime: ['Points Earned', 'Lifetime Points'],
    expiresAt: ['Points Expire At', 'Points Expiry'],
    referralCode: ['Referral ID', 'Referral Code', 'Referral URL'],
  },
  gameball: {
    member: ['Customer ID', 'Player Unique ID', 'External ID', 'Email'],
    email: ['Email'],
    name: ['Display Name', 'Name'],
    points: ['Available Points', 'Points Balance', 'Points'],
    pending: ['Pending Points'],
    tier: ['Tier', 'Level', 'VIP Tier'],
    lifetime: ['Score', 'Accumulative Points', 'Total Points'],
    expiresAt: ['Points Expiry Date', 'Expiring On'],
    referralCode: ['Referral Code', 'Referral Link'],
  },
};

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Which column of a table's head each field is read from; the first name that the head has. */
export function columnsOf(head: readonly string[], columns: Columns): Map<Field, string> {
  const known = new Map(head.map((name) => [plain(name), name]));
  const found = new Map<Field, string>();
  for (const [field, names] of Object.entries(columns) as [Field, readonly string[]][]) {
    const name = names.map((one) => known.get(plain(one))).find((one) => one !== undefined);
    if (name !== undefined) found.set(field, name);
  }
  return found;
}
