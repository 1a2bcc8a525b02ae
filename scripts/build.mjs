// npm run build: the five bundles into dist/, if a source has changed.
import { buildApp } from './lib/build.mjs';
import { runCommand } from './lib/output.mjs';

await runCommand('Not built', buildApp);
