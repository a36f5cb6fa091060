import type { FindCursor } from 'mongodb';

/** A cursor's batches; while one is worked on, the store reads the next. */
export async function* batches<Document>(cursor: FindCursor<Document>): AsyncGenerator<Document[]> {
  const read = async () => ((await cursor.hasNext()) ? cursor.readBufferedDocuments() : null);
  let next = read();
  for (let documents = await next; documents; documents = await next) {
    next = read();
    // Whoever stops early does not come back for it.
    next.catch(() => {});
    yield documents;
  }
}
