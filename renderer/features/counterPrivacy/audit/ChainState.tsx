import { CircleCheck } from 'lucide-react';
import { useStore } from 'zustand';
import type { Health } from '../../../../shared/contract/terminal.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import type { AuditBreak } from '../../../../shared/privacy/auditBreaks.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, useUi } from '../../../ui/index.ts';
import { AcceptBreakDialog } from './AcceptBreakDialog.tsx';
import type { AuditStore } from './audit.store.ts';
import type { Verdict } from './auditState.ts';
import { actorName } from './columns.tsx';

/** What the newest check came to: the one asked for here, or the one the terminal makes by itself. */
export function ChainState(props: {
  readonly store: AuditStore;
  readonly health: Health['audit'] | undefined;
}) {
  const { store, health } = props;
  const t = useTexts();
  const { locale } = useUi();
  const verdict = useStore(store, (state) => state.verdict);
  const found = verdict === null ? (health?.broken ?? null) : verdict.kind === 'broken' ? verdict : null;
  if (found !== null) return <Broken store={store} found={found} verdict={verdict} />;
  if (verdict?.kind === 'sound') return <Sound store={store} verdict={verdict} />;
  const checkedAt = health?.checkedAt ?? null;
  return (
    <Banner tone="info">
      {checkedAt === null
        ? t('privacy:audit.state.unknown')
        : t('privacy:audit.state.soundAt', { at: formatDateTime(checkedAt, locale) })}
    </Banner>
  );
}

/** What is known of the trail outside the database: the note beside it, and what central countersigned. */
function Witnesses({ verdict }: { readonly verdict: Verdict }) {
  const t = useTexts();
  const { locale } = useUi();
  const { anchoredAt, countersignedAt } = verdict;
  return (
    <>
      <p>
        {anchoredAt === null
          ? t('privacy:audit.state.noAnchor')
          : t('privacy:audit.state.anchor', { at: formatDateTime(anchoredAt, locale) })}
      </p>
      {countersignedAt !== null && (
        <p>{t('privacy:audit.state.countersigned', { at: formatDateTime(countersignedAt, locale) })}</p>
      )}
    </>
  );
}

type SoundVerdict = Extract<Verdict, { kind: 'sound' }>;

function Sound({ store, verdict }: { readonly store: AuditStore; readonly verdict: SoundVerdict }) {
  const t = useTexts();
  const { locale } = useUi();
  const people = useStore(store, (state) => state.people);
  const { rows, accepted } = verdict;
  return (
    <Banner tone="info" icon={CircleCheck}>
      <p>{t('privacy:audit.state.sound', { rows })}</p>
      <Witnesses verdict={verdict} />
      {accepted.length > 0 && (
        <>
          <p>{t('privacy:audit.state.accepted', { breaks: accepted.length })}</p>
          <ul>
            {accepted.map(({ entry, at, by, seq, how }) => (
              <li key={`${entry} ${seq}`}>
                {t('privacy:audit.acceptedOne', {
                  at: formatDateTime(at, locale),
                  by: actorName(t, { actor: by, role: 'manager' }, people),
                  seq,
                  how: t(`privacy:audit.reason.${how}`),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Banner>
  );
}

/** The alarm: what is wrong and where, what to do, and the way to answer for it. Nothing is ever repaired. */
function Broken(props: {
  readonly store: AuditStore;
  readonly found: { readonly how: AuditBreak; readonly seq: number };
  readonly verdict: Verdict | null;
}) {
  const { store, found, verdict } = props;
  const t = useTexts();
  const { verify, askAccept } = store.getState();
  return (
    <>
      <Banner
        tone="danger"
        title={t('privacy:audit.broken.title', { seq: found.seq })}
        actions={
          // What is accepted is what a check showed here, not what one found some time ago.
          verdict === null ? (
            <Button onPress={() => void verify()}>{t('privacy:audit.verify')}</Button>
          ) : (
            <Button onPress={askAccept}>{t('privacy:audit.broken.accept')}</Button>
          )
        }
      >
        <p>{t(`privacy:audit.reason.${found.how}`)}</p>
        {verdict !== null && <Witnesses verdict={verdict} />}
        <p>{t('privacy:audit.broken.todo')}</p>
      </Banner>
      <AcceptBreakDialog store={store} how={found.how} />
    </>
  );
}
