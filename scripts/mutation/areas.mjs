// What is taken away, one at a time, and which tests should notice: cheap ones first, each stage only if those before
// stayed green. A name of a file is the beginning of its path, or the path itself.
import { drop, elements, guards, swap, terms } from './mutators.mjs';

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

const RESTRICTION_CALLS = [
  drop(/^\s*(for \(.*\) )?assertMayUse(Order)?\(/, { label: 'without guard' }),
  drop(/^\s*conditions\.push\(usableOrders/, { label: 'without guard' }),
  swap(/AND \$\{(ofUnrestricted|usableOrders\([^)]*\))\}/g, '', 'without condition'),
];

/** @type {readonly { name: string, what: string, files: readonly [RegExp, readonly Function[]][], stages: readonly string[][] }[]} */
export const AREAS = [
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
    name: 'gate',
    what: 'each check of the two gates, and each permission within a call',
    files: [
      [/^electron\/main\/ipc\/decide\.ts$/, [guards, terms(/return null;|return roles|Object\.hasOwn/)]],
      [
        /^electron\/core\/call\/dispatch\.ts$/,
        [
          guards,
          terms(/const same =/),
          swap(/!\(spec\.roles as readonly string\[\]\)\.includes\(caller\.role\)/g, 'false', 'role'),
        ],
      ],
      [
        /^electron\/core\/features\/(settings|staff|terminal|drafts)\/.*handlers\.ts$/,
        [drop(/^\s*if \(!can\(/, { label: 'without permission' })],
      ],
    ],
    stages: [
      ['tests/integration/gate/gate.test.ts', 'tests/integration/core/dispatch.test.ts'],
      ['tests/integration/core/settings.test.ts', 'tests/integration/core/staff.test.ts'],
      ['tests/integration/core/draftCalls.test.ts'],
    ],
  },
  {
    name: 'restriction',
    what: 'each call and condition that holds back the data of a restricted person, and closed records',
    files: [
      [/^electron\/core\/features\/(?!restriction\/).*\.ts$/, RESTRICTION_CALLS],
      [/restriction\/restriction\.policy\.ts$/, [terms(/role === 'manager'/)]],
      [
        /restriction\/assertMayUse\.ts$/,
        [
          guards,
          drop(/^ {2}assertMayUse\(/),
          swap(/\? ofOpenRecords : ofUnrestricted/g, '? ofOpenRecords : ofOpenRecords', 'restriction'),
        ],
      ],
    ],
    stages: [
      ['tests/integration/privacy/restriction.test.ts', 'tests/integration/privacy/disclosures.test.ts'],
      ['tests/integration/retention/rules.test.ts', 'tests/integration/sync/absence.test.ts'],
    ],
  },
  {
    name: 'messages',
    what: 'each guard of the purpose gate and of what waits to be sent',
    files: [
      [/messages\/(purposeGate|queueMessage|handOver|recordCall)\.ts$/, [guards]],
      [/messages\/purposeGate\.ts$/, [swap(/'no_consent'/g, "'go'", 'without consent')]],
    ],
    stages: [
      ['tests/integration/privacy/messages.test.ts', 'tests/integration/privacy/messagesMarketing.test.ts'],
      ['tests/integration/privacy/messagesRights.test.ts'],
    ],
  },
  {
    name: 'consent',
    what: 'each guard of notices, consents and suppression',
    files: [
      [/^electron\/core\/features\/(consents|notices)\/.*\.ts$/, [guards]],
      [
        /consents\/mayMarket\.ts$/,
        [
          swap(/ \|\| suppression\.isSuppressed\([^)]*\)/g, '', 'without suppression'),
          swap(/isBoxLive\([^;]*\),/g, 'true,', 'without consent'),
        ],
      ],
      [
        /consents\/withdraw\.ts$/,
        [drop(/^ {4}(deps\.suppression|for \(const (row|purpose))/), drop(/^ {4}appendRecord/)],
      ],
      [
        /consents\/recordConsents\.ts$/,
        [
          drop(/^ {6}(deps\.(suppression|codes)|if \(!given\))/),
          swap(/contact\.way === 'none' \|\| /g, '', 'anonymous'),
          swap(/ \|\| age === 'under13'/g, '', 'age gate'),
        ],
      ],
      [
        /consents\/consents\.policy\.ts$/,
        [swap(/reconsentSince > 0 \? \[\.\.\.facts, asked\] : facts/g, 'facts', 'asked anew')],
      ],
      [/consents\/consents\.store\.ts$/, [drop(/^ {4}\.filter\(\(\{ validUntil/, { label: 'without end' })]],
      [
        /consents\/suppression\.ts$/,
        [
          swap(/ AND purpose = \$\{box\.purpose\}/g, '', 'any purpose'),
          swap(/\n\s+AND channel = \$\{box\.channel\}/g, '', 'any channel'),
        ],
      ],
      [/consents\/codes\.ts$/, [swap(/ AND revoked_at IS NULL/g, '', 'revoked code')]],
      [/^shared\/domain\/notice\.ts$/, [swap(/leadDays \* DAY_MS : 0/g, '0 : 0', 'lead time')]],
      [
        /notices\/notices\.policy\.ts$/,
        [
          drop(/^ {2}(if \(shown|draft:|legal_review:|approved:|queued:|sent:|bounced:)/),
          swap(
            /shown\.expiresAt !== null && shown\.expiresAt <= now \? 'expired' : 'open'/g,
            "'open'",
            'expired notice',
          ),
        ],
      ],
      [
        /^electron\/core\/features\/drafts\/(place|head\.handlers)\.ts$/,
        [
          drop(/^ {2,4}(if \(notice|if \(ticked|if \(byStaff)/),
          swap(/subjectRef && collects === 'open'/g, 'subjectRef', 'closed notice'),
        ],
      ],
      [
        /^shared\/domain\/consent\.ts$/,
        [
          drop(/^ {2}if \(!given\)/),
          swap(/age === null \? 'unanswered' : /g, '', 'age gate'),
          swap(/given: false/g, 'given: true', 'ticked'),
          swap(/ && endings\.every\([^;]*\)\)/g, ')', 'withdrawal wins'),
          swap(/clocksAgree \? later\.occurredAt > earlier\.occurredAt : /g, '', 'clock'),
          terms(/const clocksAgree/),
        ],
      ],
      [
        /migrations\/0050/,
        [
          swap(/ CHECK \(default_state = 0\)/g, '', 'without check'),
          drop(/^CREATE TRIGGER/, { label: 'without trigger' }),
        ],
      ],
    ],
    stages: [
      ['shared/domain/consent', `${CORE}/notices/`],
      ['tests/integration/privacy/consents.test.ts', 'tests/integration/privacy/notices.test.ts'],
      [
        'tests/integration/core/placing.test.ts',
        'tests/integration/core/draftCalls.test.ts',
        'tests/integration/orders/place.test.ts',
      ],
    ],
  },
  {
    name: 'requests',
    what: 'each transition and each guard of privacy requests',
    files: [
      [
        /^shared\/privacy\/requestStates\.ts$/,
        [
          drop(/^ {2}\.\.\.rows\(/, { label: 'transition' }),
          elements(/^ {2}\.\.\.rows\(|^const DECISION/),
          swap(/, (MANAGER|SYSTEM|CREW)(?=[,)])/g, ", [...ANYONE, 'system']", 'anybody instead of'),
          drop(/^ {2}if \(/),
          swap(/facts\.type !== 'erasure' \|\| facts\.\w+ === true/g, 'true', 'condition'),
          swap(/!needsIdentity\(facts\.type\) \|\| facts\.identityVerified === true/g, 'true', 'condition'),
          swap(/return (isAtOnce|needsReview)\(facts\.type\)/g, 'return true', 'condition'),
          swap(/return facts\.(type|spreads|failedIn) [!=]== .*;/g, 'return true;', 'condition'),
          swap(/facts\[condition\] === true/g, 'true', 'condition'),
          swap(/facts\.letterSent \? null : 'no_letter'/g, 'null', 'without guard'),
          swap(/ \|\| now <= closedAt \+ REOPEN_MS/g, ' || true', 'without guard'),
        ],
      ],
      [
        /^electron\/core\/features\/requests\/.*\.ts$/,
        [guards, swap(/return .* \? (\w+) : reject\(.*\);/g, 'return $1;', 'without guard')],
      ],
    ],
    stages: [
      ['shared/privacy/requestSteps.test.ts', 'shared/privacy/requestStates.test.ts'],
      ['tests/integration/requests/'],
    ],
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
  {
    name: 'disclosures',
    what: 'each ground that a disclosure needs, in core and in the database',
    files: [
      [/^electron\/core\/features\/disclosures\/.*\.ts$/, [guards]],
      [
        /disclosures\/disclosure\.policy\.ts$/,
        [
          swap(/proportionality === null\s+\? [^:]*:[^:]*: '\w+' \}\s+:/g, '', 'without code'),
          swap(/managers: 'two'/g, "managers: 'one'", 'second manager'),
          swap(/ && allowed\.includes\(field\)/g, '', 'allow-list'),
        ],
      ],
      [/disclosures\/decide\.ts$/, [terms(/staffId === null/)]],
      [
        /migrations\/0070/,
        [
          drop(/^CREATE TRIGGER/, { label: 'without trigger' }),
          swap(
            /(?<=WHEN NEW\.state = 'approved' AND \()NEW\.approved_by_1 IS NULL/g,
            '0',
            'without condition',
          ),
          swap(/ OR NEW\.\w+ (IS NULL|= NEW\.\w+)/g, '', 'without condition'),
          swap(/(?<=\()NEW\.(doc_type|proportionality) IS NULL OR /g, '', 'without condition'),
        ],
      ],
    ],
    stages: [
      [`${CORE}/disclosures/`, 'tests/faults/disclosureGrounds.test.ts'],
      ['tests/integration/privacy/disclosures.test.ts'],
    ],
  },
];
