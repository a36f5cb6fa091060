import { Program } from '@laurel/contract';
import { TEMPLATES } from '@laurel/programs';
import { describe, expect, test } from 'vitest';

describe.each(TEMPLATES)('$id', ({ document, about }) => {
  test('is a document that can be published, and speaks English and French wherever it speaks', () => {
    const program = Program.parse(document);
    expect(Object.keys(about).sort()).toEqual(['en', 'fr']);
    const texts: unknown[] = [];
    const look = (node: unknown): void => {
      if (node === null || typeof node !== 'object') return;
      for (const [key, inner] of Object.entries(node)) {
        if ((key === 'name' || key === 'description' || key === 'text') && node !== program) texts.push(inner);
        look(inner);
      }
    };
    look(program);
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect(text).toMatchObject({ en: expect.anything(), fr: expect.anything() });
    // Whatever currency a merchant takes it in, what it says stays true.
    expect(JSON.stringify(texts)).not.toMatch(/[€£$]|\bEUR\b/);
  });
});
