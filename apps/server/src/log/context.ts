import { createHash, randomInt } from 'node:crypto';
import { type Gain, hasCode, type PaidWith, type Program } from '@laurel/contract';
import {
  type Command,
  type Context,
  type Entry,
  isPurchase,
  type LongAgo,
  longAgoOf,
  needsLongAgo,
  remember,
  type Standings,
  type State,
  subjectsOf,
} from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../laurel.ts';
import { claimId, findClaims } from '../store/claims.ts';
import type { EntryDocument, MemberDocument } from '../store/documents.ts';
import { entryOf } from '../store/entries.ts';
import { pastOfMember } from '../use/fills/past.ts';
import { evidenceOf } from '../use/referrals/evidence.ts';
import { claimCode, plain } from './codes.ts';
import type { Histories } from './histories.ts';
import type { Job } from './job.ts';
import { takeCode } from './pool.ts';
import { standingsOf } from './standings.ts';
import { reserve } from './stock.ts';

type Core = Pick<Laurel, 'store' | 'programs' | 'step' | 'logger' | 'now' | 'log' | 'seal'>;

/** What coupons look like where the program does not say it. */
const USUAL = plain(10);

/** What is known beside the state when some commands of one member are decided one after another. */
export class Contexts {
  private longAgo: LongAgo | null = null;
  private readonly decided: Entry[] = [];

  private constructor(
    private readonly core: Core,
    private readonly member: string,
    private readonly history: Map<string, Entry[]>,
    private readonly versions: Map<number, Program>,
    private readonly person: Person,
    private readonly state: State,
    private readonly standings: Standings | null,
  ) {}

  /** Loads it as of a state of the log, in two round trips at most. */
  static async load(core: Core, histories: Histories, member: string, jobs: Job[], state: State): Promise<Contexts> {
    const { seq, absorbed } = state;
    // The till may have spoken of an order that is new: of its coupons, or of points that are held for it.
    const isPlain = state.heldAt === null && Object.keys(state.coupons).length === 0;
    const { program } = jobs[0] as Job;
    const history = new Map<string, Entry[]>();
    const unknown = new Set<string>();
    const mark = histories.mark(member);
    for (const { command, options } of jobs) {
      for (const subject of subjectsOf(command)) {
        const begins = seq === 0 || (isPlain && options.fresh === histories.mark(member));
        // What this process has written since the mark is known; whatever else was said meanwhile has changed the mark.
        if (begins && !histories.get(member, subject)) histories.set(member, subject, []);
        const known = histories.get(member, subject);
        if (known) history.set(subject, known.slice());
        else unknown.add(subject);
      }
    }
    const [read, person, standings] = await Promise.all([
      historyOf(core, program.id, { member, absorbed, seq }, [...unknown]),
      askedPerson(core, program, member),
      standingsOf(core.store, program),
    ]);
    for (const [subject, entries] of read) {
      history.set(subject, entries);
      // Whoever asked for the log meanwhile may have seen another process write to it: then this is not all there is.
      if (histories.mark(member) === mark) histories.set(member, subject, entries.slice());
    }
    const versions = await versionsOf(core, program, [...history.values()].flat());
    return new Contexts(core, member, history, versions, person, state, standings);
  }

  /** What segments are asked by beside the state. */
  get known(): { attributes: Record<string, unknown>; standings: Standings | null } {
    return { attributes: this.person.attributes, standings: this.standings };
  }

  /** The context of one command. What it takes of scarce things is taken here. */
  async of(job: Job, program: PublishedProgram, now: number): Promise<Context> {
    const { command } = job;
    this.versions.set(program.version, program.document);
    const subjects = subjectsOf(command);
    const evidence = await this.evidenceOf(job, program);
    const history = aboutAny(this.history, subjects);
    const past = command.kind === 'fill' ? await this.pastOf(program) : null;
    return {
      program: program.id,
      member: this.member,
      version: program.version,
      history,
      ...(needsLongAgo(command, history, now) ? { longAgo: await this.longAgoOf(program.id) } : {}),
      versions: this.versions,
      ...past,
      reservation: await this.reservationOf(job, program),
      coupon: await this.couponOf(job, program),
      draw: command.kind === 'create' ? drawOf(program, this.member) : null,
      standings: this.standings,
      ...(evidence ? { evidence } : {}),
      attributes: this.person.attributes,
      ...(this.person.timeZone === undefined ? {} : { timeZone: this.person.timeZone }),
      ...luckFor(job, program.document),
      ...(await this.cardsOf(command, program)),
    };
  }

  private pastOf(program: PublishedProgram): Promise<Pick<Context, 'past' | 'versions'>> {
    return pastOfMember(this.core, program, this.member, this.state.seq);
  }

  /** Which gift cards that an order names are of other members. */
  private async cardsOf(command: Command, { id }: PublishedProgram): Promise<Pick<Context, 'cards'>> {
    const named = cardsIn(command);
    if (named.length === 0) return {};
    const claims = await findClaims(
      this.core.store,
      named.map((code) => claimId(id, 'coupon', code)),
    );
    return { cards: new Set(named.filter((code) => claims.has(claimId(id, 'coupon', code)))) };
  }

