import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiLabel } from './asciiLabel.ts';

describe('ASCII label', () => {
  it.each([
    ['āčēģīķļņšūž ĀČĒĢĪĶĻŅŠŪŽ', 'acegiklnsuz ACEGIKLNSUZ'],
    ['Bērziņa', 'Berzina'],
    ['абвгдеёжзийклмнопрстуфхцчшщъыьэюя', 'abvgdeezhziiklmnoprstufkhtschshshchyeiuia'],
    ['Жанна Щукина Юрьевна', 'Zhanna Shchukina Iurevna'],
    ['Ö é ß ł', 'O e _ _'],
    ['10×15 €', '10_15 _'],
    ['😀', '_'],
    ['a "b" <c>\r\n\t\u0000d', "a 'b' cd"],
    ['', ''],
  ])('%j becomes %j', (text, label) => {
    expect(asciiLabel(text)).toBe(label);
  });

  it('is the same for composed and decomposed letters', () => {
    const text = 'Ķīļņā Ёлкий';
    expect(asciiLabel(text.normalize('NFD'))).toBe(asciiLabel(text));
    expect(asciiLabel(text)).toBe('Kilna Elkii');
  });

  it('never holds anything a controller may stumble over, and stays as it is when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const label = asciiLabel(text);
        expect(label).toMatch(/^[\x20-\x7E]*$/);
        expect(label).not.toMatch(/["<>]/);
        expect(asciiLabel(label)).toBe(label);
      }),
    );
  });
});
