import { hello } from '../serve/hello.ts';
import { collMod } from './catalog/collMod.ts';
import { create } from './catalog/create.ts';
import { createIndexes } from './catalog/createIndexes.ts';
import { drop, dropDatabase } from './catalog/drop.ts';
import { dropIndexes } from './catalog/dropIndexes.ts';
import { listCollections } from './catalog/listCollections.ts';
import { listDatabases } from './catalog/listDatabases.ts';
import { listIndexes } from './catalog/listIndexes.ts';
import { renameCollection } from './catalog/renameCollection.ts';
import * as info from './diagnostics/info.ts';
import { collStats, dbStats } from './diagnostics/stats.ts';
import { aggregate } from './reads/aggregate.ts';
import { count } from './reads/count.ts';
import { distinct } from './reads/distinct.ts';
import { explain } from './reads/explain.ts';
import { find } from './reads/find.ts';
import { getMore } from './reads/getMore.ts';
import { killCursors } from './reads/killCursors.ts';
import * as sessions from './session/sessions.ts';
import type { CommandSpec } from './types.ts';
import { bulkWrite } from './writes/bulkWrite.ts';
import { deleteCommand } from './writes/delete.ts';
import { findAndModify } from './writes/findAndModify.ts';
import { insert } from './writes/insert.ts';
import { update } from './writes/update.ts';

/** Every command this server knows, by the names clients use. */
export const COMMANDS: ReadonlyMap<string, CommandSpec> = new Map<string, CommandSpec>(
  Object.entries({
    hello,
    isMaster: hello,
    ismaster: hello,
    insert,
    update,
    delete: deleteCommand,
    findAndModify,
    findandmodify: findAndModify,
    bulkWrite,
    find,
    getMore,
    killCursors,
    count,
    distinct,
    aggregate,
    explain,
    collMod,
    create,
    drop,
    dropDatabase,
    createIndexes,
    dropIndexes,
    deleteIndexes: dropIndexes,
    listIndexes,
    listCollections,
    listDatabases,
    renameCollection,
    collStats,
    collstats: collStats,
    dbStats,
    dbstats: dbStats,
    ping: info.ping,
    buildInfo: info.buildInfo,
    buildinfo: info.buildInfo,
    hostInfo: info.hostInfo,
    serverStatus: info.serverStatus,
    connectionStatus: info.connectionStatus,
    whatsmyuri: info.whatsmyuri,
    getLog: info.getLog,
    getCmdLineOpts: info.getCmdLineOpts,
    getParameter: info.getParameter,
    replSetGetStatus: info.replSetGetStatus,
    replSetGetConfig: info.replSetGetConfig,
    configureFailPoint: info.configureFailPoint,
    startSession: sessions.startSession,
    endSessions: sessions.endSessions,
    refreshSessions: sessions.refreshSessions,
    killSessions: sessions.killSessions,
    killAllSessions: sessions.killAllSessions,
    killAllSessionsByPattern: sessions.killAllSessions,
    commitTransaction: sessions.endTransaction,
    abortTransaction: sessions.endTransaction,
  }),
);
