import { arch, cpus, hostname, type as osType, platform, release, totalmem } from 'node:os';
import type { Doc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import type { CommandSpec } from '../types.ts';

/** The MongoDB whose behaviour this server follows. */
const VERSION = '8.0.0';

export const ping: CommandSpec = { run: () => ({}) };

export const buildInfo: CommandSpec = {
  run: (): Doc => ({
    version: VERSION,
    gitVersion: 'none',
    modules: [],
    allocator: 'system',
    javascriptEngine: 'none',
    sysInfo: 'deprecated',
    versionArray: [8, 0, 0, 0],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
    storageEngines: ['lmdb'],
    embedded: true,
  }),
};

export const hostInfo: CommandSpec = {
  run: (): Doc => ({
    system: {
      currentTime: new Date(),
      hostname: hostname(),
      cpuAddrSize: 64,
      memSizeMB: Math.round(totalmem() / 1048576),
      numCores: cpus().length,
      cpuArch: arch(),
    },
    os: { type: osType(), name: platform(), version: release() },
    extra: {},
  }),
};

export const serverStatus: CommandSpec = {
  run(call): Doc {
    const { server } = call;
    const memory = process.memoryUsage();
    return {
      host: `127.0.0.1:${server.port}`,
      version: VERSION,
      process: 'embedded-mongodb',
      pid: BigInt(process.pid),
      uptime: (Date.now() - server.started) / 1000,
      localTime: new Date(),
      mem: { bits: 64, resident: Math.round(memory.rss / 1048576), virtual: 0 },
      metrics: { cursor: { open: { total: BigInt(server.cursors.size) } } },
      storageEngine: { name: 'lmdb', supportsCommittedReads: true, persistent: true, readOnly: false },
      repl: { setName: server.setName, isWritablePrimary: true },
    };
  },
};

export const connectionStatus: CommandSpec = {
  run: (): Doc => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
};

export const whatsmyuri: CommandSpec = { run: (call): Doc => ({ you: call.connection.remote }) };

export const getLog: CommandSpec = {
  run: (call): Doc =>
    call.command.getLog === '*' ? { names: ['global', 'startupWarnings'] } : { totalLinesWritten: 0, log: [] },
};

export const getCmdLineOpts: CommandSpec = { run: (): Doc => ({ argv: [], parsed: {} }) };

const PARAMETERS: Doc = {
  featureCompatibilityVersion: { version: '8.0' },
  authenticationMechanisms: [],
  transactionLifetimeLimitSeconds: 60,
  requireApiVersion: false,
};

export const getParameter: CommandSpec = {
  run(call): Doc {
    if (call.command.getParameter === '*') return { ...PARAMETERS, enableTestCommands: call.server.testCommands };
    const found: Doc = {};
    const known: Doc = { ...PARAMETERS, enableTestCommands: call.server.testCommands };
    for (const name of Object.keys(call.command)) if (name in known) found[name] = known[name];
    if (Object.keys(found).length === 0) throw new MongoError('InvalidOptions', 'no option found to get');
    return found;
  },
};

export const replSetGetStatus: CommandSpec = {
  run(call): Doc {
    const { server } = call;
    const optime = { ts: server.store.committedTime(), t: 1n };
    return {
      set: server.setName,
      date: new Date(),
      myState: 1,
      term: 1n,
      heartbeatIntervalMillis: 2000n,
      optimes: { lastCommittedOpTime: optime, appliedOpTime: optime, durableOpTime: optime },
      members: [
        { _id: 0, name: `127.0.0.1:${server.port}`, health: 1, state: 1, stateStr: 'PRIMARY', self: true, optime },
      ],
    };
  },
};

export const replSetGetConfig: CommandSpec = {
  run: (call): Doc => ({
    config: {
      _id: call.server.setName,
      version: 1,
      term: 1,
      members: [{ _id: 0, host: `127.0.0.1:${call.server.port}`, votes: 1, priority: 1 }],
      settings: {},
    },
  }),
};

export const configureFailPoint: CommandSpec = {
  admin: true,
  run(call): Doc {
    if (!call.server.testCommands) throw new MongoError('CommandNotFound', "no such command: 'configureFailPoint'");
    return call.server.failPoints.configure(call.command);
  },
};
