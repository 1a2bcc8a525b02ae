/**
 * Who may import whom. Default is deny: `allowed` holds one group of rows per folder, and an import that no row
 * allows is an error, so a new folder stays shut until someone writes a row (and an ADR) for it.
 */
const TEST = '\\.test\\.tsx?$';
const NETWORK = '^(node:)?(http|https|http2|net|tls|dns|dgram|inspector)(/|$)';
const REACT = ['react', 'react-dom', '@types/react', '@types/react-dom'];
const ESCPOS = '@point-of-sale/receipt-printer-encoder';

const node = { dependencyTypes: ['core'] };
const own = (folder) => ({ path: `^${folder}/` });
const packages = (...names) => ({ path: `^node_modules/(${names.join('|')})/` });

/** One row of the table: a folder (a regular expression) and everything its product files may import. */
const row = (folder, ...targets) =>
  targets.map((to) => ({ from: { path: `^${folder}`, pathNot: TEST }, to }));

const domain = own('shared/domain');
const contract = own('shared/contract');
const privacy = own('shared/privacy');
/** What may be told to people, and how it is written: terminals and central agree on it. */
const templates = { path: '^shared/privacy/(messages/templates|requestLetters)\\.ts$' };

/** What central tells people by itself is written there, and what a disclosure may name is agreed on. */
const centralTexts = { path: '^shared/privacy/(messages/texts|disclosure)\\.ts$' };

const sharedRows = [
  // zod is reached through `shared/domain/z.ts`, which makes a schema at its first use (ADR 0022).
  ...row('shared/domain/', domain, packages('temporal-polyfill', 'libphonenumber-js')),
  ...row('shared/domain/deferredZod\\.ts', packages('zod')),
  ...row('shared/privacy/', privacy, domain, packages('temporal-polyfill')),
  // What windows and wire name alike: ids, roles, what an op came to.
  ...row('shared/contract/', contract, privacy, domain, { path: '^shared/sync/(primitives|op)\\.ts$' }),
  ...row('shared/sync/', own('shared/sync'), domain, templates, packages('zod')),
  // Uploads on a disk, received alike by central and by a store's hub (ADR 0027).
  ...row('shared/sync/spool/', node),
  // One way to keep a PIN, on a terminal and where the owner writes the list (ADR 0032).
  ...row('shared/sync/pin/', node),
];

const rendererRows = [
  ...row(
    'renderer/ui/',
    own('renderer/ui'),
    packages(...REACT, 'react-aria-components', 'lucide-react', '@fontsource-variable/inter'),
  ),
  // The closed list of error codes, so that a code without a sentence does not compile.
  ...row(
    'renderer/i18n/',
    own('renderer/i18n'),
    domain,
    { path: '^shared/contract/errorCodes\\.ts$' },
    packages('i18next', 'react-i18next'),
  ),
  // What two features share of the screen and of the domain (ADR 0026).
  ...row(
    'renderer/editor/',
    own('renderer/editor'),
    own('renderer/ui'),
    own('renderer/i18n'),
    domain,
    packages(...REACT, 'lucide-react'),
  ),
  ...row(
    'renderer/features/([^/]+)/',
    own('renderer/features/$1'),
    own('renderer/editor'),
    own('renderer/ui'),
    own('renderer/i18n'),
    { path: '^renderer/app/(api|photoPages)\\.ts$' },
    contract,
    privacy,
    domain,
    packages(...REACT, 'zustand', 'zod', 'lucide-react', 'libphonenumber-js', 'react-i18next'),
  ),
  // zod: the entry must switch off its eval probe (`jitless`) before any schema is made.
  ...row(
    'renderer/app/',
    own('renderer/app'),
    own('renderer/features'),
    own('renderer/ui'),
    own('renderer/i18n'),
    contract,
    domain,
    packages(...REACT, 'zod'),
  ),
];

const codeCache = own('electron/codeCache');

const shellRows = [
  // Loaded before anything else of main and core: it may load nothing but Node.
  ...row('electron/codeCache/', node),
  ...row('electron/preload/', packages('electron'), { path: '^shared/', dependencyTypes: ['type-only'] }),
  // Before any schema is made: main must compile no parsers.
  ...row('electron/main/boot/jitlessZod\\.ts', packages('zod')),
  ...row(
    'electron/main/',
    own('electron/main'),
    codeCache,
    packages('electron'),
    node,
    contract,
    privacy,
    domain,
    own('electron/core/ports'),
    own('electron/core/log'),
  ),
];

