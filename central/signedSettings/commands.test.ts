import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaffList } from '../../shared/domain/staffList.ts';
import { matchesPin } from '../../shared/sync/pin/pin.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { freshPostgres } from '../../tests/sync/tools/databases.ts';
import {
  BAIBA,
  EDGARS,
  notice,
  priceList,
  somePin,
  staffList,
  ZANE,
} from '../../tests/sync/tools/signedSettings.ts';
import { runKey, runPublish, runSign } from './commands.ts';
import { runPin } from './staffPin.ts';

const NOW = Date.UTC(2026, 10, 30, 9);

describe('the owner’s command line', () => {
  let root = '';
  let central: TestCentral;
  let lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const at = (name: string): string => join(root, name);
  const said = async (act: () => unknown): Promise<string> => {
    lines = [];
    await act();
    return lines.join('\n');
  };
  const write = (name: string, value: unknown): string => {
    writeFileSync(at(name), JSON.stringify(value));
    return at(name);
  };
  const sign = (values: Readonly<Record<string, string>>): Promise<string> =>
    said(() => runSign({ key: at('owner.key'), by: 'owner', out: at('signed.json'), ...values }, say, NOW));
  const publish = (yes: boolean): Promise<string> =>
    said(() => runPublish(central.central, { file: at('signed.json'), yes }, say));

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'lete-owner-'));
    const told = await said(() => runKey({ out: at('owner.key') }, say));
    const [, settingsPub = ''] = /LETE_CENTRAL_SETTINGS_KEY: (\S{43})$/m.exec(told) ?? [];
    central = await startCentral(await freshPostgres(), { settingsPub });
  });
  afterAll(async () => {
    await central.end();
    rmSync(root, { recursive: true, force: true });
  });

  it('[SYN-6] keeps the key in a file for its owner alone, never writes over one, and gives central none of it', () => {
    expect(statSync(at('owner.key')).mode & 0o777).toBe(0o600);
    const { seed } = JSON.parse(readFileSync(at('owner.key'), 'utf8')) as { readonly seed: string };
    expect(lines.join('\n')).not.toContain(seed);
    expect(() => runKey({ out: at('owner.key') }, say)).toThrow(/never written over/);
  });

  it('[ADM-4] [SYN-6] signs a list, shows what it changes, and publishes it only when told so', async () => {
    await sign({ prices: write('one.json', priceList(2)) });
    expect(await publish(true)).toMatch(/the first that is signed[\s\S]+Published\.$/);
    const list = priceList(2);
    const [product, ...others] = list.products;
    if (product === undefined) throw new Error('a product is needed');
    const dearer = { ...product, breaks: [{ from: 1, unit: 123 }] };
    const next = { ...list, version: 3, validFrom: '2027-02-01', products: [dearer, ...others] };
    await sign({ prices: write('two.json', next) });
    const preview = await publish(false);
    expect(preview).toContain('prices-3, all stores, from 2027-02-01, signed by owner on 2026-11-30');
    expect(preview).toContain('in place of prices-2');
    expect(preview.match(/ -> /g)).toHaveLength(1);
    expect(preview).toContain(`-> 1.23 (${product.channels.join(', ')})`);
    expect(preview).toMatch(/Nothing was changed/);
    expect(await publish(true)).toMatch(/Published\.$/);
    expect(await publish(true)).toMatch(/published before/);
  });

  it('[ADM-4] [P37] signs a notice, and shows paragraph by paragraph what is different in each language', async () => {
    await sign({ notice: write('notice.json', notice('1.1.0')) });
    await publish(true);
    const text = { lv: 'Jauns.', en: 'New.', ru: 'Новое.' };
    const [first, ...blocks] = notice('1.2.0').blocks;
    if (first === undefined) throw new Error('a block is needed');
    await sign({
      notice: write('notice.json', notice('1.2.0', { blocks: [{ ...first, text }, ...blocks] })),
    });
    const preview = await publish(false);
    for (const line of ['lv + Jauns.', 'en + New.', 'ru + Новое.', `lv - ${first.text.lv}`])
      expect(preview).toContain(line);
    expect(preview.match(/^(lv|en|ru) [+-] /gm)).toHaveLength(6);
  });

  it('[ADM-4] signs a staff list, and shows who comes, who leaves and what changes for the others', async () => {
    const first = staffList(1, EDGARS, ZANE);
    await sign({ staff: write('staff.json', first) });
    expect(await publish(true)).toMatch(
      /^staff-1, all stores, from 2026-11-30[\s\S]+Baiba: comes as manager\nEdgars: comes as staff\nZane: comes as staff, without a PIN\n/,
    );
    const people = [
      { ...BAIBA, name: 'Baiba K' },
      { ...ZANE, role: 'manager', pin: somePin(9) },
    ];
    await sign({ staff: write('staff.json', { version: 2, people }) });
    const shown = (await publish(false)).split('\n');
    expect(shown.slice(1, -1)).toEqual([
      'in place of staff-1',
      'Baiba: now Baiba K',
      'Zane: staff -> manager',
      'Zane: new PIN',
      'Edgars: leaves',
    ]);
  });

  it('[ADM-2] makes what stands for a PIN from what is typed, and refuses one that a terminal would', async () => {
    const typed = (text: string) => said(() => runPin(say, Readable.from([`${text}\n`]), NOW));
    const told = await typed('2864');
    expect(told).not.toContain('2864');
    const [, pin = ''] = /^"pin": (.+)$/m.exec(told) ?? [];
    const [, staffId] = /^"staffId": "(\w{26})"/m.exec(told) ?? [];
    const list = staffList(1, { ...ZANE, staffId: staffId as never, pin: JSON.parse(pin) as never });
    const { salt, hash } = StaffList.parse(list).people[1]?.pin ?? somePin(0);
    const [record, other] = [
      { salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') },
      '2865',
    ];
    expect([await matchesPin('2864', record), await matchesPin(other, record)]).toEqual([true, false]);
    for (const weak of ['1111', '1234', '123', 'abcd', ''])
      await expect(typed(weak)).rejects.toThrow(/too easy to guess/);
  });

  it.each([
    ['a list with a mistake, by its place', { prices: { ...priceList(9), papers: [] } }, /papers/],
    ['a sample', { notice: notice('2.0.0', { sample: true }) }, /sample/],
    [
      'a notice that lacks a block',
      { notice: notice('2.0.0', { blocks: notice('2.0.0').blocks.filter(({ id }) => id !== 'children') }) },
      /blocks: /,
    ],
    [
      'a material change without its 30 days',
      { notice: notice('2.0.0', { materiality: 'material' }) },
      /30 days/,
    ],
    [
      'a staff list that nobody could manage people by',
      { staff: { ...staffList(9), people: [ZANE] } },
      /manager/,
    ],
    ['a staff list with a PIN in clear', { staff: staffList(9, { ...ZANE, pin: '2864' as never }) }, /pin/],
    ['what is no JSON', { prices: undefined }, /no JSON/],
  ])('[SYN-6] [P37] does not sign %s', async (_what, given, problem) => {
    const [[kind, content] = ['prices', undefined]] = Object.entries(given);
    writeFileSync(at('wrong.json'), content === undefined ? 'nothing' : JSON.stringify(content));
    await expect(sign({ [kind]: at('wrong.json') })).rejects.toThrow(problem);
  });

  it('[SYN-6] does not sign for a store or in a name that are none', async () => {
    const prices = write('list.json', priceList(9));
    await expect(sign({ prices, shop: '1' })).rejects.toThrow(/--shop/);
    await expect(sign({ prices, by: 'Anna B' })).rejects.toThrow(/--by/);
  });
});
