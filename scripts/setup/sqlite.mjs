import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longStep, SetupError } from '../lib/output.mjs';
import { cacheRoot, repoRoot } from '../lib/paths.mjs';
import { run, runOrThrow, tail } from '../lib/run.mjs';
import { BUILD_PACKAGES, ensureDebianPackages } from './debian.mjs';
import { putInPlace } from './files.mjs';
import { nodeFolder } from './node.mjs';

const sourceFolder = join(repoRoot, 'node_modules', 'better-sqlite3');
const PACKAGED_DEFINE = "'NAPI_VERSION=10'";
const REBUILT_DEFINES = "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'";

/**
 * The SQLite add-on for an Electron with Node-API 9, in which the packaged binary crashes the process.
 * Answers the path of the .node file to pass as `nativeBinding`.
 */
export async function ensureRebuiltSqlite(node, electron) {
  const { version } = JSON.parse(readFileSync(join(sourceFolder, 'package.json'), 'utf8'));
  const folder = join(cacheRoot, 'sqlite', `${version}-napi9`);
  const binding = join(folder, 'better_sqlite3.node');
  if (existsSync(binding)) return binding;
  const lacking = await ensureDebianPackages(BUILD_PACKAGES);
  if (lacking !== null) throw new SetupError(lacking);
  await longStep('Building the database add-on for this Electron (about two minutes)', () =>
    putInPlace(folder, async (temporary) => {
      const built = join(temporary, 'result');
      await rebuild(node, join(temporary, 'source'));
      await cp(
        join(temporary, 'source', 'build', 'Release', 'better_sqlite3.node'),
        join(built, 'better_sqlite3.node'),
      );
      await proveEncryption(electron, join(built, 'better_sqlite3.node'));
      return built;
    }),
  );
  return binding;
}

async function rebuild(node, source) {
  await cp(sourceFolder, source, { recursive: true });
  // The build looks for node-addon-api as a neighbour.
  await symlink(join(repoRoot, 'node_modules'), join(source, 'node_modules'));
  const gypFile = join(source, 'binding.gyp');
  const gyp = await readFile(gypFile, 'utf8');
  if (!gyp.includes(PACKAGED_DEFINE)) throw new Error('binding.gyp of better-sqlite3 is not as expected');
  await writeFile(gypFile, gyp.replace(PACKAGED_DEFINE, REBUILT_DEFINES));
  const nodeGyp = join(repoRoot, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  await runOrThrow(
    node,
    [nodeGyp, 'rebuild', '--release', '--jobs=max', `--nodedir=${nodeFolder(node)}`, '--', '-Dforce_build=1'],
    { cwd: source },
  );
}

/** Writes and reads a keyed database in that very Electron, and sees that the file is not plain SQLite. */
async function proveEncryption(electron, binding) {
  const scratch = await mkdtemp(join(tmpdir(), 'lete-sqlite-'));
  try {
    const script = join(repoRoot, 'scripts', 'setup', 'sqliteProof.cjs');
    const proof = await run(electron, [script, binding, join(scratch, 'proof.db')], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      timeoutMs: 60_000,
    });
    if (proof.code !== 0)
      throw new Error(`The rebuilt database add-on does not work:\n${tail(proof.output)}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
