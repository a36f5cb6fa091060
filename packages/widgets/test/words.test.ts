import { describe, expect, test } from 'vitest';
import { program } from '../e2e/support/world.ts';
import { messages as en } from '../src/words/en.ts';
import { messages as fr } from '../src/words/fr.ts';
import type { Key, Message } from '../src/words/messages.ts';
import { speak } from '../src/words/speech.ts';

const texts = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));
const placeholders = (message: Message) =>
  [...new Set(texts(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

describe('the languages', () => {
  test.each(Object.keys(en) as Key[])('%s has the same placeholders in each', (key) => {
    expect(placeholders(fr[key])).toEqual(placeholders(en[key]));
  });

  test('every plural form has an `other`', () => {
    for (const message of [...Object.values(en), ...Object.values(fr)] as Message[]) {
      if (typeof message === 'object') expect(message.other).toBeTypeOf('string');
    }
  });
});

describe('speech', () => {
  const english = speak(en, {}, 'en', program());
  const french = speak(fr, {}, 'fr', program());

  test('points in the program’s unit and plural form', () => {
    expect(english.points(1)).toBe('1 point');
    expect(english.points(7_654_321)).toBe('7,654,321 points');
    expect(french.points(0)).toBe('0 point');
  });

  test('places by ordinal rules', () => {
    expect([1, 2, 3, 4, 11, 22, 103].map(english.place)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '22nd', '103rd']);
    expect([1, 2].map(french.place)).toEqual(['1re', '2e']);
  });

  test('money from minor units, without empty decimals, also of currencies without any', () => {
    expect(english.money(2_500)).toBe('€25');
    expect(english.money(1_999)).toBe('€19.99');
    expect(speak(en, {}, 'en', { ...program(), currency: 'JPY' }).money(500)).toBe('¥500');
  });

  test('the page’s own words stand before ours: of the language first, then of all', () => {
    const strings = { again: 'Once more', fr: { again: 'Encore' } };
    expect(speak(en, strings, 'en-GB', null).say('again')).toBe('Once more');
    expect(speak(fr, strings, 'fr-CA', null).say('again')).toBe('Encore');
  });

  test('a tag that is no language falls back', () => {
    expect(speak(en, {}, 'not a tag', null).number(1_000)).toBe('1,000');
  });
});
