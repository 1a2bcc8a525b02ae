import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

const PROBE = new Uint8Array(4096);

const isWritable = (folder: string): boolean => {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(probe, PROBE);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
};

/**
 * Where Chromium keeps its profile: in the data folder, so that everything of a terminal lies in one place. Without a
 * profile no window opens; where the data folder cannot be written to, one beside it that goes at the end lets Lete
 * still say what is wrong (REC-6).
 */
export const profileFolder = (dataFolder: string): string => {
  const own = join(dataFolder, 'profile');
  if (isWritable(own)) return own;
  const passing = mkdtempSync(join(tmpdir(), 'lete-profile-'));
  app.once('quit', () => rmSync(passing, { recursive: true, force: true }));
  return passing;
};
