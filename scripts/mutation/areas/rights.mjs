// Consents and requests.
import { drop, elements, guards, swap, terms } from '../mutators.mjs';

const CORE = 'electron/core/features';

export const OF_RIGHTS = [
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
];
