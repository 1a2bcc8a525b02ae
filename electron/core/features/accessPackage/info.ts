import type { Settings } from '../../../../shared/contract/settings.ts';
import { DATA_MAP } from '../../../../shared/privacy/dataMap.ts';
import type { RecipientRegister } from '../../../../shared/privacy/disclosure.ts';
import type { DryRun } from '../../../../shared/privacy/dryRun.ts';
import { RETENTION_RULES } from '../../../../shared/privacy/retentionRules.ts';

const customers = DATA_MAP.filter(({ subject }) => subject === 'customer');
const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** How long a rule keeps, in the words of its settings: a number with its unit from the setting's name. */
const periodOf = (rule: keyof typeof RETENTION_RULES, { retention }: Settings): readonly string[] =>
  RETENTION_RULES[rule].periods.map((period) => {
    if ('hours' in period) return `${period.hours} hours from ${period.from}`;
    const unit = period.setting.endsWith('Years')
      ? 'years'
      : period.setting.endsWith('Months')
        ? 'months'
        : 'days';
    return `${retention[period.setting]} ${unit} from ${period.from}`;
  });

/** What GDPR 15(1) says a person must be told, from the data map, the settings and the register of recipients. */
export const infoOf = (settings: Settings, register: RecipientRegister) => ({
  controller: { name: settings.store.name, contact: settings.store.privacyContact },
  purposes: distinct(customers.flatMap(({ purpose, basis }) => purpose.map((id) => `${id} ${basis}`))).map(
    (text) => {
      const [purpose = '', basis = ''] = text.split(' ');
      return { purpose, basis };
    },
  ),
  categories: distinct(customers.map(({ personal }) => personal)),
  recipients: register.recipients.map(({ name, role, country, grounds, transferBasis }) => ({
    name: name.lv,
    role,
    country,
    grounds,
    transferBasis,
  })),
  periods: distinct(customers.flatMap(({ retention }) => (retention === null ? [] : [retention]))).map(
    (rule) => ({
      data: RETENTION_RULES[rule].data,
      kept: periodOf(rule, settings),
    }),
  ),
  rights: [
    'GDPR 15 access',
    'GDPR 16 rectification',
    'GDPR 17 erasure',
    'GDPR 18 restriction',
    'GDPR 20 portability',
    'GDPR 21 objection',
    'GDPR 7(3) withdrawal of consent',
  ],
  authority: { name: 'Datu valsts inspekcija', site: 'www.dvi.gov.lv' },
  source: 'the person, at a kiosk or the counter',
  automatedDecisions: 'none',
});

/** What would stay after an erasure, by which law and until when. */
export const retainedOf = ({ items }: DryRun) =>
  items
    .filter(({ what }) => what === 'stays')
    .map(({ at, count, law, until }) => ({ what: at, count, law, until }));
