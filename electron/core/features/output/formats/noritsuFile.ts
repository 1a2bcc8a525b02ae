import type { LabOf } from '../../../../../shared/domain/labs.ts';
import { dpofTime, type Entry, label, threeDigits } from './controlFile.ts';
import type { LabTask } from './labFormat.ts';

export type Dialect = LabOf<'noritsu'> | LabOf<'epson'>;

/** Lines of the order file; a controller reads one of many spellings, so each is a setting (formats.md 7). */
export function orderFile(
  entries: readonly Entry[],
  nameOf: (index: number) => string,
  task: LabTask,
  lab: Dialect,
): readonly string[] {
  const gap = lab.sectionGap ? [''] : [];
  const jobs = entries.flatMap((entry, i) => [
    ...jobSection(entry, i + 1, nameOf(entry.index), task, lab),
    ...gap,
  ]);
  return [...header(task, lab), ...gap, ...jobs];
}

const pair =
  ({ spacing }: Dialect) =>
  (key: string, value: string): string =>
    spacing === 'spaced' ? `${key} = ${value}` : `${key}=${value}`;

const vendorRegion = (lab: Dialect, lines: readonly string[]): readonly string[] => {
  const line = pair(lab);
  return [
    line('VUQ RGN', 'BGN'),
    line('VUQ VNM', `"NORITSU KOKI" -ATR "${lab.vendorAtr}"`),
    line('VUQ VER', '01.00'),
    ...lines,
    line('VUQ RGN', 'END'),
  ];
};

function header({ job, route, mm, reference, at }: LabTask, lab: Dialect): readonly string[] {
  const line = pair(lab);
  const customer = label(reference, lab.encoding);
  const size = {
    format: `NML -PSIZE "${job.product.format}"`,
    code: `NML -PSIZE "${route.detail}"`,
    millimetres: `B -PSIZE "${mm.w}x${mm.h}"`,
  }[lab.psl];
  return [
    '[HDR]',
    line('GEN REV', lab.genRev),
    line('GEN CRT', lab.genCrt),
    line('GEN DTM', dpofTime(at)),
    line('USR NAM', `"${customer}"`),
    ...(lab.kind === 'noritsu' && lab.usrCid ? [line('USR CID', `"${customer}"`)] : []),
    ...vendorRegion(lab, [
      line('PRT PSL', size),
      line('PRT PCH', route.code),
      ...(lab.genInp === 'none' ? [] : [line('GEN INP', `"${lab.genInp}"`)]),
      ...(lab.kind === 'noritsu' && lab.autoCorrect !== 'none'
        ? [line('AUTO CORRECT', lab.autoCorrect)]
        : []),
    ]),
  ];
}

function jobSection(
  { quantity }: Entry,
  pid: number,
  name: string,
  task: LabTask,
  lab: Dialect,
): readonly string[] {
  const line = pair(lab);
  const folder = lab.imageDir === 'flat' ? '' : `${lab.imageDir}/`;
  // The path is relative to the order file.
  const up = lab.mrkPath === 'DPOF.001' ? '' : '../';
  return [
    '[JOB]',
    line('PRT PID', threeDigits(pid)),
    line('PRT TYP', 'STD'),
    line('PRT QTY', lab.qtyPad ? threeDigits(quantity) : String(quantity)),
    line('IMG FMT', 'EXIF2 -J'),
    `<${line('IMG SRC', `"${up}${folder}${name}"`)}>`,
    ...(lab.kind === 'noritsu' && lab.imgOrg ? [line('IMG ORG', `"${name}"`)] : []),
    ...vendorRegion(lab, backPrint(pid, name, task, lab)),
  ];
}

function backPrint(pid: number, name: string, { reference, at }: LabTask, lab: Dialect): readonly string[] {
  const line = pair(lab);
  if (lab.kind === 'epson') return [line('PRT CVP1', `"${name}"`), line('PRT CVP2', `"${dpofTime(at)}"`)];
  // An empty -STR "" crashes some controllers: a line with nothing on it is 0.
  const printed = (key: string, text: string) => line(key, text === '' ? '0' : `1 -STR "${text}"`);
  return [
    printed('PRT CVP1', lab.backPrint ? label(`${reference} ${threeDigits(pid)}`, lab.encoding) : ''),
    printed('PRT CVP2', label(lab.backText, lab.encoding).trim()),
  ];
}
