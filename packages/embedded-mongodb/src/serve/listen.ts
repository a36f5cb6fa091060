import { createServer, type Server } from 'node:net';
import { EmbeddedStoreError } from '../errors/EmbeddedStoreError.ts';
import { type Answer, Connection } from './connection.ts';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on the loopback address only. */
export async function listen(port: number, answer: Answer): Promise<Listening> {
  const connections = new Set<Connection>();
  let lastId = 0;
  const server: Server = createServer((socket) => {
    const connection = new Connection(++lastId, socket, answer);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is taken by another program. Choose another port, or leave it out to get a free one.`
          : `The embedded store cannot listen on port ${port}: ${error.message}.`;
      reject(new EmbeddedStoreError('port', sentence, { cause: error }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new EmbeddedStoreError('port', 'The embedded store has no port.');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of connections) connection.destroy();
      }),
  };
}
