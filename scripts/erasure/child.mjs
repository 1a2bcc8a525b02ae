import { fork } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openKeyed } from '../../electron/core/db/driver.ts';

/**
 * @typedef {object} World One terminal as every run finds it.
 * @property {string} folder Where it is kept.
 * @property {string} home Where every run works: the lab's folder is known by its path.
 * @property {Uint8Array} key
 * @property {number} now UTC ms.
 * @property {'erasure' | 'retention' | 'exports'} task What the process does.
 */

const SUBJECT = join(import.meta.dirname, 'subject.mjs');

/**
 * Lets the process work; killed after `killAfterMs`, or to its end with null. `ms` is how long it worked, without its start.
 * @returns {Promise<{ how: 'done' | 'killed', ms: number }>}
 */
export async function work({ key, now, task, more }, folder, killAfterMs) {
  const subject = fork(SUBJECT, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  subject.stderr.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => subject.once('exit', (code, signal) => resolve({ code, signal })));
  const begun = new Promise((resolve) => subject.once('message', resolve));
  subject.send({ folder, key: Buffer.from(key).toString('base64'), now, task, more });
  await Promise.race([begun, ended]);
  const started = performance.now();
  if (killAfterMs !== null) {
    await Promise.race([delay(killAfterMs), ended]);
    subject.kill('SIGKILL');
  }
  const { code, signal } = await ended;
  const ms = Math.round(performance.now() - started);
  if (signal === 'SIGKILL') return { how: 'killed', ms };
  if (code !== 0) throw new Error(`the working process ended with ${code}: ${said.slice(-2000)}`);
  return { how: 'done', ms };
}

/** Answers of a statement on a terminal that nobody has open. */
export function rows({ key }, folder, statement) {
  const db = openKeyed({ file: join(folder, 'lete.db'), key, nativeBinding: null });
  try {
    return db.prepare(statement).all();
  } finally {
    db.close();
  }
}

/** The terminal as it was before anything happened. */
export function begin({ folder, home }) {
  rmSync(home, { recursive: true, force: true });
  cpSync(folder, home, { recursive: true });
  return home;
}