  /** What the state has let go of, read once: entries that are decided after that are added to it. */
  private async longAgoOf(program: string): Promise<LongAgo> {
    this.longAgo ??= await readLongAgo(this.core, program, this.member, this.state);
    for (const entry of this.decided.splice(0)) remember(this.longAgo, entry, true);
    return this.longAgo;
  }

  /** An entry that was decided just now is history for the next command. */
  add(entry: Entry): void {
    this.decided.push(entry);
    for (const subject of entry.subjects) {
      const known = this.history.get(subject);
      if (known) known.push(entry);
      else this.history.set(subject, [entry]);
    }
  }

  private async reservationOf(job: Job, program: PublishedProgram): Promise<Context['reservation']> {
    const { command } = job;
    const bought = boughtBy(command);
    if (!bought) return null;
    if (job.tooLate) return 'none_left';
    const { reward: id, redemption } = bought;
    const { store } = this.core;
    const reservation = await reserve(store, program, id, redemption, this.member);
    await this.core.step('reserved');
    const codes = program.document.rewards.find((reward) => reward.id === id)?.codes;
    if (reservation === 'none_left' || !codes || !('pool' in codes)) return reservation;
    job.coupon = await takeCode(this.core, program.id, codes, redemption, this.member);
    await this.core.step('coupon.claimed');
    return job.coupon === null ? 'none_left' : { id: redemption };
  }

  /** Of a recommendation that begins, or of which the first order may come; null: there is none. */
  private async evidenceOf({ command, options }: Job, program: PublishedProgram): Promise<Context['evidence'] | null> {
    if (!program.document.referral || command.imported) return null;
    const { referral, absorbed } = this.state;
    const said = 'referral' in command ? command.referral : null;
    const ordered = command.kind === 'fact' && isPurchase(command.fact.type);
    const open = referral && referral.qualifiedBy === null && !referral.decided;
    const advocate = referral ? (ordered && open ? referral.advocate : null) : (said?.advocate ?? null);
    if (advocate === null || advocate === this.member) return null;
    const { absorbed: others } = await this.core.log.recent(program.id, advocate);
    const pair = { friend: [this.member, ...absorbed], advocate: [advocate, ...others] };
    return evidenceOf(this.core, program, pair, options.now ?? this.core.now());
  }

  private async couponOf(job: Job, program: PublishedProgram): Promise<string | null> {
    if (!mayIssueCoupon(job.command, program.document, this.state)) return null;
    if (job.coupon !== null) return job.coupon;
    const { command } = job;
    const bought = boughtBy(command);
    const codes = bought && program.document.rewards.find(({ id }) => id === bought.reward)?.codes;
    // A pool's code comes with its reservation, a webhook's once the entry stands.
    if (codes && !('pattern' in codes)) return null;
    job.coupon = await claimCode(this.core.store, program.id, 'coupon', this.member, codes ?? USUAL);
    await this.core.step('coupon.claimed');
    return job.coupon;
  }
}

/** The codes of gift cards that pay for an order. */
function cardsIn(command: Command): string[] {
  if (command.kind !== 'fact') return [];
  const { paidWith } = command.fact.data as { paidWith?: PaidWith[] };
  if (!Array.isArray(paidWith)) return [];
  return paidWith.flatMap((part) => (part.kind === 'gift_card' ? part.code : []));
}

/** What any of some subjects is about, each entry once and oldest first. */
export function aboutAny(history: ReadonlyMap<string, Entry[]>, subjects: readonly string[]): Entry[] {
  const [only] = subjects;
  if (subjects.length === 1 && only !== undefined) return (history.get(only) ?? []).slice();
  const entries = new Set(subjects.flatMap((subject) => history.get(subject) ?? []));
  return [...entries].sort((a, b) => a.seq - b.seq);
}

/** The reward that a command buys, or that is given by it. */
function boughtBy(command: Command): { reward: string; redemption: string } | null {
  if (command.kind === 'redeem') return command;
  return command.kind === 'react' && command.reaction.kind === 'gift.given' ? command.reaction : null;
}

function mayIssueCoupon(command: Command, { referral, rewards }: Program, state: State): boolean {
  if (command.kind === 'deliver') return true;
  const bought = boughtBy(command);
  if (command.kind === 'react' && !bought) {
    const { reaction } = command;
    const gives = /^(friend\.(joined|qualified|matured)|milestone\.)/.test(reaction.kind);
    const { advocate, steps = [], milestones = [] } = referral ?? {};
    return (
      gives &&
      [advocate, ...steps.map((step) => step.advocate), ...milestones.map((each) => each.advocate)].some(hasCoupon)
    );
  }
  // A friend who is approved of, or whose order is one that gives something.
  const theirs = referral?.steps?.some(({ friend }) => hasCoupon(friend)) === true;
  if (command.kind === 'decideReferral') return hasCoupon(referral?.friend) || theirs;
  if (command.kind === 'fact' && theirs && state.referral && isPurchase(command.fact.type)) return true;
  if (bought) {
    const reward = rewards.find(({ id }) => id === bought.reward);
    return reward !== undefined && hasCode(reward.give);
  }
  if (command.kind !== 'join' && command.kind !== 'refer' && command.kind !== 'fact') return false;
  return command.referral !== null && hasCoupon(referral?.friend);
}

