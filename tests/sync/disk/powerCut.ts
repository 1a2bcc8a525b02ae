import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../tools/seededRandom.ts';
import { checkImage, type Found } from './checkImage.ts';
import { DiskModel } from './diskModel.ts';
import type { DiskEvent } from './events.ts';
import { drawFate, EVERYTHING } from './fate.ts';
import { differences, readFolder, writeFolder } from './folderContent.ts';
import type { FileSystem } from './nameJournal.ts';
import { openOwnCentral } from './ownCentral.ts';
import { type Told, toldIn } from './promises.ts';
import { recordProcess } from './strace.ts';

const WORKLOAD = join(import.meta.dirname, 'workload.ts');
const FILE_SYSTEMS: readonly FileSystem[] = ['ext4', 'strict'];
/** Findings that are shown; all are counted. */
const MOST_SHOWN = 5;

export interface PowerCutOptions {
  /** For each of the two models of a file system. */
  readonly images: number;
  readonly orders: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** What came of the images of one model. */
const noFigures = () => ({
  images: 0,
  /** Images that are not what the disk would hold without the cut. */
  cut: 0,
  dropped: 0,
  torn: 0,
  names: 0,
  orders: 0,
  changes: 0,
  photos: 0,
  sealed: 0,
  backups: 0,
  broken: 0,
});
type PowerFigures = ReturnType<typeof noFigures>;

/** All that a counter at work did to its folder, which was empty; enrolled at a central that takes what it sends. */
const record = async (home: string, orders: number): Promise<readonly DiskEvent[]> => {
  const folder = join(home, 'data');
  mkdirSync(folder);
  const central = await openOwnCentral();
  try {
    const script = [WORKLOAD, folder, central.url, await central.code(), String(orders)];
    const events = await recordProcess(script, folder, join(home, 'record'));
    const whole = new DiskModel('ext4');
    for (const event of events) whole.apply(event);
    const unexplained = differences(whole.cut(EVERYTHING).content, readFolder(folder));
    if (unexplained.length > 0) throw new Error(`the record does not explain ${unexplained.join(', ')}`);
    return events;
  } finally {
    await central.close();
  }
};

const count = (figures: PowerFigures, told: readonly Told[], found: readonly Found[]): void => {
  for (const one of told) {
    if (one.is === 'order') figures.photos += one.photos.length;
    if (one.is === 'order') figures.orders += 1;
    else if (one.is === 'sealed') figures.sealed += 1;
    else if (one.is === 'backup') figures.backups += 1;
    else if (one.is !== 'op') figures.changes += 1;
  }
  figures.images += 1;
  figures.broken += found.length > 0 ? 1 : 0;
};

/** Cuts the power at random moments and looks at what is left. */
const cutOften = async (
  events: readonly DiskEvent[],
  fileSystem: FileSystem,
  folder: string,
  { images, seed, tell }: PowerCutOptions,
) => {
  const random = seededRandom(`${seed} ${fileSystem}`);
  const cuts = Array.from({ length: images }, () => 1 + Math.floor(random() * events.length));
  const disk = new DiskModel(fileSystem);
  const told: Told[] = [];
  const figures = noFigures();
  const breaks = new Map<string, number>();
  let done = 0;
  for (const cut of cuts.sort((a, b) => a - b)) {
    for (const event of events.slice(done, cut)) {
      if (event.type === 'ack') told.push(toldIn(event.text));
      disk.apply(event);
    }
    done = cut;
    const image = disk.cut(drawFate(random));
    if (differences(image.content, disk.cut(EVERYTHING).content).length > 0) figures.cut += 1;
    for (const kind of ['dropped', 'torn', 'names'] as const) figures[kind] += image[kind];
    writeFolder(folder, image.content);
    const found = await checkImage(folder, told);
    count(figures, told, found);
    for (const each of new Set(found.map((one) => one.breaks))) breaks.set(each, (breaks.get(each) ?? 0) + 1);
    if (found.length > 0 && figures.broken <= MOST_SHOWN)
      tell(`  ${fileSystem}, cut at ${cut}: ${found[0]?.breaks} ${found[0]?.what}`);
  }
  return { figures, breaks };
};

/** What the images prove, and what would disprove it. */
const CLAIMS = [
  ['[I1, F2] what was told to be saved is there after a power cut, and its op in the outbox', ['I1']],
  ['[I2, I3, F2] after a power cut each change has its op, and no op is missing in the chain', ['I2', 'I3']],
  ['[I4, F2] each photo of an order that was told, and each backup, is whole after a power cut', ['I4']],
  [
    '[F2] after a power cut the terminal opens by itself, its database and audit trail undamaged',
    ['damaged'],
  ],
] as const;

const NOT_VACUOUS = ['cut', 'dropped', 'torn', 'orders', 'changes', 'photos', 'sealed'] as const;
const mustBe = (fileSystem: FileSystem): readonly (keyof PowerFigures)[] =>
  // On ext4 almost each fsync makes all names last: few images lose one.
  fileSystem === 'strict' ? [...NOT_VACUOUS, 'names'] : NOT_VACUOUS;

const onFileSystem = async (
  events: readonly DiskEvent[],
  fileSystem: FileSystem,
  folder: string,
  options: PowerCutOptions,
) => {
  const { figures, breaks } = await cutOften(events, fileSystem, folder, options);
  const said = Object.entries(figures).map(([name, n]) => `${n} ${name}`);
  options.tell(`  ${fileSystem}: ${said.join(', ')}`);
  const vacuous = mustBe(fileSystem).filter((name) => figures[name] === 0);
  if (vacuous.length > 0) options.tell(`  ${fileSystem}, vacuous: nothing of ${vacuous.join(', ')}`);
  const tests = CLAIMS.map(([title, bad]) => {
    const red = vacuous.length > 0 || bad.some((one) => breaks.has(one));
    return { title: `${title} (${fileSystem})`, status: red ? ('failed' as const) : ('passed' as const) };
  });
  return { figures: { ...figures, ...Object.fromEntries(breaks) }, tests };
};

/** In memory where that can be had: what the product syncs there costs nothing, and nobody cuts the power of this machine. */
const quickFolder = (): string => {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
};

/** Records a counter at work, and opens its disk as power cuts at random moments may leave it. */
export const runPowerCuts = async (options: PowerCutOptions) => {
  const { images, orders, seed, tell } = options;
  tell(`Power cuts of a terminal: ${images} images of each file system, ${orders} orders, seed ${seed}`);
  const home = mkdtempSync(join(tmpdir(), 'lete-power-'));
  const image = mkdtempSync(join(quickFolder(), 'lete-image-'));
  try {
    const events = await record(home, orders);
    const figures: Partial<Record<FileSystem, object>> = {};
    const tests = [];
    for (const fileSystem of FILE_SYSTEMS) {
      const outcome = await onFileSystem(events, fileSystem, join(image, 'data'), options);
      figures[fileSystem] = outcome.figures;
      tests.push(...outcome.tests);
    }
    for (const { title, status } of tests) tell(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${title}`);
    return { figures, tests };
  } finally {
    for (const each of [home, image]) rmSync(each, { recursive: true, force: true });
  }
};
