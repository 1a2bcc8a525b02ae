// npm run tour -- --media=DIR [--locale=lv|en|ru] [--out=DIR] [--json] [--packaged]
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './lib/build.mjs';
import { runCommand, say } from './lib/output.mjs';
import { repoRoot } from './lib/paths.mjs';
import { startXvfb } from './lib/xvfb.mjs';
import { runTour } from './tour/runTour.mjs';

const LOCALES = ['lv', 'en', 'ru'];

await runCommand('The tour did not end', tour);

async function tour() {
  const options = readOptions();
  if (!options.packaged) await buildApp();
  // Windows of the sizes the design is drawn for, whatever the screen of this machine.
  const xvfb = await startXvfb();
  process.env.DISPLAY = xvfb.display;
  try {
    const summary = await runTour(options);
    if (options.json) say(JSON.stringify(summary, null, 2));
    else tell(summary, options.out);
  } finally {
    xvfb.stop();
  }
}

function readOptions() {
  const text = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({
    options: { media: text, locale: text, out: text, json: flag, packaged: flag },
  });
  const { media, locale = 'lv', out = 'test-results/tour', json, packaged } = values;
  if (media === undefined) throw new Error('say which photos: --media=DIR');
  if (!LOCALES.includes(locale)) throw new Error(`--locale is one of ${LOCALES.join(', ')}`);
  // npm runs us in the repository; folders are meant from where the person stands.
  const from = process.env.INIT_CWD ?? process.cwd();
  const folder = resolve(from, media);
  if (!existsSync(folder)) throw new Error(`there is no folder ${String(media)}`);
  const target = values.out === undefined ? join(repoRoot, out) : resolve(from, out);
  return { media: folder, locale, out: target, json, packaged };
}

function tell(summary, out) {
  const { order, files, production, timings } = summary;
  say(`Order ${order.number}: ${order.total}`);
  for (const { text, sum } of order.lines) say(`  ${text}: ${sum}`);
  say(
    `Files: ${files.found} found, ${files.offered} offered, ${files.chosen} chosen, ${files.refused.length} refused`,
  );
  for (const { name, reason } of files.refused) say(`  ${name}: ${reason}`);
  say(`Prints: ${production.length} files`);
  for (const [name, ms] of Object.entries(timings)) say(`  ${name}: ${ms} ms`);
  say(`Pictures, ticket, prints and summary.json lie in ${out}`);
}
