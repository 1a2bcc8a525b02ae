/** Writes docs/data-map.md from the data map, its rules and its holds. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RETENTION_DEFAULTS, retentionUnit } from '../../shared/domain/retention.ts';
import { DATA_MAP, MAP_VERSION } from '../../shared/privacy/dataMap.ts';
import { HOLDS } from '../../shared/privacy/holds.ts';
import { BASIS_OF } from '../../shared/privacy/purposes.ts';
import { RETENTION_RULES } from '../../shared/privacy/retentionRules.ts';

const root = resolve(import.meta.dirname, '../..');

const row = (...cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
const table = (heads, rows) => [
  row(...heads),
  row(...heads.map(() => '---')),
  ...rows.map((cells) => row(...cells)),
];
const code = (text) => `\`${text}\``;
const list = (items) => (items.length === 0 ? '–' : items.join(', '));

function periodText({ from, setting, hours }) {
  if (setting === undefined) return hours === 0 ? `at once (${from})` : `${from} + ${hours} h`;
  return `${from} + ${RETENTION_DEFAULTS[setting]} ${retentionUnit(setting)} (${code(setting)})`;
}

const rulesTable = () =>
  table(
    ['Rule', 'Data', 'Kept', 'Then', 'Law (GDPR articles)', 'To be confirmed by counsel'],
    Object.entries(RETENTION_RULES).map(([rule, { data, periods, ending, law, counsel }]) => [
      code(rule),
      data,
      periods.map(periodText).join('; '),
      ending,
      law,
      counsel ? 'yes †' : 'no',
    ]),
  );

const holdsTable = () =>
  table(
    ['Hold', 'Law', 'Article', 'Ends by rule'],
    Object.entries(HOLDS).map(([hold, { law, article, rule }]) => [code(hold), law, article, code(rule)]),
  );

const purposesTable = () =>
  table(
    ['Purpose', 'Basis (GDPR)'],
    Object.entries(BASIS_OF).map(([purpose, basis]) => [code(purpose), basis]),
  );

const traits = ({ personal, purpose, basis, retention, hold, erase, restrict, access, sync, recipients }) => [
  personal,
  list(purpose),
  basis,
  retention ?? '–',
  hold ?? '–',
  erase,
  restrict,
  access,
  sync,
  list(recipients),
];
const HEADS = [
  'Personal',
  'Purpose',
  'Basis',
  'Rule',
  'Hold',
  'Erasure',
  'Restricted',
  'Access',
  'Sync',
  'Recipients',
];

const extra = (entry) => {
  if (entry.store === 'file') return [entry.path === null ? '–' : code(entry.path.source), entry.note];
  return entry.store === 'terminal' ? [] : [list(entry.fields)];
};
const MORE = { terminal: [], file: ['Path', 'Note'], log: ['Fields'], payload: ['Fields'] };

const storeTable = (store) =>
  table(
    ['Place', ...HEADS, ...MORE[store]],
    DATA_MAP.filter((entry) => entry.store === store).map((entry) => [
      code(entry.at),
      ...traits(entry),
      ...extra(entry),
    ]),
  );

export function render() {
  const sections = [
    ['Purposes', purposesTable()],
    ['Retention rules', rulesTable()],
    ['Holds', holdsTable()],
    ['Columns of the database', storeTable('terminal')],
    ['Files', storeTable('file')],
    ['Logs', storeTable('log')],
    ['What leaves the terminal', storeTable('payload')],
  ];
  const lines = [
    '# The data map',
    '',
    `Written by \`node scripts/generate/dataMap.mjs\` from \`shared/privacy/\`. Version ${MAP_VERSION}.`,
    'What is not listed here fails the build. Periods are the defaults; each is a setting.',
    ...sections.flatMap(([title, body]) => ['', `## ${String(title)}`, '', ...body]),
  ];
  return `${lines.join('\n')}\n`;
}

if (import.meta.main) writeFileSync(join(root, 'docs/data-map.md'), render());
