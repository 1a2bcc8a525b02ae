/** Writes docs/privacy-evidence.md: each obligation and criterion, where it is met, which tests carry its id, and the mutation figures. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { collectTitles, idsOf } from '../capabilities.mjs';
import { share, totalOf } from '../mutation/summary.mjs';
import { PRIVACY_IDS } from './privacyIds.mjs';

const root = resolve(import.meta.dirname, '../..');

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** @throws for a place that is not there: a table that points nowhere is worse than none */
function whereOf({ id, where }) {
  for (const path of where) if (!existsSync(join(root, path))) throw new Error(`${id}: no ${path}`);
  return where.map((path) => `\`${path}\``).join('<br>');
}

/** What shows an id: the titles that carry it, or that it is open and why. */
export function evidenceOf({ id, open }, titles) {
  const own = titles.filter(({ title }) => idsOf(title).includes(id));
  const tests = own.map(({ title, file }) => `\`${file}\`: ${cell(title)}`);
  const partly = tests.length > 0;
  if (open) tests.push(`**${partly ? 'partly open' : 'open'}**: ${open}`);
  else if (!partly) tests.push('**open**: no test carries it yet.');
  return { tests: tests.join('<br>'), isOpen: !partly };
}

function sectionLines({ title, ids }, titles) {
  const rows = ids.map((one) => {
    const { tests } = evidenceOf(one, titles);
    return `| ${one.id} | ${one.what} | ${whereOf(one)} | ${tests} |`;
  });
  return ['', `## ${title}`, '', '| Id | What | Where | Tests |', '|---|---|---|---|', ...rows];
}

function mutationLines({ areas }) {
  const rows = areas.map(
    (area) => `| ${area.what} | ${area.tried} | ${area.noticed} | ${share(area)} | ${area.byTypesAlone} |`,
  );
  const survivors = areas.flatMap((area) => area.survivors);
  const total = totalOf({ areas });
  return [
    '',
    '## Taken away one at a time',
    '',
    '`npm run test:mutation -- --only=privacy` takes one line, rule, check or guard away in a copy and runs the tests that',
    'should notice; type errors count where no test noticed. Figures of the last run of each area:',
    '',
    '| Taken away | Tried | Noticed | Share | By types alone |',
    '|---|---|---|---|---|',
    ...rows,
    `| All | ${total.tried} | ${total.noticed} | ${share(total)} | |`,
    '',
    survivors.length === 0 ? 'Nothing went unnoticed.' : 'Not noticed:',
    '',
    ...survivors.map(({ file, line, what }) => `- \`${file}:${line}\` ${cell(what)}`),
  ];
}

export function render() {
  const titles = collectTitles();
  const all = PRIVACY_IDS.flatMap(({ ids }) => ids);
  const open = all.filter((one) => evidenceOf(one, titles).isOpen).map(({ id }) => id);
  const figures = JSON.parse(readFileSync(join(root, 'docs/privacy-mutation.json'), 'utf8'));
  const lines = [
    '# What the privacy specification asks, and what shows it',
    '',
    'Written by `node scripts/generate/privacyEvidence.mjs`. A test counts where its title carries the id.',
    '',
    `${all.length - open.length} of ${all.length} have a test.${open.length === 0 ? '' : ` Open: ${open.join(', ')}.`}`,
    ...PRIVACY_IDS.flatMap((section) => sectionLines(section, titles)),
    ...mutationLines(figures),
  ];
  return `${lines.join('\n')}\n`;
}

if (import.meta.main) writeFileSync(join(root, 'docs/privacy-evidence.md'), render());
