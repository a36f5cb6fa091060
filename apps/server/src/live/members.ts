import type { MemberView } from '@laurel/contract';
import { changesAt } from '@laurel/engine';
import type { Socket } from 'socket.io';
import type { House } from '../doors/house.ts';
import { LaurelError } from '../laurel.ts';
import { aheadOf } from '../log/clock.ts';
import type { Pulse } from '../project/pulse.ts';
import { findMemberId } from '../use/members/find.ts';
import { memberOf } from '../use/storefront/snapshot.ts';
import { MemberFeed } from './member-feed.ts';

/** Whose token a browser has, and the language of its page. */
interface Who {
  program: string;
  externalId: string;
  locale: string;
}

/** Members that browsers of this process look at. */
export interface MemberFeeds {
  /** The member's id. Whom the shop signed in and nobody has heard of becomes a member by this. */
  find(who: Who): Promise<string | null>;
  join(socket: Socket, who: Who, member: string, holds: number | null): Promise<void>;
  leave(socket: Socket): void;
  close(): void;
}

export function openMemberFeeds(house: House, pulse: Pulse): MemberFeeds {
  const { laurel } = house;
  /** Feeds by member, and in it by language. */
  const feeds = new Map<string, Map<string, MemberFeed>>();
  const seats = new Map<Socket, { member: string; locale: string; feed: MemberFeed }>();

  const stir = (member: string, entry?: { seq: number; recordedAt: number }) => {
    for (const feed of feeds.get(member)?.values() ?? []) feed.stir(entry);
  };
  const deaf = pulse.listen({
    entry: ({ member, seq, recordedAt }) => stir(member, { seq, recordedAt }),
    profile: ({ _id }) => stir(_id),
    published: () => feeds.forEach((_, member) => void stir(member)),
    lost: () => feeds.forEach((_, member) => void stir(member)),
  });

  const view = async (program: string, externalId: string, locale: string): Promise<MemberView> => {
    const published = await laurel.programs.byId(program);
    if (!published) throw new LaurelError('program_not_found');
    return memberOf(house, published, externalId, locale);
  };
  const leave = (socket: Socket) => {
    const seat = seats.get(socket);
    if (!seat) return;
    seats.delete(socket);
    seat.feed.leave(socket);
    if (!seat.feed.empty) return;
    const languages = feeds.get(seat.member);
    languages?.delete(seat.locale);
    if (languages?.size === 0) feeds.delete(seat.member);
  };

  return {
    leave,
    async find({ program, externalId, locale }) {
      const known = await findMemberId(laurel, program, externalId);
      if (known !== null) return known;
      await view(program, externalId, locale);
      return findMemberId(laurel, program, externalId);
    },
    async join(socket, { program, externalId, locale }, member, holds) {
      const seat = seats.get(socket);
      if (seat && (seat.member !== member || seat.locale !== locale)) leave(socket);
      const languages = feeds.get(member) ?? new Map<string, MemberFeed>();
      feeds.set(member, languages);
      const feed =
        languages.get(locale) ??
        new MemberFeed({
          view: () => view(program, externalId, locale),
          moved: async () => {
            const published = await laurel.programs.byId(program);
            const at = published && changesAt(published.document, await laurel.log.state(program, member));
            if (!published || at === null) return false;
            return at <= laurel.now() + (await aheadOf(laurel.store, published, member));
          },
          now: () => laurel.now(),
          failed: (error) => laurel.logger.warn({ err: error }, 'a member could not be told to their browser'),
        });
      languages.set(locale, feed);
      seats.set(socket, { member, locale, feed });
      await feed.join(socket, holds);
    },
    close: deaf,
  };
}
