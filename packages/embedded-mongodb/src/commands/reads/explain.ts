import type { Doc } from '../../bson/types.ts';
import type { CommandSpec } from '../types.ts';

export const explain: CommandSpec = {
  run(): Doc {
    return {};
  },
};
