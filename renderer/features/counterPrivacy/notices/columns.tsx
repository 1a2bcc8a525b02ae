import { Archive, CircleCheck, Clock, FileWarning, PenLine, Scale, UserCheck } from 'lucide-react';
import { formatDate } from '../../../../shared/domain/time.ts';
import type { NoticeVersion } from '../../../../shared/contract/notices.ts';
import type { Texts } from '../../../i18n/index.ts';
import { type StatusLook, StatusPill, type TableColumn, type UiLocale } from '../../../ui/index.ts';
import type { People, VersionItem } from './noticesState.ts';

const LOOKS = {
  draft: { tone: 'neutral', icon: PenLine },
  legal_review: { tone: 'warning', icon: Scale },
  approved: { tone: 'info', icon: UserCheck },
  published: { tone: 'accent', icon: Clock },
  effective: { tone: 'success', icon: CircleCheck },
  superseded: { tone: 'neutral', icon: Archive },
} as const satisfies Record<NoticeVersion['state'], StatusLook>;

/** How far a version has come; one whose text is not what was recorded is named before anything else. */
export function VersionState({ version, t }: { readonly version: NoticeVersion; readonly t: Texts }) {
  const { state, damaged } = version;
  if (damaged) {
    return (
      <StatusPill look={{ tone: 'danger', icon: FileWarning }}>
        {t('privacy:notices.state.damaged')}
      </StatusPill>
    );
  }
  return <StatusPill look={LOOKS[state]}>{t(`privacy:notices.state.${state}`)}</StatusPill>;
}

/** The first characters of a hash are enough to tell versions apart at a glance. */
const HASH_SHOWN = 8;

export const versionName = (t: Texts, { kind, version }: Pick<NoticeVersion, 'kind' | 'version'>): string =>
  t(`privacy:notices.kind.${kind}`, { version });

/** When a version ends, UTC ms: past its own end, or when another takes its place; null for not yet. */
export const endOf = ({
  expiresAt,
  supersededAt,
}: Pick<NoticeVersion, 'expiresAt' | 'supersededAt'>): number | null => {
  const ends = [expiresAt, supersededAt].filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends);
};

/** Who judged or approved: by name, or that it came so with the program. */
export const personName = (t: Texts, people: People, staffId: string): string =>
  people.find((one) => one.staffId === staffId)?.name ?? t('privacy:notices.notStaff');

const dateOr = (ms: number | null, locale: UiLocale): string => (ms === null ? '–' : formatDate(ms, locale));

type Column = 'version' | 'state' | 'from' | 'until' | 'hash';

export const noticeColumns = (t: Texts, locale: UiLocale): readonly TableColumn<VersionItem, Column>[] => [
  {
    id: 'version',
    header: t('privacy:notices.columns.version'),
    grow: 1.4,
    minEm: 9,
    isRowHeader: true,
    render: (item) => versionName(t, item),
  },
  {
    id: 'state',
    header: t('privacy:notices.columns.state'),
    grow: 1.1,
    minEm: 9,
    render: (item) => <VersionState version={item} t={t} />,
  },
  {
    id: 'from',
    header: t('privacy:notices.columns.from'),
    grow: 0.6,
    minEm: 6,
    render: ({ effectiveAt }) => dateOr(effectiveAt, locale),
  },
  {
    id: 'until',
    header: t('privacy:notices.columns.until'),
    grow: 0.6,
    minEm: 6,
    render: (item) => dateOr(endOf(item), locale),
  },
  {
    id: 'hash',
    header: t('privacy:notices.columns.hash'),
    grow: 0.6,
    minEm: 6,
    render: ({ sha256 }) => sha256[locale].slice(0, HASH_SHOWN),
  },
];
