import { LockKeyhole, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Health } from '../../../shared/contract/terminal.ts';
import { formatDate, formatTime, shopDayOf } from '../../../shared/domain/time.ts';
import { type Texts, useTexts } from '../../i18n/index.ts';
import { Button, KeyHint, StripGap, StripItem, type UiLocale, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { HINTS } from './commands.ts';
import styles from './shell.module.css';
import type { ShellStore } from './shell.store.ts';

type Level = Health['printer']['level'];
type Tone = 'plain' | 'success' | 'warning' | 'danger';

const toneOf = (level: Level): Tone =>
  (({ ok: 'plain', warning: 'warning', critical: 'danger' }) as const)[level];
const GIGABYTE = 1_000_000_000;

interface Statement {
  readonly id: string;
  readonly text: string;
  readonly tone: Tone;
  readonly icon?: LucideIcon;
}

/** One line for the state of everything, the keys, and who is here (ADM-6). */
export function Strip(props: {
  readonly store: ShellStore;
  /** How far the changes of this terminal have come: first, because it leads somewhere. */
  readonly sync: ReactNode;
  readonly name: string;
  readonly onLock: () => void;
}) {
  const { store, sync, name, onLock } = props;
  const t = useTexts();
  const { locale } = useUi();
  const health = useStore(store, (state) => state.health);
  const sequence = useStore(store, (state) => state.sequence);
  return (
    <>
      {sync}
      {health !== null &&
        statements(t, locale, health).map(({ id, text, tone, icon }) => (
          <StripItem key={id} tone={tone} {...(icon === undefined ? {} : { icon })}>
            {text}
          </StripItem>
        ))}
      <StripGap />
      {sequence !== null && <StripItem tone="warning">{t('counter:strip.sequence')}</StripItem>}
      {(['rows', 'open', 'palette', 'keys'] as const).map((id) => (
        <span key={id} className={cx(styles['hint'])}>
          <KeyHint keys={id === 'rows' ? '↑ ↓' : HINTS[id]} />
          {t(`counter:strip.key.${id}`)}
        </span>
      ))}
      <Button variant="quiet" icon={LockKeyhole} keyHint={HINTS.lock} onPress={onLock}>
        {name}
      </Button>
    </>
  );
}

function statements(t: Texts, locale: UiLocale, health: Health): readonly Statement[] {
  const mark = (level: Level): { readonly icon?: LucideIcon } =>
    level === 'ok' ? {} : { icon: TriangleAlert };
  const one = (id: keyof Health, text: string): Statement => ({
    id,
    text,
    tone: toneOf(health[id].level),
    ...mark(health[id].level),
  });
  const amount = `${new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(health.disk.freeBytes / GIGABYTE)}\u00A0GB`;
  return [
    one(
      'printer',
      health.printer.level === 'ok' ? t('common:strip.printerReady') : t('common:strip.printerAbsent'),
    ),
    ...(health.production.alerts > 0
      ? [one('production', t('counter:strip.alerts', { alerts: health.production.alerts }))]
      : []),
    ...messages(t, health),
    one(
      'disk',
      health.disk.level === 'ok'
        ? t('common:strip.diskFree', { amount })
        : health.disk.daysLeft === null
          ? t('common:strip.diskLow', { amount })
          : t('counter:strip.diskDays', { days: health.disk.daysLeft, amount }),
    ),
    ...(health.clock.level === 'ok' ? [] : [one('clock', t('common:strip.clockWrong'))]),
    ...(health.notice.level === 'ok'
      ? []
      : [
          one(
            'notice',
            health.notice.collects === 'open'
              ? t('counter:strip.noticeReview')
              : t('counter:strip.noticeClosed'),
          ),
        ]),
    one('backup', backupText(t, locale, health)),
    ...(health.kiosks.level === 'ok' ? [] : [one('kiosks', t('counter:strip.helpCalled'))]),
    ...(health.audit.level === 'ok' ? [] : [one('audit', auditText(t, health))]),
    ...(health.retention.level === 'critical' ? [one('retention', t('counter:strip.retentionSilent'))] : []),
  ];
}

/** Calls to make come before what only waits. */
function messages(t: Texts, { messages: { level, waiting, calls } }: Health): readonly Statement[] {
  const look = { id: 'messages', tone: toneOf(level) };
  if (calls > 0) return [{ ...look, text: t('counter:strip.messagesCall', { calls }), icon: TriangleAlert }];
  return waiting > 0 ? [{ ...look, text: t('counter:strip.messagesWait', { waiting }) }] : [];
}

function backupText(t: Texts, locale: UiLocale, { backup, clock }: Health): string {
  const { lastAt } = backup;
  if (lastAt === null) return t('common:strip.backupMissing');
  const today = shopDayOf(lastAt) === shopDayOf(clock.now);
  return t('common:strip.backupDone', { time: today ? formatTime(lastAt) : formatDate(lastAt, locale) });
}

function auditText(t: Texts, { audit }: Health): string {
  return audit.broken === null
    ? t('counter:strip.unusualViews', { people: audit.unusualViews })
    : t('counter:strip.auditBroken');
}
