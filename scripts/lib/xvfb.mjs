import { spawn } from 'node:child_process';

const START_TIMEOUT_MS = 15_000;

/** True when a window would be seen by somebody. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Starts a virtual screen on a free display number. Answers its name (`:7`) and a way to end it.
 */
export async function startXvfb() {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const number = await new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error('Xvfb did not start')), START_TIMEOUT_MS);
    child.on('error', () => reject(new Error('Xvfb is missing: install the Debian package xvfb')));
    child.on('exit', (code) => reject(new Error(`Xvfb ended at once (${code})`)));
    child.stdio[3].once('data', (data) => resolve(String(data).trim()));
    child.once('exit', () => clearTimeout(tooLong));
    child.stdio[3].once('data', () => clearTimeout(tooLong));
  }).catch((error) => {
    child.kill();
    throw error;
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  return { display: `:${number}`, stop };
}
