import type { Duration, Program } from '@laurel/contract';
import { partsOf } from '../../time/add.ts';
import { type Pen, penOf } from '../pen.ts';
import { language, textOf } from '../text.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { ExplainWords } from './words.ts';

/** What a program is explained with. */
export interface ExplainPen extends Pen {
  program: Program;
  say: ExplainWords;
  /** "one month", "14 days" */
  length(duration: Duration): string;
  /** What happens, after "for": "each order". */
  event(type: string): string;
  text(text: Parameters<typeof textOf>[0], fallback: string): string;
}

export function explainPen(program: Program, locale: string): ExplainPen {
  const pen = penOf(locale, program);
  const say = language(pen.locale) === 'fr' ? fr : en;
  return {
    ...pen,
    program,
    say,
    length(duration) {
      const { unit, n } = partsOf(duration);
      return say.units[unit](n);
    },
    event(type) {
      const kind = program.events.find((one) => one.type === type);
      return say.events[type] ?? say.otherEvent(textOf(kind?.name, pen.locale, type));
    },
    text: (text, fallback) => textOf(text, pen.locale, fallback),
  };
}
