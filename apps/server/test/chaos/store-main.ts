// The store of a chaos run: `store.ts` starts it, and kills it.
import process from 'node:process';
import { startEmbeddedMongo } from '@laurel/embedded-mongodb';

const [dataDir = '', port = '0'] = process.argv.slice(2);
const { uri } = await startEmbeddedMongo({ dataDir, port: Number(port) });
process.send?.(uri);
process.once('disconnect', () => process.exit());
