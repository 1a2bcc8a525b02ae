import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this clone. */
export const repoRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where set-up keeps what it fetches and builds: outside the repository, shared by all clones of one user. */
export const cacheRoot =
  process.env.LETE_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lete');

/** Short and stable name of this clone, for what must not be shared between two clones. */
export const cloneId = createHash('sha256').update(repoRoot).digest('hex').slice(0, 12);

/** What set-up found and made; read it through `readRuntime()`. */
export const runtimeFile = join(repoRoot, 'node_modules', '.lete-runtime.json');

/** The data folder of a plain `npm start`. */
export const defaultDataFolder = join(
  process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'),
  'lete',
);
