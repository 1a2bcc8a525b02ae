import { useStore } from 'zustand';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, MenuButton, messageLooks, StatusPill, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { CaseStore } from '../case/case.store.ts';
import styles from '../privacy.module.css';
import { lettersFor } from './letters.policy.ts';

type Letter = RequestDetail['letters'][number];

/** Letters that went out, how far each came, and those that can be read or kept as a file now. */
export function Letters({ store, detail }: { readonly store: CaseStore; readonly detail: RequestDetail }) {
  const t = useTexts();
  const { locale } = useUi();
  const pending = useStore(store, (state) => state.pending);
  return (
    <section className={cx(styles['section'])} aria-labelledby="case-letters">
      <h3 id="case-letters" className={cx(styles['heading'])}>
        {t('privacy:letters.title')}
      </h3>
      {detail.letters.length > 0 && (
        <ul className={cx(styles['history'])}>
          {detail.letters.map(({ kind, way, at, sending }) => (
            <li key={`${kind} ${at} ${way}`}>
              {[formatDateTime(at, locale), t(`privacy:letter.${kind}`), t(`privacy:letterWay.${way}`)].join(
                ' · ',
              )}{' '}
              {sending !== null && (
                <StatusPill look={messageLooks[sending.state]}>
                  {t(`counter:messages.state.${sending.state}`)}
                </StatusPill>
              )}
            </li>
          ))}
        </ul>
      )}
      {cameBack(detail.letters) && <Banner tone="warning">{t('privacy:letters.cameBack')}</Banner>}
      <div className={cx(styles['row'])}>
        <MenuButton
          label={t('privacy:letters.read')}
          isDisabled={pending}
          choices={lettersFor(detail).map((id) => ({ id, label: t(`privacy:letter.${id}`) }))}
          onAction={(kind) => void store.getState().openLetter(kind)}
        />
      </div>
    </section>
  );
}

/** A letter came back, and nothing of its kind went out since: the person does not know what it said (NOT-3). */
function cameBack(letters: readonly Letter[]): boolean {
  const last = new Map(letters.map((letter) => [letter.kind, letter.sending?.state]));
  return [...last.values()].includes('bounced');
}
