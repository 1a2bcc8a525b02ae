import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { createImagingHost } from '../../../electron/core/imagingHost/imagingHost.ts';
import { repoRoot } from '../../lib/paths.mjs';
import { run } from '../../lib/run.mjs';
import { timed } from './measure.mjs';

/** The supervised decoder processes, as a terminal has them. */
export function startImaging() {
  return createImagingHost({
    command: { nodePath: process.execPath, entry: join(repoRoot, 'electron', 'imaging', 'process.ts') },
  });
}

/** Photos a second of previews whose long edge is `maxEdge` pixels; throws where one is refused. */
export function previewsPerSecond(imaging, files, { maxEdge, quality }) {
  return perSecond(files, (source) =>
    imaging.thumbnail(source, { maxEdge, quality }, { priority: 'screen' }),
  );
}

/** Photos a second of prints as `print` asks. */
export function printsPerSecond(imaging, files, print) {
  return perSecond(files, (source) => imaging.print(source, print, { priority: 'background' }));
}

async function perSecond(files, work) {
  const { ms, value } = await timed(() =>
    Promise.all(files.map((path) => work({ kind: 'medium', path, name: basename(path) }))),
  );
  const refused = value.find(({ ok }) => !ok);
  if (refused !== undefined) throw new Error(`A photo was refused: ${refused.reason}`);
  return (files.length / ms) * 1000;
}

/** Whether a tool of the system is there; without it the line has no peer. */
export async function hasTool(command) {
  return (await run(command, ['--help'])).code !== 127;
}

/** Photos a second of a tool that is started with what `argsOf` answers: as many at once as there are cores. */
export function toolPerSecond(command, files, argsOf) {
  return perSecondOnCores(files, async (file, i) => {
    const { code, output } = await run(command, argsOf(file, i));
    if (code !== 0) throw new Error(`${command} failed\n${output}`);
  });
}

/** Files a second of `work(file, index)`, as many at once as there are cores. */
export async function perSecondOnCores(files, work) {
  const waiting = [...files.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next[1], next[0]);
  };
  const { ms } = await timed(() => Promise.all(Array.from({ length: availableParallelism() }, worker)));
  return (files.length / ms) * 1000;
}
