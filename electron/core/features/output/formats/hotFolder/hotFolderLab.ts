import type { LabOf } from '../../../../../../shared/domain/labs.ts';
import { type HotFolderSettings, writeHotFolder } from './hotFolder.ts';
import { parseTemplate } from './hotFolderTemplate.ts';
import type { AnswerSigns } from '../../outputJob.ts';
import { byJobNumber, type LabFormat, type Written } from '../labFormat.ts';

const settingsOf = ({ template, copies, marker, errorFolder }: LabOf<'hotFolder'>): HotFolderSettings => ({
  template,
  copies,
  marker: marker === 'job.json' ? { kind: 'json' } : { kind: 'none' },
  errorFolder: errorFolder === '' ? null : errorFolder,
});

/** What the controller moves to its error folder: the job's folder, or each file of a flat template. */
function namesOf({ paths }: Written, template: string): readonly string[] {
  const parsed = parseTemplate(template);
  const segment = parsed.ok ? parsed.template.jobSegment : null;
  const names = paths.map((path) => path.split('/').at(segment ?? -1) ?? path);
  return [...new Set(names)];
}

function signsOf(written: Written, lab: LabOf<'hotFolder'>): AnswerSigns {
  const images = written.paths.filter((path) => /\.jpe?g$/i.test(path));
  return {
    accepted: [],
    failed:
      lab.errorFolder === ''
        ? []
        : namesOf(written, lab.template).map((name) => `${lab.errorFolder}/${name}`),
    gone: lab.readBack ? { paths: images, means: 'accepted', within: [] } : null,
  };
}

/** The generic hot folder, as one lab among the others (formats.md 5). */
export const hotFolder: LabFormat<'hotFolder'> = {
  naming: byJobNumber,
  write: ({ job, at }, lab) => writeHotFolder(job, settingsOf(lab), at),
  signs: signsOf,
};
