import { createS3Store } from '../../../central/files/store/s3/s3Store.ts';
import { openBucket } from '../../../central/files/store/s3/bucket.ts';
import { allBelow, unfinishedBelow } from '../../../central/files/store/s3/listing.ts';
import { seededRandom } from '../tools/seededRandom.ts';
import type { Swift } from './swift.ts';
import { countThere, eraseAll, makeFiles, putAll, readAll, type TrialFile } from './trialFiles.ts';

export interface S3TrialOptions {
  /** Files in all. */
  readonly files: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** What the trial proves, and which counts would disprove it. */
const CLAIMS: readonly { readonly title: string; readonly bad: readonly string[] }[] = [
  {
    title: '[I4, F18] what is verified is there and right: all nodes, one ended, one behind, two ended',
    bad: ['wrong', 'lost'],
  },
  {
    title: '[I9, F18] with one node ended all is stored and read',
    bad: ['refusedOneDown', 'unreadableOneDown'],
  },
  {
    title: '[I1, F18] what was refused with two nodes ended is stored once they are back',
    bad: ['refusedAfter', 'unreadableAfter'],
  },
  {
    title: '[I2, F18] each file is one object, and nothing is unfinished',
    bad: ['strays', 'missing', 'unfinished'],
  },
  {
    title: '[I4, I10, F18] a file that vanished is seen, and stored again',
    bad: ['vanishedUnseen', 'vanishedRefused'],
  },
  {
    title: '[I7, F18] what was erased is gone, also after a node came back that had missed it',
    bad: ['notErased', 'stayedBack', 'thereAtTheEnd', 'copiesAtTheEnd'],
  },
];
/** Without these nothing was proved. */
const NEEDED = ['verified', 'read', 'refusedTwoDown', 'vanished', 'erasedOrders', 'copiesBefore'];

type Figures = Record<string, number>;

interface Scene {
  readonly swift: Swift;
  readonly whole: ReturnType<typeof createS3Store>;
  readonly parts: ReturnType<typeof createS3Store>;
  readonly figures: Figures;
  readonly files: TrialFile[];
  /** New files, most of them small, one large enough to go in parts. */
  readonly more: () => Promise<readonly TrialFile[]>;
  readonly phase: (name: string) => void;
}

const MIB = 1_048_576;
const LARGE = 12 * MIB;
const add = (figures: Figures, name: string, count: number): void => {
  figures[name] = (figures[name] ?? 0) + count;
};

const put = async ({ whole, parts }: Scene, files: readonly TrialFile[]): Promise<number> =>
  (await putAll(
    whole,
    files.filter(({ file }) => file.size < LARGE),
  )) +
  (await putAll(
    parts,
    files.filter(({ file }) => file.size >= LARGE),
  ));

const read = async ({ whole, files, figures }: Scene, unreadable: string): Promise<void> => {
  const seen = await readAll(whole, files);
  for (const name of ['read', 'wrong', 'lost'] as const) add(figures, name, seen[name]);
  add(figures, unreadable, seen.unreadable);
};

const newFiles = async (scene: Scene): Promise<readonly TrialFile[]> => {
  const made = await scene.more();
  scene.files.push(...made);
  return made;
};

/** Erases orders, again and again as central does, while the nodes' listings learn from each other. */
const erase = async ({ swift, whole, figures }: Scene, files: readonly TrialFile[]): Promise<void> => {
  add(figures, 'erasedOrders', new Set(files.map(({ prefix }) => prefix)).size);
  let left = await eraseAll(whole, files);
  add(figures, 'erasuresTriedAgain', left);
  for (let round = 0; left > 0 && round < 3; round++) {
    swift.replicate();
    left = await eraseAll(whole, files);
  }
  add(figures, 'notErased', left);
};

const oneNodeDown = async (scene: Scene): Promise<readonly TrialFile[]> => {
  const { swift, figures, phase } = scene;
  phase('all nodes');
  const first = await newFiles(scene);
  add(figures, 'refusedAtFirst', await put(scene, first));
  await read(scene, 'unreadableAtFirst');
  phase('node 3 ended');
  await swift.killNode(3);
  const second = await newFiles(scene);
  add(figures, 'refusedOneDown', await put(scene, second));
  await read(scene, 'unreadableOneDown');
  const gone = first.slice(0, Math.ceil(first.length / 20) * 10);
  await erase(scene, gone);
  phase('node 3 back, and behind');
  await swift.startNode(3);
  add(figures, 'refusedBehind', await put(scene, await newFiles(scene)));
  await read(scene, 'unreadableBehind');
  return gone;
};

const twoNodesDown = async (scene: Scene): Promise<void> => {
  const { swift, figures, files, phase } = scene;
  phase('nodes 2 and 3 ended');
  await swift.killNode(2);
  await swift.killNode(3);
  add(figures, 'refusedTwoDown', await put(scene, await newFiles(scene)));
  await read(scene, 'unreadableTwoDown');
  phase('all nodes again');
  await swift.startNode(2);
  await swift.startNode(3);
  add(figures, 'refusedAfter', await put(scene, files));
  await read(scene, 'unreadableAfter');
};

const vanished = async (scene: Scene): Promise<void> => {
  const { swift, whole, figures, files, phase } = scene;
  phase('three objects vanish from every disk');
  const some = files.filter(({ erased, file }) => !erased && file.size < LARGE).slice(-3);
  for (const one of some) add(figures, 'vanished', swift.loseBytes(one.bytes) > 0 ? 1 : 0);
  add(figures, 'vanishedUnseen', await countThere(whole, some));
  for (const one of some) one.verified = false;
  add(figures, 'vanishedRefused', await put(scene, some));
  await read(scene, 'unreadableAfter');
};

/** What the bucket lists against what is verified. */
const count = async ({ swift, files, figures }: Scene): Promise<void> => {
  const bucket = openBucket(swift.place);
  const listed = (await allBelow(bucket, 'photos/')).map(({ key }) => key);
  const keys = new Set(files.filter(({ erased }) => !erased).map(({ key }) => key));
  add(figures, 'verified', files.filter(({ verified }) => verified).length);
  add(figures, 'strays', listed.filter((key) => !keys.has(key)).length);
  add(figures, 'strays', listed.length - new Set(listed).size);
  add(figures, 'missing', [...keys].filter((key) => !listed.includes(key)).length);
  add(figures, 'unfinished', (await unfinishedBelow(bucket, 'photos/')).length);
  bucket.client.destroy();
};

const erasedAndBack = async (
  { swift, whole, figures, phase }: Scene,
  gone: readonly TrialFile[],
): Promise<void> => {
  phase('the nodes learn what they missed');
  // A node that was ended while they were erased brings its copies back, until it hears of it.
  add(figures, 'cameBack', await countThere(whole, gone));
  for (let round = 0; round < 2; round++) swift.replicate();
  add(figures, 'stayedBack', await countThere(whole, gone));
};

const erasedAtTheEnd = async (scene: Scene): Promise<void> => {
  const { swift, whole, figures, files, phase } = scene;
  phase('all is erased');
  add(figures, 'copiesBefore', swift.copies());
  await erase(scene, files);
  add(figures, 'thereAtTheEnd', await countThere(whole, files));
  add(figures, 'copiesAtTheEnd', swift.copies());
};

/** Lets a real Swift lose one node, two nodes and some objects while files are stored, read and erased through the S3 adapter. */
export const runS3Trial = async ({ files: total, seed, tell }: S3TrialOptions, swift: Swift) => {
  tell(`Trial of the S3 adapter on Swift: ${total} files, seed ${seed}`);
  const random = seededRandom(seed);
  const codes: Figures = {};
  const log = (event: string, fields?: { readonly code?: string }): void => {
    if (event === 'store_failed') add(codes, fields?.code ?? '', 1);
  };
  const options = { now: Date.now, log };
  const scene: Scene = {
    swift,
    whole: createS3Store(swift.place, options),
    parts: createS3Store(swift.place, { ...options, wholeMaxBytes: MIB }),
    figures: {},
    files: [],
    more: () =>
      makeFiles([
        LARGE,
        ...Array.from({ length: Math.ceil(total / 4) - 1 }, () => 20_000 + Math.floor(random() * 200_000)),
      ]),
    phase: (name) => tell(`  … ${name}`),
  };
  try {
    const gone = await oneNodeDown(scene);
    await twoNodesDown(scene);
    await vanished(scene);
    await erasedAndBack(scene, gone);
    await count(scene);
    await erasedAtTheEnd(scene);
  } finally {
    for (const { forget } of scene.files) await forget();
  }
  const { figures } = scene;
  for (const [name, value] of Object.entries({ ...figures, ...codes })) tell(`  ${name}: ${value}`);
  const vacuous = NEEDED.filter((name) => (figures[name] ?? 0) === 0);
  if (vacuous.length > 0) tell(`  vacuous: nothing of ${vacuous.join(', ')}`);
  const tests = CLAIMS.map(({ title, bad }) => {
    const isGood = vacuous.length === 0 && bad.every((name) => figures[name] === 0);
    return { title, status: isGood ? 'passed' : 'failed' };
  });
  for (const { title, status } of tests) tell(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${title}`);
  return { seed, figures, tests };
};
