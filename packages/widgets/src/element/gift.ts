import type { GiftView } from '@laurel/contract';
import type { Scene } from './element.ts';

/** What something gives, in a few words: "50 points and Faithful". '' where it gives nothing that can be said. */
export function giftText(gift: GiftView | null, { program, speech }: Scene): string {
  if (!gift) return '';
  const { points, counter, badge, reward } = gift;
  const nameIn = (list: readonly { id: string; name: string }[], id: string | undefined | null) =>
    list.find((one) => one.id === id)?.name;
  const said = [
    points && speech.points(points),
    counter && speech.say('amount', { n: counter.n, unit: nameIn(program.counters, counter.id) ?? counter.id }),
    nameIn(program.badges, badge),
    nameIn(program.rewards, reward),
  ];
  return new Intl.ListFormat(speech.language).format(said.filter(Boolean) as string[]);
}
