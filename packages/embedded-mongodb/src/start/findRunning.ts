import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { URI_FILE } from '../folder/names.ts';
import { pingMessage } from './pingMessage.ts';

/** How long a living store may take to answer. */
const PATIENCE_MS = 3000;

/** The uri of the store that serves a folder in another process, if it is alive: it has to answer a ping. */
export async function findRunningEmbeddedMongo(dataDir: string): Promise<string | null> {
  const uri = await readFile(join(dataDir, URI_FILE), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
  const port = uri && /^mongodb:\/\/127\.0\.0\.1:(\d+)\//.exec(uri)?.[1];
  if (!uri || !port) return null;
  return (await answers(Number(port))) ? uri : null;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (alive: boolean): void => {
      socket.destroy();
      resolve(alive);
    };
    socket.setTimeout(PATIENCE_MS, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(pingMessage()));
    socket.on('data', (chunk) => finish(chunk.includes('isWritablePrimary') && chunk.includes('laurel')));
  });
}
