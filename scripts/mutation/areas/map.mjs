// The data map, and what goes by it: erasure and retention.
import { drop, guards, swap, terms } from '../mutators.mjs';

const CORE = 'electron/core/features';

const MAP_TEST = 'tests/architecture/dataMap.test.ts';

const ERASURE_TESTS = [
  'tests/integration/erasure/erasure.test.ts',
  'tests/integration/erasure/restore.test.ts',
];

const COLUMN_LINES = [
  drop(/^ {2,4}\w+: ([A-Z][A-Z_]+|\{ \.\.\.[A-Z].*),?$|^ {4}\w+: \{$/, { label: 'column' }),
  drop(/^ {2}\.\.\.table\(/, { label: 'table' }),
];

const PLACE_LINES = [
  drop(/^ {2}fileClass\($/, { label: 'class of files' }),
  drop(/^ {2}payload\(/, { label: 'payload' }),
  drop(/^ {2}'\w+',$/, { label: 'field' }),
];

const WEAK_ERASE = swap(
  /erase: '(delete-row|set-null|delete-file-and-key)'/g,
  "erase: 'not-personal'",
  'not erased',
);

export const OF_MAP = [
  {
    name: 'columns',
    what: 'each column of the data map',
    files: [[/^shared\/privacy\/map\/(?!traits|files|logs|payloads)\w+\.ts$/, COLUMN_LINES]],
    stages: [[MAP_TEST], [`${CORE}/erasure/rules/`]],
  },
  {
    name: 'places',
    what: 'each class of files, log field and payload field of the data map',
    files: [
      [/^shared\/privacy\/map\/(files|logs|payloads)\.ts$/, PLACE_LINES],
      [/^shared\/privacy\/dataMap\.ts$/, [drop(/^ {2}\.\.\.\w+,$/, { label: 'part' })]],
    ],
    stages: [
      [MAP_TEST, 'electron/core/log/log.test.ts', 'tests/architecture/dataMapWriters.test.ts'],
      ['tests/integration/retention/outgoing.test.ts'],
    ],
  },
  {
    name: 'erasure',
    what: 'each erasure rule and each step of the job',
    files: [
      [/^shared\/privacy\/map\/\w+\.ts$/, [WEAK_ERASE]],
      [/erasure\/(\w+\/)?scope\.ts$/, [drop(/^ {2}\w+: /, { from: /ROWS_OF/ })]],
      [/erasure\/(\w+\/)?fileRules\.ts$/, [drop(/^ {2}['\w-]+: /, { from: /FILE_RULES:/ }), guards]],
      [/erasure\/(\w+\/)?rowRules\.ts$/, [drop(/^ {4}if \(/), guards]],
      [
        /privacy\/erasureSteps\.ts$/,
        [drop(/^ {2}'\w+',$/, { from: /ERASURE_STEPS/, to: /as const/, label: 'step' })],
      ],
      [
        /erasure\/(\w+\/)?(steps|runJob)\.ts$/,
        [
          guards,
          drop(/^ {2,4}(await |for \(const rule|ledger\.append|assertClean|deps\.transact)/, {
            label: 'without',
          }),
          drop(/^ {4}tx\.db\.run/),
        ],
      ],
      [/erasure\/(\w+\/)?replay\.ts$/, [guards, drop(/^ {2}(orderUnknown|destroyOldSets|rewindProved)\(/)]],
    ],
    stages: [[MAP_TEST, `${CORE}/erasure/`], ERASURE_TESTS, ['tests/integration/erasure/']],
  },
  {
    name: 'retention',
    what: 'the work of each retention rule',
    files: [
      [
        /retention\/retentionWorks\.ts$/,
        [swap(/(?<=^ {4}['\w-]+: )\w+Work(\([^)]*\))?(?=,$)/gm, "{ by: 'nobody' }", 'without work')],
      ],
      [
        /retention\/works\/\w+\.ts$/,
        [guards, drop(/^ {2,4}tx\.db\.run/, { label: 'without' }), drop(/^ {2}deleteUnneeded/)],
      ],
      [/retention\/(runPass|retention\.policy)\.ts$/, [guards, terms(/lastAt === null \|\|/)]],
    ],
    stages: [['tests/integration/retention/rules.test.ts'], ['tests/integration/retention/']],
  },
];
