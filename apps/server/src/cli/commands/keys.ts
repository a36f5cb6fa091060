import process from 'node:process';
import { Command, Option } from 'commander';
import { createKey } from '../../use/keys/create.ts';
import { listKeys } from '../../use/keys/list.ts';
import { revokeKey } from '../../use/keys/revoke.ts';
import { withLaurel } from '../open.ts';
import { programOf } from '../program.ts';
import { table } from '../table.ts';

const program = () => new Option('--program <id>', 'which program; needed where there are several');

/** `laurel keys` */
export function keysCommand(): Command {
  return new Command('keys')
    .description('Publishable, secret and signing keys of a program.')
    .helpCommand(false)
    .addCommand(
      new Command('list')
        .description('Show the keys; secrets are never shown again.')
        .addOption(program())
        .action(async (options: { program?: string }) => {
          await withLaurel(async (laurel) => {
            const found = await programOf(laurel, options.program);
            const keys = await listKeys(laurel, found.id);
            const rows = keys.map((key) => [
              key.kind,
              key.name,
              key.scope ?? '',
              `…${key.hint}`,
              key.id,
              key.createdAt.toISOString().slice(0, 10),
              key.revokedAt ? 'revoked' : '',
            ]);
            process.stdout.write(
              `${found.document.name} (${found.id})\npublishable  ${found.publishableKey}\n\n${table(rows)}\n`,
            );
          });
        }),
    )
    .addCommand(
      new Command('create')
        .description(
          'Make a secret key for a shop’s backend, a signing key for member tokens, or a key that signs webhooks. It is shown once.',
        )
        .addOption(program())
        .addOption(
          new Option('--kind <kind>', 'what for')
            .choices(['secret', 'signing', 'webhook'] as const)
            .default('secret' as const),
        )
        .addOption(
          new Option('--scope <scope>', 'what a secret key may do')
            .choices(['read', 'write', 'admin'] as const)
            .default('write' as const),
        )
        .option('--name <name>', 'a name to tell it apart', 'shop')
        .action(
          async (options: {
            program?: string;
            kind: 'secret' | 'signing' | 'webhook';
            scope: 'read' | 'write' | 'admin';
            name: string;
          }) => {
            await withLaurel(async (laurel) => {
              const found = await programOf(laurel, options.program);
              const key = await createKey(laurel, found.id, {
                kind: options.kind,
                name: options.name,
                scope: options.scope,
              });
              process.stdout.write(`${key.plain}\n`);
              process.stderr.write('Keep it now: it is not shown again.\n');
            });
          },
        ),
    )
    .addCommand(
      new Command('revoke')
        .description('Make a key worthless, at once and for good.')
        .argument('<id>', 'the key’s id, as list shows it')
        .addOption(program())
        .action(async (id: string, options: { program?: string }) => {
          await withLaurel(async (laurel) => {
            const found = await programOf(laurel, options.program);
            await revokeKey(laurel, found.id, id);
            process.stdout.write('Revoked.\n');
          });
        }),
    );
}
