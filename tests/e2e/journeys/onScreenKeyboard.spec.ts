import type { Locator } from 'playwright';
import { expect, test } from '../fixtures.ts';
import type { Kiosk } from '../pages/kiosk.ts';

const BEFORE = 'wxyz';
/** Where the caret stands or what is selected: start, middle, end, over a selection. */
const PLACES = [
  [0, 0],
  [2, 2],
  [4, 4],
  [1, 3],
] as const;

interface TypingKey {
  readonly sign: string;
  readonly x: number;
  readonly y: number;
}

/** Keys that type something, and where they lie: what they type stands on them. */
const typingKeys = (kiosk: Kiosk): Promise<readonly TypingKey[]> =>
  kiosk
    .keyboard()
    .locator('[data-layout] button')
    .evaluateAll((keys) =>
      keys.flatMap((key) => {
        const sign = key.textContent ?? '';
        const isTyping =
          ([...sign].length === 1 || /^[@.][a-z.]+$/.test(sign)) && key.querySelector('svg') === null;
        const box = key.getBoundingClientRect();
        return isTyping ? [{ sign, x: box.x + box.width / 2, y: box.y + box.height / 2 }] : [];
      }),
    );

const prepare = (field: Locator, start: number, end: number) =>
  field.evaluate(
    (element, [text, from, to]) => {
      const input = element as HTMLInputElement;
      input.setRangeText(text, 0, input.value.length, 'end');
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      input.setSelectionRange(from, to);
    },
    [BEFORE, start, end] as const,
  );

/** Real presses on each key; answers the signs, and what came out wrong. */
async function typeEverywhere(kiosk: Kiosk, field: Locator) {
  await field.click();
  await kiosk.shows(kiosk.keyboard());
  const keys = await typingKeys(kiosk);
  const wrong: string[] = [];
  for (const { sign, x, y } of keys) {
    for (const [start, end] of PLACES) {
      await prepare(field, start, end);
      await kiosk.page.mouse.click(x, y);
      const wanted = BEFORE.slice(0, start) + sign + BEFORE.slice(end);
      const found = await field.evaluate((element) => ({
        value: (element as HTMLInputElement).value,
        isFocused: element === document.activeElement,
      }));
      if (found.value !== wanted || !found.isFocused) wrong.push(`${sign} at ${start}: ${found.value}`);
    }
  }
  expect(wrong).toEqual([]);
  return keys.map(({ sign }) => sign);
}

const LETTERS = {
  lv: 'aābcčdeēfgģhiījkķlļmnņoprsštuūvzž',
  en: 'abcdefghijklmnopqrstuvwxyz',
  ru: 'абвгдежзийклмнопрстуфхцчшщъыьэюяё',
} as const;

test.describe('[CON-6] the on-screen keyboard types in the real engine, at start, middle, end and over a selection', () => {
  test('[CON-6] every letter of Latvian, English and Russian, and the signs', async ({ kiosk }) => {
    await kiosk.toDetailsWith('IMG_0001');
    await kiosk.chooseWay('email');
    await kiosk.openAddress();
    for (const locale of ['lv', 'en', 'ru'] as const) {
      await kiosk.speak(locale);
      const signs = await typeEverywhere(kiosk, kiosk.postcodeField());
      expect([...LETTERS[locale]].filter((letter) => !signs.includes(letter))).toEqual([]);
      await kiosk.putKeyboardAway();
    }
    await kiosk.postcodeField().click();
    await kiosk.key(kiosk.t('common:keyboard.symbols')).click();
    expect(await typeEverywhere(kiosk, kiosk.postcodeField())).toContain('7');
  });

  test('[CON-6] every sign of e-mail addresses and telephone numbers', async ({ kiosk }) => {
    await kiosk.toDetailsWith('IMG_0001');
    await kiosk.chooseWay('email');
    expect(await typeEverywhere(kiosk, kiosk.emailField())).toContain('@inbox.lv');
    await kiosk.putKeyboardAway();
    await kiosk.chooseWay('sms');
    expect(await typeEverywhere(kiosk, kiosk.phoneField())).toHaveLength(11);
  });
});
