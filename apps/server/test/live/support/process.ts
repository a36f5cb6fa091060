import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server process of its own, on a store that others share. */
export interface ServerProcess {
  url: string;
  /** Ends it as an operator does; settles with its status. */
  stop(): Promise<number | null>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

export async function startProcess(uri: string): Promise<ServerProcess> {
  const entry = fileURLToPath(new URL('./entry.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    // Where tsx is found, wherever the tests were started.
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, MONGODB_URI: uri },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([
    once(lines, 'line'),
    gone.then(([code]) => Promise.reject(new Error(`the server process ended with ${code} before it was ready`))),
  ])) as [string];
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await gone;
      return code as number | null;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
