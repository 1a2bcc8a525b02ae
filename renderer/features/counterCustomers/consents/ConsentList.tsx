import { BadgeCheck, Ban, Clock, Eye, Undo2 } from 'lucide-react';
import type { ConsentBoxView } from '../../../../shared/contract/consents.ts';
import type { ConsentPurpose } from '../../../../shared/domain/consent.ts';
import type { ConsentRecordId } from '../../../../shared/domain/ids.ts';
import { formatDate } from '../../../../shared/domain/time.ts';
import { consentName } from '../../../i18n/consentNames.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { Button, StatusPill, type UiLocale, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../customers.module.css';

type Box = Pick<ConsentBoxView, 'purpose' | 'channel' | 'live'> & Partial<ConsentBoxView>;

interface Props {
  readonly boxes: readonly Box[];
  readonly pending: boolean;
  readonly onWithdraw: (purposes: readonly ConsentPurpose[]) => void;
  /** Draws the screen again on which it was answered; only where the caller may. */
  readonly onShow?: (recordId: ConsentRecordId) => void;
}

/** Each consent with its words and date. Taking one back is one press: less than giving it took. */
export function ConsentList({ boxes, pending, onWithdraw, onShow }: Props) {
  return (
    <ul className={cx(styles['consents'])}>
      {boxes.map((box) => (
        <li key={`${box.purpose} ${box.channel}`} className={cx(styles['consent'])}>
          <Standing box={box} />
          {box.statement !== undefined && <Words box={box} />}
          <Buttons box={box} pending={pending} onWithdraw={onWithdraw} onShow={onShow} />
        </li>
      ))}
    </ul>
  );
}

function Standing({ box }: { readonly box: Box }) {
  const t = useTexts();
  const { locale } = useUi();
  return (
    <>
      <div className={cx(styles['head'])}>
        <strong>{consentName(t, box)}</strong>
        <StatusPill look={lookOf(box)}>{t(`counter:customers.consents.is.${standingOf(box)}`)}</StatusPill>
      </div>
      {box.at !== undefined && <p className={cx(styles['quiet'])}>{whenText(t, locale, box)}</p>}
    </>
  );
}

type Standing = 'live' | 'withdrawn' | 'refused' | 'ended';

function standingOf({ live, event }: Box): Standing {
  if (live) return 'live';
  return event === 'withdrawn' || event === 'refused' ? event : 'ended';
}

const LOOKS = {
  live: { tone: 'success', icon: BadgeCheck },
  withdrawn: { tone: 'neutral', icon: Undo2 },
  refused: { tone: 'neutral', icon: Ban },
  ended: { tone: 'neutral', icon: Clock },
} as const;
const lookOf = (box: Box) => LOOKS[standingOf(box)];

function whenText(t: Texts, locale: UiLocale, { at, live, validUntil, textVersion, byStaff }: Box): string {
  const parts = [
    at === undefined ? null : formatDate(at, locale),
    byStaff === true ? t('counter:customers.consents.byStaff') : null,
    textVersion === undefined ? null : t('counter:customers.consents.version', { version: textVersion }),
    live && typeof validUntil === 'number'
      ? t('counter:customers.consents.until', { date: formatDate(validUntil, locale) })
      : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function Words({ box: { statement, locale } }: { readonly box: Box }) {
  const t = useTexts();
  if (statement === null) {
    return (
      <p role="alert" className={cx(styles['wrong'])}>
        {t('counter:customers.consents.lost')}
      </p>
    );
  }
  return (
    <blockquote lang={locale} className={cx(styles['words'])}>
      {statement}
    </blockquote>
  );
}

function Buttons({
  box,
  pending,
  onWithdraw,
  onShow,
}: Pick<Props, 'pending' | 'onWithdraw'> & {
  readonly box: Box;
  readonly onShow: Props['onShow'] | undefined;
}) {
  const t = useTexts();
  const { recordId } = box;
  const mayShow = onShow !== undefined && recordId !== undefined;
  if (!box.live && !mayShow) return null;
  const what = consentName(t, box);
  return (
    <div className={cx(styles['row'])}>
      {box.live && (
        <Button
          icon={Undo2}
          aria-label={t('counter:customers.consents.withdrawOf', { what })}
          isPending={pending}
          pendingLabel={t('common:pending')}
          onPress={() => onWithdraw([box.purpose])}
        >
          {t('counter:customers.consents.withdraw')}
        </Button>
      )}
      {mayShow && (
        <Button
          variant="quiet"
          icon={Eye}
          aria-label={t('counter:customers.consents.showOf', { what })}
          onPress={() => onShow(recordId)}
        >
          {t('counter:customers.consents.show')}
        </Button>
      )}
    </div>
  );
}
