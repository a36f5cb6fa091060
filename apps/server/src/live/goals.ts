import { type GoalsPush, LIVE } from '@laurel/contract';
import type { Socket } from 'socket.io';
import type { House } from '../doors/house.ts';
import type { Pulse } from '../project/pulse.ts';
import { type GoalsFor, goalsNow } from '../use/goals/list.ts';
import { Laggards } from './pace.ts';

/** Who looks at the common goals of which program, and in which language. */
interface Look {
  program: string;
  member: string | null;
  locale: string;
}

/** Common goals that browsers of this process look at. */
export interface GoalFeeds {
  look(socket: Socket, look: Look): Promise<void>;
  leave(socket: Socket): void;
  close(): void;
}

/** @param tick milliseconds between two frames, at least */
export function openGoalFeeds(house: House, pulse: Pulse, tick: number): GoalFeeds {
  const looking = new Map<Socket, Look & { told: string }>();
  const laggards = new Laggards();
  const stirred = new Set<string>();
  let timer: NodeJS.Timeout | null = null;

  const tell = (socket: Socket, views: GoalsFor) => {
    const one = looking.get(socket);
    if (!one || laggards.take(socket, () => void show(one.program, new Set([socket])))) return;
    const goals = views(one.member);
    const json = JSON.stringify(goals);
    if (json === one.told) return;
    one.told = json;
    socket.emit(LIVE.goals, { goals } satisfies GoalsPush);
  };
  const show = async (id: string, to: ReadonlySet<Socket> | null) => {
    try {
      const program = await house.laurel.programs.byId(id);
      if (!program) return;
      const languages = new Map<string, Promise<GoalsFor>>();
      for (const [socket, { program: of, locale }] of looking) {
        if (of !== id || (to && !to.has(socket))) continue;
        const views = languages.get(locale) ?? goalsNow(house, program, locale);
        languages.set(locale, views);
        tell(socket, await views);
      }
    } catch (error) {
      house.laurel.logger.warn({ err: error }, 'the common goals could not be told');
    }
  };
  const beat = async () => {
    const programs = [...stirred];
    stirred.clear();
    for (const program of programs) await show(program, null);
    timer = null;
    if (stirred.size > 0) wind();
  };
  const wind = () => {
    timer ??= setTimeout(() => void beat(), tick);
  };
  const stir = (program: string | null) => {
    for (const { program: of } of looking.values()) if (program === null || program === of) stirred.add(of);
    if (stirred.size > 0) wind();
  };
  // What is added moves a score. That a goal was reached is seen by what everybody is given.
  const deaf = pulse.listen({
    entry: ({ program }) => stir(program),
    score: (_, document) => stir(document?.program ?? null),
    published: stir,
    lost: () => stir(null),
  });

  return {
    async look(socket, look) {
      const { told = '' } = looking.get(socket) ?? {};
      looking.set(socket, { ...look, told });
      await show(look.program, new Set([socket]));
    },
    leave(socket) {
      looking.delete(socket);
      laggards.delete(socket);
    },
    close() {
      deaf();
      if (timer) clearTimeout(timer);
    },
  };
}
