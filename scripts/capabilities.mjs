/**
 * `npm run capabilities -- [--json]`: which capability is proved by which test, and what that test last said.
 * An id is covered when at least one test carries it as `[ID]` in its title, at least one of them passed when it was
 * last run, and none failed. Writes docs/capabilities.md.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const TEST_FILE = /\.(test|spec)\.tsx?$|^scripts[/].+\.m?[jt]s$/;
const ID = '(?:[A-Z]{3}-\\d+|[A-EKPR]\\d+)';
// Beside ids a bracket may name invariants and fault classes of sync, such as I14 and F16.
const LABEL = '(?:[A-Z]{3}-\\d+|[A-Z]\\d+)';
const TITLE = new RegExp(
  `(['"\`])((?:\\[${LABEL}(?:[, ]+${LABEL})*\\]\\s*)+(?:\\\\.|(?!\\1)[^\\\\])*)\\1`,
  'g',
);

/** Ids in brackets at the start of a title: `[PRI-5] …`, `[MED-5] [MED-7] …` or `[MED-5, MED-7] …`. */
export function idsOf(title) {
  const head = title.match(new RegExp(`^(?:\\[${LABEL}(?:[, ]+${LABEL})*\\]\\s*)+`))?.[0] ?? '';
  return head.match(new RegExp(ID, 'g')) ?? [];
}

/** Titles that carry ids, in the text of one source file. */
export function titlesIn(text) {
  return [...text.matchAll(TITLE)].map((match) => match[2].replaceAll(/\\(['"`])/g, '$1'));
}

/** A title as written may hold `%s`, `$name` or `${…}`: each stands for any words of the title as run. */
export function titlePattern(title) {
  const parts = title.split(/%[a-zA-Z#%]|\$\{[^}]*\}|\$[\w.]+/);
  return new RegExp(
    `^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`,
    's',
  );
}

function ofVitest(report) {
  return report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({
      file: basename(file.name),
      titles: [...test.ancestorTitles, test.title],
      status: test.status,
    })),
  );
}

function ofPlaywright(suite, titles = []) {
  const specs = (suite.specs ?? []).map((spec) => {
    const skipped = spec.tests.every((test) => test.status === 'skipped');
    const status = skipped ? 'skipped' : spec.ok ? 'passed' : 'failed';
    return { file: basename(spec.file), titles: [...titles, spec.title], status };
  });
  return specs.concat((suite.suites ?? []).flatMap((inner) => ofPlaywright(inner, [...titles, inner.title])));
}

/**
 * Results of any known report: vitest's, Playwright's, or a list of `{ title, status }`.
 * @returns {{ file: string | null, titles: string[], status: string }[]}
 */
export function resultsIn(report) {
  if (Array.isArray(report))
    return report.map(({ title, status }) => ({ file: null, titles: [title], status }));
  if (Array.isArray(report.testResults)) return ofVitest(report);
  if (Array.isArray(report.suites)) return ofPlaywright(report);
  return [];
}

function statusOf({ title, file }, results) {
  const pattern = titlePattern(title);
  const own = results.filter(
    (result) =>
      (result.file === null || result.file === basename(file)) &&
      result.titles.some((name) => pattern.test(name)),
  );
  const statuses = new Set(own.map((result) => result.status));
  if (statuses.has('failed')) return 'failed';
  if (statuses.has('passed')) return 'passed';
  return 'not run';
}

/**
 * One entry per id, with its tests and what they last said.
 * @param {readonly string[]} ids
 * @param {readonly { title: string, file: string }[]} titles
 * @param {ReturnType<typeof resultsIn>} results
 * @returns {{ id: string, covered: boolean, tests: { title: string, file: string, status: string }[] }[]}
 */
export function judge(ids, titles, results) {
  const tests = titles.map((test) => ({ ...test, status: statusOf(test, results) }));
  return ids.map((id) => {
    const own = tests.filter((test) => idsOf(test.title).includes(id));
    const passed = own.some((test) => test.status === 'passed');
    return { id, covered: passed && own.every((test) => test.status !== 'failed'), tests: own };
  });
}

/** The list as Markdown: the same answer for the same results, with no time or date in it. */
export function render(entries, known) {
  const covered = entries.filter((entry) => entry.covered).length;
  const lines = [
    '# Capabilities and their proof',
    '',
    'Written by `npm run capabilities`. An id is covered when a test that carries it passed when last run.',
    '',
    `${covered} of ${entries.length} covered.`,
  ];
  for (const section of new Set(known.map((item) => item.section))) {
    lines.push('', `## ${section}`, '', '| Id | What | State | Tests |', '|---|---|---|---|');
    for (const { id, summary } of known.filter((item) => item.section === section)) {
      const entry = entries.find((candidate) => candidate.id === id);
      const tests = entry.tests.map((test) => `${test.file}: ${test.title} (${test.status})`).join('<br>');
      lines.push(
        `| ${id} | ${summary} | ${entry.covered ? 'covered' : 'open'} | ${tests.replaceAll('|', '\\|')} |`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

export function knownIds() {
  return JSON.parse(readFileSync(join(root, 'scripts/generate/capabilityIds.json'), 'utf8'));
}

/** Every title with ids in the project's test sources and in the scripts that are tests of their own. */
export function collectTitles() {
  const folders = ['central', 'electron', 'renderer', 'scripts', 'shared', 'tests'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/')),
  );
  return files
    .filter((file) => TEST_FILE.test(file) && !/capabilities\.(test\.ts|mjs)$/.test(file))
    .sort()
    .flatMap((file) => titlesIn(readFileSync(join(root, file), 'utf8')).map((title) => ({ title, file })));
}

function collectResults() {
  const folder = join(root, 'test-results');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => resultsIn(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

function print(entries) {
  for (const { id, covered, tests } of entries) {
    process.stdout.write(`${id.padEnd(7)} ${covered ? 'covered' : 'open   '} ${tests.length} test(s)\n`);
    for (const { title, status } of tests) process.stdout.write(`          ${status.padEnd(8)} ${title}\n`);
  }
  const covered = entries.filter((entry) => entry.covered).length;
  process.stdout.write(`${covered} of ${entries.length} covered\n`);
}

if (import.meta.main) {
  const known = knownIds();
  const ids = known.map((item) => item.id);
  const entries = judge(ids, collectTitles(), collectResults());
  writeFileSync(join(root, 'docs/capabilities.md'), render(entries, known));
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
  else print(entries);
}
