import { describe, expect, test } from 'vitest';
import { program } from '../e2e/support/world.ts';
import { messages as ar } from '../src/words/ar.ts';
import { messages as de } from '../src/words/de.ts';
import { messages as en } from '../src/words/en.ts';
import { messages as es } from '../src/words/es.ts';
import { messages as fr } from '../src/words/fr.ts';
import type { Key, Message, Messages } from '../src/words/messages.ts';
import { speak } from '../src/words/speech.ts';

const texts = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));
const placeholders = (message: Message) =>
  [...new Set(texts(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

const LANGUAGES: Record<string, Record<string, Message>> = { en, fr, de, es, ar };
const others = Object.keys(LANGUAGES).filter((language) => language !== 'en');

describe.each(others)('%s', (language) => {
  const messages = LANGUAGES[language] ?? {};

  test('has every sentence that English has, and no other', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
  });

  test('has the same placeholders, but where a plural form says the number in words', () => {
    for (const key of Object.keys(en) as Key[]) {
      const message = messages[key] ?? '';
      const general = typeof message === 'string' ? message : (message.other ?? '');
      expect(placeholders(general), key).toEqual(placeholders(en[key]));
      for (const each of placeholders(message)) expect(placeholders(en[key]), key).toContain(each);
    }
  });

  test('leaves nothing in English', () => {
    // What is made of placeholders and names alone is the same everywhere.
    const same = (Object.keys(en) as Key[]).filter(
      (key) =>
        JSON.stringify(messages[key]) === JSON.stringify(en[key]) &&
        /[a-z]{6}/i.test(texts(en[key])[0]?.replace(/\{\w+\}/g, '') ?? ''),
    );
    expect(same).toEqual([]);
  });
});

describe('plural forms', () => {
  test.each(Object.keys(LANGUAGES))('%s: an `other` always, and only categories that the language has', (language) => {
    const cardinal = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const ordinal = new Intl.PluralRules(language, { type: 'ordinal' }).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(LANGUAGES[language] ?? {})) {
      if (typeof message === 'string') continue;
      expect(message.other, key).toBeTypeOf('string');
      for (const form of Object.keys(message)) expect(key === 'place' ? ordinal : cardinal, key).toContain(form);
    }
  });

  test('Arabic counts by its six forms', () => {
    const arabic = speak(ar as Messages, {}, 'ar', program());
    const said = [0, 1, 2, 3, 11, 100].map((n) => arabic.say('board.members', { n }));
    expect(new Set(said).size).toBe(6);
    expect(said[1]).toBe('يشارك شخص واحد');
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

  test('a currency’s letters and its sign stay together from right to left', () => {
    const arabic = speak(ar as Messages, {}, 'ar', { ...program(), currency: 'USD' });
    expect(arabic.money(1_250)).toMatch(/US\$\u200e$/);
    expect(speak(fr, {}, 'fr', program()).money(1_250)).toMatch(/€$/);
  });

  test('the page’s own words stand before ours: of the language first, then of all', () => {
    const strings = { again: 'Once more', fr: { again: 'Encore' } };
    expect(speak(en, strings, 'en-GB', null).say('again')).toBe('Once more');
    expect(speak(fr, strings, 'fr-CA', null).say('again')).toBe('Encore');
  });

  test('dates are written as the region writes them', () => {
    const on = (tag: string) => speak(en, {}, tag, program()).date('2026-12-03T12:00:00Z');
    expect(on('en-GB')).toBe('3 December');
    expect(on('en-US')).toBe('December 3');
  });

  test('a name of the other direction is isolated, and no other', () => {
    const arabic = speak(ar as Messages, {}, 'ar', program());
    expect(arabic.say('badges.now', { name: '€5 off' })).toBe('شارة جديدة: \u2068€5 off\u2069.');
    expect(arabic.say('badges.now', { name: 'وفيّ' })).toBe('شارة جديدة: وفيّ.');
    expect(english.say('badges.now', { name: 'وفيّ' })).toBe('New badge: \u2068وفيّ\u2069.');
    expect(english.say('badges.now', { name: 'Regular' })).toBe('New badge: Regular.');
  });

  test('a tag that is no language falls back', () => {
    expect(speak(en, {}, 'not a tag', null).number(1_000)).toBe('1,000');
  });
});