function hasCoupon(gain: Gain | undefined): boolean {
  return gain !== undefined && ('discount' in gain || 'shipping' in gain);
}

/** The documents of the versions that judged some entries. */
export async function versionsOf(
  core: Pick<Core, 'programs'>,
  program: PublishedProgram,
  entries: Entry[],
): Promise<Map<number, Program>> {
  const versions = new Map([[program.version, program.document]]);
  for (const { version } of entries) {
    const document = versions.has(version) ? null : await core.programs.version(program.id, version);
    if (document) versions.set(version, document);
  }
  return versions;
}

/** RULES 28: a hash of program, salt and member, as a number from 0 to 9,999. */
export function drawOf({ id, document }: PublishedProgram, member: string): number {
  const hash = createHash('sha256')
    .update(JSON.stringify([id, document.holdout.salt, member]))
    .digest();
  return hash.readUIntBE(0, 6) % 10_000;
}

/** Entries of a log up to one, and before them those of the logs that were merged into it, by the subjects that they have. */
export async function historyOf(
  core: Pick<Core, 'store'>,
  program: string,
  { member, absorbed, seq }: { member: string; absorbed: readonly string[]; seq: number },
  subjects: string[],
) {
  const history = new Map<string, Entry[]>(subjects.map((subject) => [subject, []]));
  if (subjects.length === 0) return history;
  const found = await core.store.entries.collection
    .find({
      program,
      subjects: subjects.length === 1 ? subjects[0] : { $in: subjects },
      ...(absorbed.length === 0
        ? { member, seq: { $lte: seq } }
        : { $or: [{ member, seq: { $lte: seq } }, { member: { $in: absorbed } }] }),
    } as never)
    .sort({ seq: 1 })
    .toArray();
  const place = (of: string) => (of === member ? absorbed.length : absorbed.indexOf(of));
  if (absorbed.length > 0) found.sort((a, b) => place(String(a.member)) - place(String(b.member)));
  for (const document of found) {
    const entry = entryOf(document as unknown as EntryDocument);
    for (const subject of entry.subjects) history.get(subject)?.push(entry);
  }
  return history;
}

/** Reads a whole log, up to the entry that a state stands at, and those that were merged into it: for facts from long ago only. */
export async function readLongAgo(
  core: Pick<Core, 'store'>,
  program: string,
  member: string,
  { seq, absorbed }: Pick<State, 'seq' | 'absorbed'>,
): Promise<LongAgo> {
  const read = async (about: object) =>
    (await core.store.entries.collection
      .find({ program, ...about } as never, { projection: { changes: 1 } })
      .sort({ program: 1, member: 1, seq: 1 })
      .toArray()) as unknown as Pick<Entry, 'changes'>[];
  const [own, others] = await Promise.all([
    read({ member, seq: { $lte: seq } }),
    absorbed.length === 0 ? [] : read({ member: { $in: absorbed } }),
  ]);
  return longAgoOf(own, others);
}

/** What the shop said of the member, where the program asks for it. */
export interface Person {
  attributes: Record<string, unknown>;
  timeZone?: string;
}

interface Asks {
  attributes: boolean;
  timeZone: boolean;
}

const speaking = new WeakMap<Program, Asks>();

/** What a program's conditions and streaks ask of a member. */
export async function askedPerson(
  core: Pick<Core, 'store'>,
  program: PublishedProgram,
  member: string,
): Promise<Person> {
  let asks = speaking.get(program.document);
  if (asks === undefined) {
    asks = {
      attributes: JSON.stringify(program.document).includes('member.attributes'),
      timeZone: program.document.streaks.length > 0,
    };
    speaking.set(program.document, asks);
  }
  if (!asks.attributes && !asks.timeZone) return { attributes: {} };
  const found = (await core.store.members.collection.findOne({ _id: member } as never, {
    projection: { 'profile.attributes': 1, 'profile.timeZone': 1 },
  })) as unknown as MemberDocument | null;
  const timeZone = asks.timeZone ? found?.profile.timeZone : undefined;
  return {
    attributes: (asks.attributes ? found?.profile.attributes : undefined) ?? {},
    ...(timeZone ? { timeZone } : {}),
  };
}

/** A number for each draw that a command may start: the machine's secure random, without a bias (RULES 29). */
function luckFor(job: Job, { draws }: Program): Pick<Context, 'luck'> {
  const { command } = job;
  const may = draws.filter(({ id, on }) =>
    command.kind === 'draw' ? id === command.draw : command.kind === 'fact' && on === command.fact.type,
  );
  if (may.length === 0) return {};
  job.luck ??= new Map(may.map(({ id, total }) => [id, randomInt(total)]));
  return { luck: job.luck };
}
