import { Ban, CircleCheck } from 'lucide-react';
import { ulidTime } from '../../../../shared/domain/ids.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import type { Texts } from '../../../i18n/index.ts';
import { StatusPill, type StatusLook, type TableColumn, type UiLocale } from '../../../ui/index.ts';
import { AUDIT_AREAS } from './areas.ts';
import type { AuditItem, AuditState } from './auditState.ts';

export const OUTCOMES = {
  done: { tone: 'success', icon: CircleCheck },
  refused: { tone: 'warning', icon: Ban },
} as const satisfies Record<AuditItem['outcome'], StatusLook>;

type People = AuditState['people'];

const nameOf = (people: People, staffId: string | null): string | undefined =>
  people.find((person) => person.staffId === staffId)?.name;

/** Who acted: by name where a person had signed in, otherwise by role. */
export const actorName = (
  t: Texts,
  { actor, role }: Pick<AuditItem, 'actor' | 'role'>,
  people: People,
): string => nameOf(people, actor) ?? t(`privacy:audit.role.${role}`);

/** What the act was about: people by name, a backup by when it was made, everything else by its id. */
export function objectName(
  t: Texts,
  locale: UiLocale,
  { objectType, objectRef }: Pick<AuditItem, 'objectType' | 'objectRef'>,
  people: People,
): string {
  const area = AUDIT_AREAS.find((one) => one === objectType);
  const what = area === undefined ? objectType : t(`privacy:audit.area.${area}`);
  const backup = objectType === 'backup' && objectRef !== null;
  const named = backup ? formatDateTime(ulidTime(objectRef), locale) : nameOf(people, objectRef);
  return [what, named ?? objectRef].filter((part) => part !== null).join(' · ');
}

/** Nobody had signed in yet when somebody signs in: then it is the person who does. */
const whoActed = (t: Texts, item: AuditItem, people: People): string =>
  (item.action.startsWith('staff.signed-in') ? nameOf(people, item.objectRef) : undefined) ??
  actorName(t, item, people);

type Column = 'at' | 'action' | 'actor' | 'outcome';

export const auditColumns = (
  t: Texts,
  locale: UiLocale,
  people: People,
): readonly TableColumn<AuditItem, Column>[] => [
  {
    id: 'at',
    header: t('privacy:audit.columns.at'),
    grow: 1,
    minEm: 10,
    render: ({ at }) => formatDateTime(at, locale),
  },
  {
    id: 'action',
    header: t('privacy:audit.columns.action'),
    grow: 2.4,
    minEm: 12,
    isRowHeader: true,
    render: ({ action }) => t(`privacy:act.${action}`),
  },
  {
    id: 'actor',
    header: t('privacy:audit.columns.actor'),
    grow: 1,
    minEm: 7,
    render: (item) => whoActed(t, item, people),
  },
  {
    id: 'outcome',
    header: t('privacy:audit.columns.outcome'),
    grow: 0.8,
    minEm: 8,
    render: ({ outcome }) => (
      <StatusPill look={OUTCOMES[outcome]}>{t(`privacy:audit.outcome.${outcome}`)}</StatusPill>
    ),
  },
];
