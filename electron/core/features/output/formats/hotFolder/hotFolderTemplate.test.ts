import { describe, expect, it } from 'vitest';
import { DEFAULT_HOT_FOLDER_TEMPLATE } from './hotFolder.ts';
import { expandTemplate, parseTemplate } from './hotFolderTemplate.ts';

const reasonOf = (text: string) => {
  const result = parseTemplate(text);
  return result.ok ? 'ok' : result.reason;
};

describe('hot folder template', () => {
  it('accepts the default, a flat and a nested template', () => {
    expect(reasonOf(DEFAULT_HOT_FOLDER_TEMPLATE)).toBe('ok');
    expect(reasonOf('%Job%_%Index%.jpg')).toBe('ok');
    expect(reasonOf('%Qty%/%Job%_%Index%.jpg')).toBe('ok');
    expect(reasonOf('%Store%-%Job%/%Qty%/%Index%.JPEG')).toBe('ok');
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    [`${'a'.repeat(200)}/%Job%/%Index%.jpg`, 'too-long'],
    ['C:/prints/%Job%/%Index%.jpg', 'drive-letter'],
    ['d:%Job%%Index%.jpg', 'drive-letter'],
    ['/%Job%/%Index%.jpg', 'absolute'],
    ['\\\\server\\%Job%\\%Index%.jpg', 'absolute'],
    ['../%Job%/%Index%.jpg', 'parent-folder'],
    ['%Job%/../%Index%.jpg', 'parent-folder'],
    ['%Job%//%Index%.jpg', 'bad-segment'],
    ['./%Job%/%Index%.jpg', 'bad-segment'],
    ['prints /%Job%/%Index%.jpg', 'bad-segment'],
    ['prints./%Job%/%Index%.jpg', 'bad-segment'],
    ['a\\%Job%/%Index%.jpg', 'bad-character'],
    ['kārba/%Job%/%Index%.jpg', 'bad-character'],
    ['%Job%/%Index%?.jpg', 'bad-character'],
    ['%Name%/%Job%/%Index%.jpg', 'unknown-token'],
    ['%job%/%Index%.jpg', 'unknown-token'],
    ['100%/%Job%/%Index%.jpg', 'unknown-token'],
    ['%Date%/%Index%.jpg', 'job-missing'],
    ['%Job%/print.jpg', 'index-missing'],
    ['%Job%/%Index%.png', 'not-jpg'],
    ['%Job%/%Index%', 'not-jpg'],
    ['.lete-x/%Job%/%Index%.jpg', 'reserved-name'],
    ['con/%Job%/%Index%.jpg', 'reserved-name'],
    ['%Qty%/%Job%/%Index%.jpg', 'image-token-in-job-folder'],
    ['%Job%_%Crop%/%Index%.jpg', 'image-token-in-job-folder'],
  ])('refuses %j as %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('keeps values inside their segment whatever the catalogue says', () => {
    const parsed = parseTemplate('%Paper%/%Format%/%Job%/%Index%.jpg');
    if (!parsed.ok) throw new Error(parsed.reason);
    const values = {
      Store: '',
      Terminal: '',
      Job: '00000001',
      Order: '',
      Date: '',
      Time: '',
      Crop: '',
      Qty: '',
      Paper: '..',
      Format: '../x y/ž',
      Index: '0001',
    };
    expect(expandTemplate(parsed.template, values)).toEqual(['_', '__x_y__', '00000001', '0001.jpg']);
    expect(expandTemplate(parsed.template, { ...values, Paper: 'NUL' })[0]).toBe('_NUL');
  });
});
