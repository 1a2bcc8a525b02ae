import { useStore } from 'zustand';
import type { Draft } from '../../../shared/contract/drafts.ts';
import { type AgeAnswer, consentTextId } from '../../../shared/domain/consent.ts';
import { consentScreen } from '../../../shared/domain/consentScreen.ts';
import { formatDate } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Checkbox, RadioCards } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './newOrder.module.css';
import type { NewOrderStore } from './newOrder.store.ts';
import { isConfirmed } from './saveBlock.ts';

const HOW = ['said', 'signed'] as const;

/**
 * The boxes are read out in the customer's language; none is ever ticked beforehand, and a tick counts only once
 * staff say that the customer gave it in person (C-09). Words and order are those that core keeps as proof (C3).
 */
export function Consents({ store, draft }: { readonly store: NewOrderStore; readonly draft: Draft }) {
  const t = useTexts();
  const { consents, age, notice, form } = useStore(store);
  const { answer, answerAge } = store.getState();
  if (notice === null || form.way === null || form.way === 'none') return null;
  if (notice.collects !== 'open') return <p className={cx(styles['quiet'])}>{t('counter:consent.closed')}</p>;
  const screen = consentScreen('counter', form.way, draft.locale, notice.ageLimit);
  const given = consents.some((one) => one.given);
  return (
    <section className={cx(styles['consents'])} aria-label={t('counter:consent.title')}>
      <h2>{t('counter:consent.title')}</h2>
      <p className={cx(styles['quiet'])}>{t('counter:consent.readOut')}</p>
      <div lang={draft.locale}>
        {notice.change !== null && (
          <p>
            {formatDate(notice.change.effectiveAt, draft.locale)}: {notice.change.change[draft.locale]}
          </p>
        )}
        {screen.boxes.map(({ textId, statement }) => {
          const box = consents.find((one) => consentTextId(one.purpose, one.channel) === textId);
          return (
            box && (
              <Checkbox key={textId} isSelected={box.given} onChange={(on) => answer({ ...box, given: on })}>
                {statement}
              </Checkbox>
            )
          );
        })}
        {given && (
          <RadioCards<AgeAnswer>
            label={screen.age.question}
            selected={age}
            onSelect={answerAge}
            cards={screen.age.answers.map((one) => ({ id: one.answer, title: one.text }))}
          />
        )}
      </div>
      {age === 'under13' && <p role="status">{t('counter:consent.tooYoung')}</p>}
      {given && <Word store={store} versions={screen.boxes.map(({ textVersion }) => textVersion)} />}
    </section>
  );
}

/** Whoever serves says how the answers were given, and that they are the customer's own. */
function Word({ store, versions }: { readonly store: NewOrderStore; readonly versions: readonly string[] }) {
  const t = useTexts();
  const { age, confirmed, onPaper, tried } = useStore(store);
  const { confirm, setOnPaper } = store.getState();
  const isMissing = tried && !isConfirmed({ age, confirmed, onPaper });
  return (
    <div className={cx(styles['word'])}>
      <RadioCards
        label={t('counter:consent.how')}
        cards={HOW.map((id) => ({ id, title: t(`counter:consent.${id}`) }))}
        selected={onPaper === null ? null : onPaper ? 'signed' : 'said'}
        onSelect={(how) => setOnPaper(how === 'signed')}
        isDense
      />
      {onPaper === true && (
        <Banner tone="info">
          {t('counter:consent.paper', { version: [...new Set(versions)].join(', ') })}
        </Banner>
      )}
      <Checkbox
        isSelected={confirmed}
        onChange={confirm}
        {...(isMissing ? { description: t('counter:new.block.consent') } : {})}
      >
        {t('counter:consent.confirmed')}
      </Checkbox>
    </div>
  );
}
