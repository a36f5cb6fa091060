#!/usr/bin/env node
import process from 'node:process';
import { Command } from 'commander';
import { auditCommand } from './commands/audit.ts';
import { boardsCommand } from './commands/boards.ts';
import { demoCommand } from './commands/demo.ts';
import { importCommand } from './commands/import.ts';
import { keysCommand } from './commands/keys.ts';
import { lettersCommand } from './commands/letters.ts';
import { pastCommand } from './commands/past.ts';
import { poolCommand } from './commands/pool.ts';
import { programCommand } from './commands/program.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { startCommand } from './commands/start.ts';
import { fail } from './fail.ts';

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

await new Command('laurel')
  .description('Loyalty, referral and gamification for online shops.')
  .helpOption('-h, --help', 'tell how to use it')
  .helpCommand(false)
  .showHelpAfterError('(laurel --help tells what there is)')
  .addHelpText(
    'after',
    `
Settings come from the environment:
  PORT              the port of the server, 4000
  MONGODB_URI       a MongoDB replica set; without it, the embedded store
  LAUREL_DATA_DIR   where the embedded store keeps its data, .laurel
  LOG_LEVEL         fatal, error, warn, info, debug or trace`,
  )
  .addCommand(startCommand())
  .addCommand(demoCommand())
  .addCommand(importCommand())
  .addCommand(keysCommand())
  .addCommand(poolCommand())
  .addCommand(programCommand())
  .addCommand(pastCommand())
  .addCommand(rebuildCommand())
  .addCommand(auditCommand())
  .addCommand(boardsCommand())
  .addCommand(lettersCommand())
  .parseAsync()
  .catch(fail);
