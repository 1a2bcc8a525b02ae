import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LOOK_MS = 40;
const FOLDERS_DEEP = 3;

/**
 * The lab's controller: takes each finished job out of the hot folder as soon as it shows, and keeps what it took.
 * A job that shows twice would be printed twice; one that is not whole would be printed in part (OUT-3).
 */
export function createLab({ productionFolder, takenFolder, report }) {
  mkdirSync(takenFolder, { recursive: true });
  /** @type {Map<string, object>} The manifest of each job that was taken, by job number. */
  const taken = new Map();

  const take = (folder, job) => {
    const manifest = readWhole(folder);
    if (typeof manifest === 'string') return report.problem('half-job', `job ${job}: ${manifest}`);
    if (taken.has(job)) report.problem('job-twice', `job ${job} was handed over again`);
    renameSync(folder, join(takenFolder, `${job}-${taken.size}`));
    taken.set(job, manifest);
  };
  const look = () => {
    for (const folder of jobFolders(productionFolder, FOLDERS_DEEP)) take(folder, folder.split('/').at(-1));
  };
  let timer;
  return {
    taken,
    look,
    open: () => {
      timer = setInterval(look, LOOK_MS);
    },
    close: () => clearInterval(timer),
  };
}

/** Folders at the depth of the template whose names do not begin with a dot: what a controller would read. */
function jobFolders(folder, depth) {
  if (!existsSync(folder)) return [];
  const inner = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(folder, name));
  return depth === 1 ? inner : inner.flatMap((path) => jobFolders(path, depth - 1));
}

/** The manifest of a job folder, or what is wrong with it. */
function readWhole(folder) {
  const file = join(folder, 'job.json');
  if (!existsSync(file)) return 'no manifest';
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  for (const image of manifest.images) {
    const path = join(folder, image.name);
    if (!existsSync(path)) return 'an image is missing';
    if (statSync(path).size !== image.length) return 'an image has another length';
    if (createHash('sha256').update(readFileSync(path)).digest('hex') !== image.sha256)
      return 'an image is changed';
  }
  return readdirSync(folder).length === manifest.images.length + 1 ? manifest : 'a file too many';
}
