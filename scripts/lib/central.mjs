import { findPostgres } from '../../tests/sync/tools/postgres.ts';
import { ensureDebianPackages, SERVER_PACKAGES } from '../setup/debian.mjs';
import { impossible } from './stage.mjs';
import { runVitest } from './suites.mjs';

/** The tests of central on a real PostgreSQL, which is installed where we are root on Debian. */
export async function runCentral() {
  if (findPostgres() !== null) return runVitest('central');
  const obstacle = await ensureDebianPackages(SERVER_PACKAGES);
  if (findPostgres() !== null) return runVitest('central');
  return impossible(
    obstacle ?? 'central tests: install PostgreSQL 15 or newer, or name its programs by PG_BIN',
  );
}
