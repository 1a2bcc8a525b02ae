import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

const packagedForTests = (): boolean => {
  const text = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { forTests?: unknown }).forTests === true;
};

/** A shop's build cannot be looked into: the switch goes before Chromium reads it, unless packaged for tests. */
export const dropRemoteDebugging = (): void => {
  if (!app.isPackaged || packagedForTests()) return;
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe', 'remote-allow-origins'])
    app.commandLine.removeSwitch(name);
};
