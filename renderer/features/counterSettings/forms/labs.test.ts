import { describe, expect, it } from 'vitest';
import { LAB_DEFAULTS } from '../../../../shared/domain/labDefaults.ts';
import type { LabKind, LabOutput } from '../../../../shared/domain/labs.ts';
import { LabOutput as Output } from '../../../../shared/domain/labs.ts';
import { labFields } from '../labs/labFields.ts';
import { aSettings } from '../testing.ts';
import { freshOutput, labsForm, OUTPUT_RANGES, type OutputForm } from './labs.ts';
import type { Range } from './numbers.ts';
import { parseRoutes, routesText } from './routes.ts';

const KINDS = Object.keys(LAB_DEFAULTS) as LabKind[];
const CODES: Readonly<Record<LabKind, string>> = {
  hotFolder: '10x15 gloss',
  dpof: '10x15 gloss',
  noritsu: '10x15 gloss = 001; KG',
  epson: '10x15 gloss=001',
  pic: '10x15 gloss = P4X6',
  frontline: '10x15 gloss = 10; 4x6 Glossy',
  darkroom: '10x15 gloss = 4x6; Glossy',
  dyeSub: '10x15 gloss = s4x6',
};
const typed = (kind: LabKind, part: Partial<OutputForm> = {}): OutputForm => ({
  ...freshOutput(kind, []),
  name: ' Noritsu ',
  folder: ' /srv/lab ',
  routes: CODES[kind],
  ...part,
});
const read = (...outputs: readonly OutputForm[]) => labsForm.read({ others: 'folder', outputs }, aSettings());
const problems = (...outputs: readonly OutputForm[]) => {
  const answer = read(...outputs);
  return answer.ok ? {} : answer.problems;
};
const field = (kind: LabKind, name: string, value: string | boolean) =>
  typed(kind, { fields: { ...freshOutput(kind, []).fields, [name]: value } });

describe('the form of labs', () => {
  it.each(KINDS)('[OUT-1] %s can be set up, and shows again what was saved', (kind) => {
    const answer = read(typed(kind));
    expect(answer).toMatchObject({
      ok: true,
      change: {
        labs: { outputs: [{ id: 'lab-1', name: 'Noritsu', folder: '/srv/lab', lab: LAB_DEFAULTS[kind] }] },
      },
    });
    const labs = answer.ok ? answer.change.labs : undefined;
    if (labs === undefined) throw new Error('nothing read');
    const again = labsForm.read(labsForm.of({ ...aSettings(), labs }), aSettings());
    expect(again).toEqual(answer);
  });

  it.each(KINDS)('[OUT-1] asks for every setting of %s', (kind) => {
    const names = labFields(kind).map(({ name }) => name);
    expect([...names, 'kind'].toSorted()).toEqual(Object.keys(LAB_DEFAULTS[kind]).toSorted());
  });

  it('names each field that is wrong, by the output it belongs to', () => {
    const second = { ...typed('noritsu', { name: '', routes: '13x18 gloss = 1' }), id: 'lab-2' };
    expect(problems(typed('pic', { staleAfter: 'x' }), second)).toEqual({
      'lab-1.staleAfter': { kind: 'range', min: 0, max: 10_080 },
      'lab-2.name': { kind: 'empty' },
      'lab-2.routes': { kind: 'route', line: 1 },
    });
    expect(problems(field('noritsu', 'maxQty', '1000'))).toEqual({ 'lab-1.lab.maxQty': { kind: 'value' } });
    expect(problems(field('noritsu', 'maxQty', 'many'))).toEqual({ 'lab-1.lab.maxQty': { kind: 'value' } });
    expect(problems(field('darkroom', 'ext', 'ExtA=1\nName=Ilze'))).toEqual({
      'lab-1.lab.ext': { kind: 'value' },
    });
    expect(problems(field('pic', 'imageDir', '../x'))).toEqual({ 'lab-1.lab.imageDir': { kind: 'value' } });
  });

  it('takes a product once, over all outputs', () => {
    const second = { ...typed('dpof', { routes: '\n13x18 gloss\n10x15 gloss' }), id: 'lab-2' };
    expect(problems(typed('noritsu'), second)).toEqual({ 'lab-2.routes': { kind: 'route', line: 3 } });
    expect(problems(typed('dpof', { routes: '10x15 gloss\n10x15 gloss' }))).toEqual({
      'lab-1.routes': { kind: 'route', line: 2 },
    });
  });

  it('a new output gets an id that none has', () => {
    const first = typed('dpof');
    expect(freshOutput('pic', [first]).id).toBe('lab-2');
    expect(freshOutput('pic', [{ ...first, id: 'lab-2' }]).id).toBe('lab-1');
  });

  it('limits are those of the contract', () => {
    const answer = read(typed('noritsu'));
    const [output] = answer.ok ? (answer.change.labs?.outputs ?? []) : [];
    const holds = (part: Partial<LabOutput>) => Output.safeParse({ ...output, ...part }).success;
    const around = ({ min, max, unit }: Range) => [min * unit - 1, min * unit, max * unit, max * unit + 1];
    const within = [false, true, true, false];
    expect(around(OUTPUT_RANGES.staleAfter).map((staleAfterMs) => holds({ staleAfterMs }))).toEqual(within);
    expect(around(OUTPUT_RANGES.lookEvery).map((lookEveryMs) => holds({ lookEveryMs }))).toEqual(within);
  });
});

describe('lines of products', () => {
  it('hold a product and the words of the lab, with or without spaces', () => {
    expect(parseRoutes(' 10x15 gloss=001 \n\n13x18  matt = 4x6 ;  Glossy 4x6\nA4 gloss')).toEqual([
      { line: 1, route: { format: '10x15', paper: 'gloss', code: '001', detail: '' } },
      { line: 3, route: { format: '13x18', paper: 'matt', code: '4x6', detail: 'Glossy 4x6' } },
      { line: 4, route: { format: 'A4', paper: 'gloss', code: '', detail: '' } },
    ]);
    expect(['', '10x15', '10x15 gloss 001', '= 001', 'ok gloss\n?'].map(parseRoutes)).toEqual([
      1, 1, 1, 1, 2,
    ]);
    const lines = '10x15 gloss = 001\n13x18 matt = 4x6; Glossy\nA4 gloss';
    const parsed = parseRoutes(lines);
    expect(typeof parsed === 'number' ? '' : routesText(parsed.map(({ route }) => route))).toBe(lines);
  });
});
