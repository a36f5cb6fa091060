import type { PoolView } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { told } from '../../store/faults.ts';

/** The pools of a program: those that its rewards name, and those that have codes. */
export async function listPools(laurel: Laurel, program: PublishedProgram): Promise<PoolView[]> {
  try {
    const known = (await laurel.store.codes.collection.distinct('pool', { program: program.id } as never)) as string[];
    const named = program.document.rewards.flatMap(({ codes }) => (codes && 'pool' in codes ? [codes.pool] : []));
    const pools = [...new Set([...named, ...known])].sort();
    return await Promise.all(pools.map((pool) => poolView(laurel, program, pool)));
  } catch (error) {
    throw told(error);
  }
}

/** How many codes a pool has and has left. The codes themselves are told to nobody. */
export async function poolView({ store }: Laurel, program: PublishedProgram, pool: string): Promise<PoolView> {
  const [total, left] = await Promise.all([
    store.codes.collection.countDocuments({ program: program.id, pool } as never),
    store.codes.collection.countDocuments({ program: program.id, pool, at: null } as never),
  ]);
  const taking = program.document.rewards.filter(({ codes }) => codes && 'pool' in codes && codes.pool === pool);
  const low = taking.reduce((most, { codes }) => Math.max(most, codes && 'pool' in codes ? codes.low : 0), 0);
  return { id: pool, total, left, low: taking.length > 0 && left <= low, rewards: taking.map(({ id }) => id) };
}
