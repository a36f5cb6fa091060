/** A question that is answered by choosing one of its options. */
export interface Question {
  id: string;
  text: string;
  options: string[];
  /** The options are the numbers from 1 on. */
  scale: boolean;
}

const MOST_STEPS = 10;

/** The questions that an element's children ask; what is no question is left out. */
export function questionsOf(element: Element): Question[] {
  return [...element.querySelectorAll<HTMLElement>('[data-question]')].flatMap((child) => {
    const { question: id = '', scale, choices } = child.dataset;
    const steps = Math.min(MOST_STEPS, Math.max(2, Number.parseInt(scale ?? '', 10) || 5));
    const options = choices
      ? choices.split('|').map((choice) => choice.trim())
      : Array.from({ length: steps }, (_, index) => String(index + 1));
    const text = child.textContent?.trim() ?? '';
    return id && text ? [{ id, text, options: options.filter(Boolean), scale: !choices }] : [];
  });
}
