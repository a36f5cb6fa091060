import { createReadStream } from 'node:fs';
import process from 'node:process';
import { PassThrough, pipeline, Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { OperatorError } from './fail.ts';

/** Bytes that are read, or unpacked, at once: each time takes a turn, of which there are few while lines are decided. */
const PIECE = 262_144;

export interface Lines {
  lines: AsyncIterable<string>;
  /** Bytes of the file read so far, packed as it lies there. */
  bytes(): number;
}

/** The lines of a file, or of standard input for `-`; unpacked where its name ends in `.gz`. */
export function linesOf(file: string): Lines {
  let read = 0;
  async function* lines(): AsyncGenerator<string> {
    const input = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: PIECE });
    const counter = new Transform({
      transform(chunk: Buffer, _, done) {
        read += chunk.length;
        done(null, chunk);
      },
    });
    // The error reaches whoever reads the last stream, so there is nothing to do with it here.
    const text = pipeline(
      input,
      counter,
      file.endsWith('.gz') ? createGunzip({ chunkSize: PIECE }) : new PassThrough(),
      () => {},
    );
    const decoder = new StringDecoder('utf8');
    let rest = '';
    try {
      for await (const chunk of text) {
        const parts = (rest + decoder.write(chunk as Buffer)).split('\n');
        rest = parts.pop() ?? '';
        yield* parts;
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code?.startsWith('Z_'))
        throw new OperatorError(`${file} cannot be unpacked (${message}); what came before that was taken.`);
      throw error;
    }
    rest += decoder.end();
    if (rest !== '') yield rest;
  }
  return { lines: lines(), bytes: () => read };
}
