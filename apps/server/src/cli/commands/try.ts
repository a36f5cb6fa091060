import process from 'node:process';
import type { TrySide, TryView } from '@laurel/contract';
import { Command, Option } from 'commander';
import { tryDraft } from '../../use/try/draft.ts';
import { OperatorError } from '../fail.ts';
import { withLaurel } from '../open.ts';
import { programOf } from '../program.ts';
import { progressBar } from '../progress.ts';
import { readDocument } from '../read-document.ts';
import { table } from '../table.ts';

/** `laurel program try FILE` */
export function tryCommand(): Command {
  return new Command('try')
    .description('Replay a draft over the facts already kept, beside the published version. Nothing is written.')
    .argument('<file>', 'the draft')
    .addOption(new Option('--program <id>', 'which program; needed where there are several'))
    .option('--since <date>', 'only what happened from here on, e.g. 2026-01-01')
    .option('--until <date>', 'what falls due is followed until here; by default until the last fact')
    .option('--lang <language>', 'the language of what it takes for granted', 'en')
    .option('--json', 'print all of it as JSON')
    .action(async (file: string, options: Options) => {
      const document = await readDocument(file);
      const [since, until] = [dateOf('since', options.since), dateOf('until', options.until)];
      const view = await withLaurel(async (laurel, signal) => {
        const found = await programOf(laurel, options.program);
        const all = await laurel.store.members.countDocuments({ program: found.id });
        const bar = progressBar('members', all);
        try {
          return await tryDraft(laurel, found, document, {
            since,
            until,
            locale: options.lang,
            signal,
            onProgress: (members) => bar.update(members, Math.max(all, members)),
          });
        } finally {
          bar.stop();
        }
      });
      process.stdout.write(
        options.json ? `${JSON.stringify(view, null, 2)}\n` : `${textOf(view, document.currency)}\n`,
      );
    });
}

interface Options {
  program?: string;
  since?: string;
  until?: string;
  lang: string;
  json?: boolean;
}

function dateOf(option: string, text: string | undefined): number | undefined {
  const at = text === undefined ? undefined : Date.parse(text);
  if (Number.isNaN(at)) throw new OperatorError(`--${option} ${text} is no date; write it as 2026-01-31.`);
  return at;
}

function textOf(view: TryView, currency: string): string {
  const { draft, published } = view;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const money = (amount: number | null) =>
    amount === null ? '–' : format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  const share = (percent: number | null) => (percent === null ? '–' : `${percent.toFixed(2)} %`);
  const both = (name: string, of: (side: TrySide) => string | number): (string | number)[] => [
    name,
    of(published),
    of(draft),
  ];
  const rows: (string | number)[][] = [
    ['', `version ${published.version}`, 'draft'],
    both('points earned', ({ points }) => points.earned),
    both('points taken back', ({ points }) => points.reversed),
    both('points redeemed', ({ points }) => points.redeemed),
    both('points expired', ({ points }) => points.expired),
    both('points outstanding', ({ points }) => points.outstanding),
    both('liability', ({ cost }) => money(cost.liability)),
    both('worth of what was earned', ({ cost }) => money(cost.promised)),
    both('rebate', ({ rebate }) => share(rebate.promised)),
    both('rebate redeemed', ({ rebate }) => share(rebate.redeemed)),
    both('reach a first reward', ({ firstReward }) => share(firstReward?.share ?? null)),
    both('half of them after days', ({ firstReward }) => firstReward?.medianDays ?? '–'),
    both('challenges completed', ({ challenges }) => challenges.reduce((sum, { completed }) => sum + completed, 0)),
    both('redemptions kept', ({ redemptions }) => redemptions.made),
    both('redemptions not affordable', ({ redemptions }) => redemptions.notAffordable + redemptions.gone),
  ];
  const tiers = [published, draft].flatMap(({ tiers: all }, at) =>
    all.map(({ id, members }) => [
      `${id ?? 'no tier'} (${at === 0 ? `version ${published.version}` : 'draft'})`,
      members,
    ]),
  );
  const names = [...new Set([...published.months, ...draft.months].map(({ month }) => month))].sort();
  const months = names.map((month) => {
    const of = (side: TrySide) => side.months.find((one) => one.month === month);
    return [month, ...[published, draft].flatMap((side) => [of(side)?.earned ?? 0, of(side)?.outstanding ?? 0])];
  });
  const more = [published, draft].flatMap((side, at) => {
    const which = at === 0 ? `version ${published.version}` : 'draft';
    return [
      ...side.challenges.map(({ name, completed, points }) => [`challenge ${name} (${which})`, completed, points]),
      ...side.streaks.map(({ name, reached, points }) => [`streak ${name} (${which})`, reached, points]),
      ...side.draws.map(({ name, played, points }) => [`draw ${name} (${which})`, played, points]),
      ...side.goals.map(({ name, members, points }) => [`goal ${name} (${which})`, members, points]),
      ...side.segments.map(({ name, members }) => [`segment ${name} (${which})`, members, '']),
    ];
  });
  const people = [...view.winners, ...view.losers].map(
    ({ externalId, published: before, draft: after, difference }) => [
      externalId,
      before,
      after,
      `${difference > 0 ? '+' : '−'}${Math.abs(difference).toLocaleString('en')}`,
    ],
  );
  const facts = `${view.facts.toLocaleString('en')} facts of ${view.members.toLocaleString('en')} members in ${(view.took / 1_000).toFixed(1)} s`;
  return [
    facts,
    table(rows),
    `Members by tier\n${table(tiers)}`,
    ...(more.length > 0 ? [`Played: how often, and for how many points; segments: members\n${table(more)}`] : []),
    `Earned and outstanding by month (version ${published.version}, then the draft)\n${table(months)}`,
    `${view.better} members earn more, ${view.worse} earn less, ${view.same} the same${people.length > 0 ? `\n${table(people)}` : ''}`,
    view.assumptions.map((line) => `· ${line}`).join('\n'),
  ].join('\n\n');
}
