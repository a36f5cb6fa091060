import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/lib/root.mjs';

const execute = promisify(execFile);

/** A project of two tiny rooms, in a folder with a space, that is prepared by the real scripts. */
export class Project implements Disposable {
  readonly path = join(mkdtempSync(join(tmpdir(), 'laurel ')), 'a project');

  constructor() {
    cpSync(join(root, 'scripts'), join(this.path, 'scripts'), { recursive: true });
    this.room('packages/word', { build: undefined, needs: [] });
    this.write('packages/word/src/word.mjs', `export const word = 'one';\n`);
    this.room('apps/server', { build: 'node build.mjs', needs: ['word'] });
    this.write(
      'apps/server/build.mjs',
      `import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs';
       mkdirSync('dist', { recursive: true });
       copyFileSync('src/laurel.mjs', 'dist/laurel.js');
       appendFileSync('../../builds', 'built ');`,
    );
    this.write('apps/server/src/laurel.mjs', `console.log(process.argv.slice(2).join(' '));\n`);
  }

  /** Writes a file, and the folders above it. */
  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), text);
  }

  private room(folder: string, { build, needs }: { build: string | undefined; needs: string[] }): void {
    const dependencies = Object.fromEntries(needs.map((name) => [`@tiny/${name}`, 'workspace:*']));
    const scripts = { build };
    this.write(
      `${folder}/package.json`,
      JSON.stringify({ name: `@tiny/${folder.split('/')[1]}`, scripts, dependencies }),
    );
  }

  /** Source of a module that uses the project's own copy of the scripts. */
  program(body: string): string {
    this.write('program.mjs', body);
    return join(this.path, 'program.mjs');
  }

  /** Builds what is stale. @returns the names of the rooms that were built */
  async build(): Promise<string[]> {
    const program = this.program(
      `import { build } from './scripts/lib/build.mjs';
       import { orExplain } from './scripts/lib/failure.mjs';
       console.log(JSON.stringify(await orExplain(() => build(() => {}))));`,
    );
    const { stdout } = await execute(process.execPath, [program]);
    return JSON.parse(stdout);
  }

  [Symbol.dispose](): void {
    rmSync(dirname(this.path), { recursive: true, force: true });
  }
}
