import {
  type Command,
  type Entry,
  entryView,
  historyView,
  memberView,
  previewView,
  type Scored,
} from '../../src/index.ts';
import { flat, instant, moved, said } from './said.ts';
import type { Town } from './town.ts';

/** The lines of a record, as they come about. */
export class Page {
  readonly lines: string[] = [];
  private readonly seen = new Map<string, Map<string, string>>();
  /** The very first page that anybody saw: of those of others is told what is another. */
  private first = new Map<string, string>();

  /** @param isBrief only what was decided, and not what is shown */
  constructor(
    private readonly town: Town,
    private readonly isBrief = false,
  ) {
    town.told = (entry, command, touched) => this.entry(entry, command, touched);
  }

  /** What is shown of a member at an instant. */
  viewOf(who: string, now: number, locale = 'en'): Map<string, string> {
    const { program, states, attributesOf } = this.town;
    const state = states.get(who);
    if (!state) return new Map();
    const attributes = attributesOf.get(who) ?? {};
    const extras = {
      externalId: who,
      alias: who,
      onBoards: true,
      stockLeft: {},
      referralCode: who.toUpperCase(),
      attributes,
    };
    return flat(memberView(program, state, extras, now, locale));
  }

  preview(who: string, command: Command, now: number): void {
    const { town } = this;
    const entry = town.preview(who, command, now);
    const state = town.states.get(who);
    if (!state || this.isBrief) return;
    const attributes = town.attributesOf.get(who) ?? {};
    const view = previewView(town.program, state, entry, {
      ifJoined: state.status !== 'joined',
      locale: 'fr',
      attributes,
    });
    this.lines.push(`${who}, if it were sent: ${said(view)}`);
  }

  private entry(entry: Entry, command: Command, touched: Scored['touched']): void {
    const { program } = this.town;
    const { member, seq, kind, recordedAt, outcome, reason } = entry;
    const { kind: asked, key: __, body: ___, ...what } = command;
    const id = `${member}:${seq}`;
    const all = !this.isBrief;
    const { text, why, programVersion: _, ...view } = entryView(entry, id, 'en', program);
    const french = entryView(entry, id, 'fr', program);
    const own = historyView(entry, id, 'en', program);
    const now = all ? this.viewOf(member, recordedAt) : this.first;
    const more = { keys: entry.keys, about: entry.subjects, due: entry.due };
    this.lines.push(
      '',
      `${member} ${seq}, ${instant(recordedAt)}: ${asked} ${said(leftOut(what))}`,
      ...[text, ...(all ? [french.text] : []), ...(own.text === text ? [] : [own.text])].map((line) => `  “${line}”`),
      // Each page is long enough: reasons are given of every other entry, now in the one language and now in the other.
      ...((!all || seq % 2 === 0 ? [] : seq % 4 === 1 ? why : french.why) ?? [])
        .slice(0, -1)
        .map((line) => `    because ${line}`),
      `  ${kind} ${outcome}${reason ? ` (${reason})` : ''} ${said(more)}`,
      ...entry.awards.map((award) => `  award ${said(award)}`),
      ...entry.silent.map((silence) => `  silent ${said(silence)}`),
      ...(entry.standing ? [`  standing ${said(entry.standing)}`] : []),
      ...(entry.seen ? [`  seen ${said(entry.seen)}`] : []),
      ...entry.changes.map(({ kind: change, ...rest }) => `  ${change} ${said(rest)}`),
      ...(entry.postings.length > 0 ? [`  postings ${said(entry.postings)}`] : []),
      ...entry.effects.map(({ kind: effect, ...rest }) => `  then ${effect} ${said(rest)}`),
      ...(all && seq % 3 === 0 ? [`  told ${said(leftOut(view))}`] : []),
      ...touched.map(({ board, period, n, at }) => `  board ${board} ${period}: ${n} since ${instant(at)}`),
      ...moved(this.seen.get(member) ?? this.first, now)
        .filter((line) => !line.startsWith('version'))
        .map((line) => `  > ${line}`),
    );
    this.seen.set(member, now);
    if (this.first.size === 0) this.first = now;
  }
}

/** What another entry, or another line, tells in full already. */
const ELSEWHERE = [
  'closing',
  'state',
  'lots',
  'kind',
  'id',
  'seq',
  'key',
  'type',
  'outcome',
  'reason',
  'data',
  'postings',
];

/** Neither that, nor what is empty. */
function leftOut(all: object): object {
  return Object.fromEntries(
    Object.entries(all).filter(
      ([key, value]) =>
        !ELSEWHERE.includes(key) && value !== null && value !== 0 && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
