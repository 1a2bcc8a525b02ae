import type { LabOf } from '../../../../../shared/domain/labs.ts';
import type { PlannedFile } from '../outputJob.ts';
import { bytesOf, crlf, imageName, label, numbered, threeDigits } from './controlFile.ts';
import type { LabFormat, LabTask } from './labFormat.ts';
import { cdata, xmlText } from './xml.ts';

const attribute = (name: string, text: string): string => `${name}="${xmlText(text)}"`;

function imageElement(task: LabTask, lab: LabOf<'frontline'>, index: number): readonly string[] {
  const first = lab.backPrint ? label(`${task.reference} ${threeDigits(index + 1)}`, 'utf8') : '';
  return [
    `      <image ${attribute('quantity', String(task.job.images[index]?.copies ?? 1))} rotationAngle="0">`,
    `        <path>${cdata(imageName(task.job.job, index))}</path>`,
    `        <backPrint1 row="1">${cdata(first)}</backPrint1>`,
    `        <backPrint2 row="2">${cdata(label(lab.backText, 'utf8'))}</backPrint2>`,
    '      </image>',
  ];
}

const orderXml = (task: LabTask, lab: LabOf<'frontline'>): readonly string[] => [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<frontline removeAfterProcess="true">',
  `  <batch ${attribute('code', task.route.code)}>`,
  `    <device>${xmlText(lab.device)}</device>`,
  `    <customerID>${xmlText(task.job.job)}</customerID>`,
  `    <order ${attribute('sort', task.route.detail)}>`,
  ...task.job.images.flatMap((_, i) => imageElement(task, lab, i)),
  '    </order>',
  '  </batch>',
  '</frontline>',
];

/** Fujifilm Frontline (formats.md 9): the folder appears whole, and Frontline removes it when it is done. */
export const frontline: LabFormat<'frontline'> = {
  naming: ({ job }) => ({
    wanted: 1,
    candidate: (n) => numbered(job.job, n),
    places: (name) => [name],
  }),
  write: (task, lab) => {
    const name = task.names[0] ?? '';
    const images = task.job.images.map(
      ({ ref }, i): PlannedFile => ({
        relativePath: `${name}/${imageName(task.job.job, i)}`,
        content: { kind: 'image', ref },
      }),
    );
    const order: PlannedFile = {
      relativePath: `${name}/${name}.xml`,
      content: { kind: 'bytes', bytes: bytesOf(crlf(orderXml(task, lab))) },
    };
    const moves = [{ from: `.lete-${name}`, to: name }];
    return { ok: true, plan: { files: [...images, order], moves, folders: [] } };
  },
  signs: ({ names }) => ({ accepted: [], failed: [], gone: { paths: names, means: 'accepted', within: [] } }),
};
