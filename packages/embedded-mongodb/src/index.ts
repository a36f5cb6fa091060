export { EmbeddedStoreError, type StoreTrouble } from './errors/EmbeddedStoreError.ts';
export { findRunningEmbeddedMongo } from './start/findRunning.ts';
export { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from './start/startEmbeddedMongo.ts';
