import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { longStep, SetupError } from '../lib/output.mjs';
import { cacheRoot } from '../lib/paths.mjs';
import { NODE } from '../lib/versions.mjs';
import { fetchPackage } from './registry.mjs';

/**
 * The Node 24 that runs all tooling, the tests and imaging: the host's when it is one with its C headers
 * (the SQLite rebuild needs them), else the one inside an npm package. Answers the path of the executable.
 */
export async function ensureNode() {
  if (process.versions.node.split('.')[0] === '24' && existsSync(headersOf(process.execPath))) {
    return process.execPath;
  }
  const folder = join(cacheRoot, 'node', NODE.version);
  const executable = join(folder, 'bin', 'node');
  if (existsSync(executable)) return executable;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError('Install Node 24 (with its headers) and run the same command again.');
  }
  await longStep(`Fetching Node ${NODE.version} (45 MB)`, () =>
    fetchPackage({ name: NODE.package, version: NODE.version, integrity: NODE.integrity, target: folder }),
  );
  return executable;
}

function headersOf(node) {
  return join(nodeFolder(node), 'include', 'node', 'node_api.h');
}

/** The installation folder of a Node executable, as node-gyp's `--nodedir` wants it. */
export function nodeFolder(node) {
  return dirname(dirname(node));
}

/** An environment in which `node`, and so npm and every tool, is this Node. */
export function environmentWith(node) {
  return {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    // Node's own fetch follows HTTPS_PROXY only when told so.
    NODE_USE_ENV_PROXY: '1',
  };
}
