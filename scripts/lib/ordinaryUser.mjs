import { rmSync } from 'node:fs';
import { chown, cp, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { linkElectron } from '../setup/app.mjs';
import { linkTree } from '../setup/files.mjs';
import { repoRoot, runtimeFile } from './paths.mjs';
import { sandboxObstacle } from './sandbox.mjs';

/** Debian's `nobody`: there on every machine, owns nothing. */
const NOBODY = 65_534;
const NOT_COPIED = new Set(['node_modules', '.git', 'test-results', 'release']);

/**
 * For root: a place where an ordinary user can run this clone, whose folders may be closed to him. The repository
 * is copied and his; node_modules, Node and Electron are hard links that stay root's and that he can only read.
 */
export async function stageForOrdinaryUser(runtime) {
  const obstacle = sandboxObstacle(NOBODY);
  if (obstacle !== null) return { obstacle };
  const folder = await mkdtemp('/var/tmp/lete-ordinary-user-');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const root = join(folder, 'lete');
  const home = join(folder, 'home');
  const staged = await stageRuntime(runtime, folder, root);
  await copyRepository(root);
  await Promise.all([home, join(folder, 'tmp'), join(root, 'test-results')].map((path) => mkdir(path)));
  await giveTo(NOBODY, [folder, home, join(folder, 'tmp')]);
  await giveTreeTo(NOBODY, root);
  await linkTree(join(repoRoot, 'node_modules'), join(root, 'node_modules'), (path) => path === runtimeFile);
  await writeFile(join(root, relative(repoRoot, runtimeFile)), JSON.stringify(staged));
  return {
    root,
    node: staged.node,
    identity: { uid: NOBODY, gid: NOBODY },
    env: environmentOf(folder, home, staged.node),
    collect: (target) => cp(join(root, 'test-results'), target, { recursive: true }),
  };
}

async function stageRuntime(runtime, folder, root) {
  const electron = join(folder, 'electron');
  await linkElectron(runtime.electronFolder, electron, root);
  const node = join(folder, 'node', 'bin', 'node');
  await linkTree(dirname(runtime.node), dirname(node), (path) => path !== runtime.node);
  return {
    ...runtime,
    node,
    electron: join(electron, 'electron'),
    electronFolder: electron,
    sqliteBinding: runtime.sqliteBinding && (await stageBinding(runtime.sqliteBinding, folder)),
  };
}

async function stageBinding(binding, folder) {
  await linkTree(dirname(binding), join(folder, 'sqlite'));
  return join(folder, 'sqlite', relative(dirname(binding), binding));
}

async function copyRepository(root) {
  await mkdir(root);
  for (const name of await readdir(repoRoot)) {
    if (!NOT_COPIED.has(name)) await cp(join(repoRoot, name), join(root, name), { recursive: true });
  }
}

async function giveTreeTo(user, folder) {
  const inside = await readdir(folder, { recursive: true });
  await giveTo(user, [folder, ...inside.map((path) => join(folder, path))]);
}

async function giveTo(user, paths) {
  await Promise.all(paths.map((path) => chown(path, user, user)));
}

/** Nothing of root's session: no variables that lead into his home. */
function environmentOf(folder, home, node) {
  const { LANG = 'C.UTF-8' } = process.env;
  return {
    HOME: home,
    TMPDIR: join(folder, 'tmp'),
    LANG,
    PATH: `${dirname(node)}:/usr/local/bin:/usr/bin:/bin`,
  };
}
