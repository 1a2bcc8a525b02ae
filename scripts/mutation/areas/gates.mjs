// Who may do what with whose data, and what leaves the terminal.
import { drop, guards, swap, terms } from '../mutators.mjs';

const CORE = 'electron/core/features';

const RESTRICTION_CALLS = [
  drop(/^\s*(for \(.*\) )?assertMayUse(Order)?\(/, { label: 'without guard' }),
  drop(/^\s*conditions\.push\(usableOrders/, { label: 'without guard' }),
  swap(/AND \$\{(ofUnrestricted|usableOrders\([^)]*\))\}/g, '', 'without condition'),
];

export const OF_GATES = [
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
      ['tests/integration/privacy/customers.test.ts', 'tests/integration/privacy/messages.test.ts'],
      ['tests/integration/retention/rules.test.ts', 'tests/integration/sync/absence.test.ts'],
      [
        'tests/integration/requests/correctContact.test.ts',
        'tests/integration/privacy/accessPackage.test.ts',
      ],
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