const coreRows = [
  ...row(
    'electron/core/[^/]+\\.ts$',
    own('electron/core'),
    codeCache,
    own('shared'),
    node,
    packages('temporal-polyfill'),
  ),
  ...row(
    'electron/core/features/([^/]+)/',
    own('electron/core/features/$1'),
    { path: '^electron/core/features/[^/]+/index\\.ts$' },
    {
      path: '^electron/core/(call|db|drawing|files|keys|ports|log)/',
      pathNot: '^electron/core/db/migrations/',
    },
    own('shared'),
    node,
    packages('temporal-polyfill'),
  ),
  ...row('electron/core/features/archive/', packages('@zip.js/zip.js')),
  ...row('electron/core/features/tickets/', packages(ESCPOS, '@napi-rs/canvas')),
  ...row('electron/core/features/production/testJob/', packages('@napi-rs/canvas')),
  ...row('electron/core/drawing/', own('electron/core/drawing'), node, packages('@napi-rs/canvas')),
  ...row(
    'electron/core/db/(?!migrations/)',
    own('electron/core/db'),
    own('electron/core/ports'),
    own('electron/core/log'),
    node,
    packages('better-sqlite3'),
  ),
  ...row(
    'electron/core/db/migrations/',
    own('electron/core/db/migrations'),
    { path: '^electron/core/db/sql\\.ts$' },
    { path: '^electron/core/db/', dependencyTypes: ['type-only'] },
  ),
  ...row(
    'electron/core/keys/',
    own('electron/core/keys'),
    own('electron/core/ports'),
    own('electron/core/log'),
    node,
    packages('zod'),
  ),
  // The wrappers every handler is made with: transaction, idempotency, roles, events after commit.
  ...row(
    'electron/core/call/',
    own('electron/core/call'),
    { path: '^electron/core/(db|keys|ports|log)/', pathNot: '^electron/core/db/migrations/' },
    own('shared'),
    node,
    packages('zod'),
  ),
  // Sealed originals on disk.
  ...row(
    'electron/core/files/',
    own('electron/core/files'),
    { path: '^electron/core/(keys|ports|log)/' },
    privacy,
    domain,
    node,
  ),
  ...row('electron/core/ports/', own('electron/core/ports'), domain),
  // The sealed file format is read by core and by imaging alike, so it stands where both may look.
  ...row('electron/core/ports/fileFormat\\.ts', node),
  // Main and core ask alike what this terminal is.
  ...row('electron/core/ports/terminalFile\\.ts', node, contract),
  // Calls travel between main and core inside these messages.
  ...row('electron/core/ports/messages\\.ts', contract),
  // Sinks may write only the fields that the data map permits.
  ...row('electron/core/log/', own('electron/core/log'), privacy, domain, packages('zod'), node),
  ...row(
    'electron/core/imagingHost/',
    own('electron/core/imagingHost'),
    own('electron/core/ports'),
    own('electron/core/log'),
    domain,
    node,
    packages('zod'),
  ),
  ...row(
    'electron/imaging/',
    own('electron/imaging'),
    { path: '^electron/core/ports/(imaging|fileFormat)(\\.ts$|/)' },
    { path: '^shared/domain/(media|adjust)\\.ts$' },
    { ...node, pathNot: NETWORK },
    packages('sharp', 'libheif-js'),
  ),
];

const centralRows = row(
  'central/',
  own('central'),
  domain,
  own('shared/sync'),
  templates,
  centralTexts,
  node,
  packages(
    'fastify',
    '@fastify/[^/]+',
    '@tus/[^/]+',
    '@aws-sdk/client-s3',
    'nodemailer',
    'postal-mime',
    'smtp-server',
    'pg',
    '@types/pg',
    '@electric-sql/pglite',
    '@zip.js/zip.js',
    'prom-client',
    'zod',
  ),
);

/** A test beside the code may use all of its own layer and what that layer builds on; product code never uses it. */
const testRows = [
  { from: { path: `^shared/.+${TEST}` }, to: { path: '^(shared|tests)/' } },
  { from: { path: `^renderer/.+${TEST}` }, to: { path: '^(renderer|shared|tests)/' } },
  {
    from: { path: `^electron/main/.+${TEST}` },
    to: { path: '^(electron/main|electron/core/(ports|log)|shared|tests)/' },
  },
  { from: { path: `^central/.+${TEST}` }, to: { path: '^(central|shared|tests)/' } },
  { from: { path: `^electron/preload/.+${TEST}` }, to: { path: '^(electron/preload|shared|tests)/' } },
  { from: { path: `^electron/core/.+${TEST}` }, to: { path: '^(electron/core|shared|tests)/' } },
  { from: { path: `^electron/codeCache/.+${TEST}` }, to: { path: '^(electron/codeCache|tests)/' } },
  {
    from: { path: `^electron/imaging/.+${TEST}` },
    to: { path: '^(electron/imaging|electron/core/ports|tests)/' },
  },
  { from: { path: TEST }, to: { path: '^node_modules/' } },
  { from: { path: TEST }, to: { path: '^resources/.+\\.json$' } },
  { from: { path: TEST }, to: node },
  { from: { path: '^(tests|scripts)/|^[^/]+\\.config\\.ts$' }, to: {} },
];

const forbidden = [
  {
    name: 'no-cycle',
    comment: 'A cycle has no order in which it can be understood or started: move the shared part out.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-dev-dependency',
    comment:
      'What runs under Electron ships from `dependencies`; only vite bundles dev dependencies (renderer).',
    severity: 'error',
    from: { path: '^electron/', pathNot: TEST },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '^node_modules/electron/' },
  },
  {
    name: 'no-proof-in-product',
    comment: 'Tests and scripts prove and prepare the product; the product must stand without them.',
    severity: 'error',
    from: { path: '^(electron|renderer|shared|central)/', pathNot: TEST },
    to: { path: `^(tests|scripts)/|${TEST}` },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
const config = {
  forbidden,
  allowed: [...sharedRows, ...rendererRows, ...shellRows, ...coreRows, ...centralRows, ...testRows],
  allowedSeverity: 'error',
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release|out)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.d.ts'],
      conditionNames: ['import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};

export default config;
