import type { Basket, PreviewInput, PreviewView, ProductPreview } from '@laurel/contract';
import { type Fact, previewView, productPreview, type State } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { aheadOf } from '../../log/clock.ts';
import { type Previewed, previewFacts } from '../../log/preview.ts';
import { claimId, findClaims } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { readEvent } from '../events/read.ts';
import { enrolOf, type Person, storedId } from '../members/person.ts';
import { findAdvocates } from '../referrals/resolve.ts';
import { factOfBasket, withLine } from './basket.ts';

/** Who is asked about: somebody the shop names, or nobody yet. */
export interface Somebody {
  member?: string | undefined;
  guest?: string | undefined;
  /** Answers as if they had joined. */
  joined?: boolean;
}

/**
 * What an event or a basket would earn. Nothing is written, claimed, reserved or drawn.
 * @throws LaurelError `bad_request` for an event that is not of its documented shape
 */
export async function preview(
  laurel: Laurel,
  program: PublishedProgram,
  { member, guest, event, basket }: Omit<PreviewInput, 'locale'>,
  locale: string,
): Promise<PreviewView> {
  const who = { member: member ?? event?.member, guest: guest ?? event?.guest };
  const asked = await open(laurel, program, who);
  const fact = event
    ? await readFact(laurel, program, { event, who, ...asked })
    : factOfBasket(basket as Basket, program.document.currency, asked.now);
  const [previewed] = await asked.of([fact]);
  return asked.view(previewed as Previewed, locale);
}

/** The same of a basket, for whoever looks at a page. */
export async function previewBasket(
  laurel: Laurel,
  program: PublishedProgram,
  who: Somebody,
  basket: Basket,
  locale: string,
): Promise<PreviewView> {
  const asked = await open(laurel, program, who);
  const [previewed] = await asked.of([factOfBasket(basket, program.document.currency, asked.now)]);
  return asked.view(previewed as Previewed, locale);
}

/** What each product would earn, alone or on top of a basket: each asked for by itself, on what stands now. */
export async function previewProducts(
  laurel: Laurel,
  program: PublishedProgram,
  who: Somebody,
  { products, basket }: { products: Basket['lines']; basket?: Basket | undefined },
  locale: string,
): Promise<ProductPreview[]> {
  const asked = await open(laurel, program, who);
  const { document } = program;
  const baskets = products.map((line) => withLine(basket, line));
  const [without, ...with_] = await asked.of(
    [basket ?? { lines: [] }, ...baskets].map((each) => factOfBasket(each, document.currency, asked.now)),
  );
  const before = basket && without ? asked.view(without, locale).points : 0;
  return products.map(({ sku }, at) => {
    const points = asked.view(with_[at] as Previewed, locale).points - before;
    return productPreview(document, sku, Math.max(0, points), locale);
  });
}

interface Asked {
  now: number;
  /** Whether a log is theirs, or was merged into theirs. */
  owns(member: string): boolean;
  of(facts: Fact[]): Promise<Previewed[]>;
  view(previewed: Previewed, locale: string): PreviewView;
}

/** Finds whoever is asked about, and makes nobody. */
async function open(laurel: Laurel, program: PublishedProgram, who: Somebody): Promise<Asked> {
  const person = personOf(who);
  const member = person && (await findId(laurel, program.id, person));
  const state: State | null = member ? await laurel.log.state(program.id, member).catch(rethrow) : null;
  if (state?.status === 'closed') throw new LaurelError('member_closed');
  const now = laurel.now() + (member ? await aheadOf(laurel.store, program, member) : 0);
  const enrol = person ? enrolOf(program.document, person) : { guest: false, join: true };
  const assumes = !person || who.joined === true;
  const joins = assumes || enrol.join;
  return {
    now,
    owns: (log) => log === member || state?.absorbed.includes(log) === true,
    async of(facts) {
      const code = facts[0]?.data.referralCode;
      const found = typeof code === 'string' ? await findAdvocates(laurel, program, [code]) : null;
      const referral = (typeof code === 'string' ? found?.get(code) : null) ?? null;
      return previewFacts(laurel, program, {
        member: member ?? null,
        state,
        facts,
        enrol: { ...enrol, join: joins },
        referral,
        now,
      }).catch(rethrow);
    },
    view: ({ before, entry, attributes }, locale) =>
      previewView(program.document, before, entry, {
        ifJoined: state?.status !== 'joined' && joins,
        locale,
        attributes,
      }),
  };
}

function personOf({ member, guest }: Somebody): Person | null {
  if (member !== undefined) return { kind: 'account', id: member };
  return guest === undefined ? null : { kind: 'guest', id: guest };
}

async function findId(laurel: Laurel, program: string, person: Person): Promise<string | null> {
  const id = claimId(program, 'externalId', storedId(person));
  const claims = await findClaims(laurel.store, [id]).catch(rethrow);
  return claims.get(id)?.member ?? null;
}

/** Reads an event as if it were sent, so that what would be refused then is refused here. */
async function readFact(
  laurel: Laurel,
  { id: program, document }: PublishedProgram,
  { event, who, now, owns }: { event: NonNullable<PreviewInput['event']>; who: Somebody } & Pick<Asked, 'now' | 'owns'>,
): Promise<Fact> {
  const asked = who.member === undefined && who.guest === undefined ? { guest: 'somebody' } : who;
  const read = readEvent(
    { ...event, member: undefined, guest: undefined, ...asked, key: 'preview' },
    now,
    false,
    document.events,
  );
  if (read instanceof LaurelError) throw read;
  const { fact, order, late } = read;
  if (late) throw new LaurelError('too_late', { occurredAt: new Date(fact.occurredAt).toISOString() });
  if (order?.brings) {
    const id = claimId(program, 'order', order.id);
    const claim = (await findClaims(laurel.store, [id]).catch(rethrow)).get(id);
    if (claim && !owns(claim.member)) throw new LaurelError('order_conflict', { orderId: order.id });
  }
  return fact;
}

function rethrow(error: unknown): never {
  throw told(error);
}
