import process from 'node:process';
import type { LiabilityView } from '@laurel/contract';
import { Command, Option } from 'commander';
import { liabilityAsOf } from '../../use/past/liability.ts';
import { memberAsOf } from '../../use/past/member.ts';
import { OperatorError } from '../fail.ts';
import { withLaurel } from '../open.ts';
import { programOf } from '../program.ts';
import { table } from '../table.ts';

interface Options {
  program?: string;
  asOf?: string;
  knownAt?: string;
  json?: boolean;
}

/** `laurel past` */
export function pastCommand(): Command {
  return new Command('past')
    .description('What was at an instant: as it happened, or as it was known then.')
    .helpCommand(false)
    .addCommand(
      asked('liability', 'Points outstanding, their worth, and members by tier.').action(async (options: Options) => {
        const view = await withLaurel(async (laurel, signal) =>
          liabilityAsOf(laurel, await programOf(laurel, options.program), questionOf(options), { signal }),
        );
        process.stdout.write(options.json ? `${JSON.stringify(view, null, 2)}\n` : `${textOf(view)}\n`);
      }),
    )
    .addCommand(
      asked('member', 'One member: points, tier, and all that a shop may see.')
        .argument('<externalId>', 'the shop’s own id of the shopper')
        .action(async (externalId: string, options: Options) => {
          const view = await withLaurel(async (laurel) =>
            memberAsOf(laurel, await programOf(laurel, options.program), externalId, questionOf(options), 'en'),
          );
          const { points, tier } = view;
          const rows: [string, string | number][] = [
            ['available', points.available],
            ['pending', points.pending],
            ['held', points.held],
            ['owed', points.owed],
            ['balance', points.balance],
            ['tier', tier.name ?? 'none'],
          ];
          process.stdout.write(options.json ? `${JSON.stringify(view, null, 2)}\n` : `${table(rows)}\n`);
        }),
    );
}

function asked(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(new Option('--program <id>', 'which program; needed where there are several'))
    .option('--as-of <date>', 'the instant that is asked about; by default --known-at, else now')
    .option('--known-at <date>', 'only what was recorded by then is known; by default now')
    .option('--json', 'print all of it as JSON');
}

function questionOf({ asOf, knownAt }: Options) {
  return { asOf: instantOf('as-of', asOf), knownAt: instantOf('known-at', knownAt) };
}

function instantOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new OperatorError(`--${option} ${text} is no date; write it as 2026-01-31.`);
  return new Date(at).toISOString();
}

function textOf({ points, money, tiers, worth, asOf, knownAt, ...view }: LiabilityView): string {
  const format = money && new Intl.NumberFormat('en', { style: 'currency', currency: money.currency });
  const worthOf = (account: keyof typeof points) =>
    money && format ? format.format(money[account] / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)) : '–';
  const accounts = ['available', 'pending', 'held', 'outstanding', 'owed'] as const;
  const source = worth
    ? `${worth.points} points are worth ${worth.amount} minor units${worth.reward === null ? '' : `, as the reward ${worth.reward} gives`}.`
    : 'A point has no worth in money: set points.worth in the program, or offer a reward that gives an amount.';
  return [
    `As of ${asOf}, as known at ${knownAt}, by version ${view.programVersion}: ${view.members} members, ${view.holders} of them with points.`,
    table(accounts.map((account) => [account, points[account], worthOf(account)])),
    source,
    table(tiers.map(({ name, members }) => [name ?? 'no tier', members])),
  ].join('\n\n');
}
