import { useStore } from 'zustand';
import { type AgeAnswer, answersFor, consentTextId } from '../../../../shared/domain/consent.ts';
import { consentScreen } from '../../../../shared/domain/consentScreen.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Checkbox, RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import styles from './details.module.css';

/**
 * One box for each optional purpose of the chosen way, none of them ticked by anyone but the customer (CON-3). Words and
 * order come from the screen that core keeps as proof (C3).
 */
export function ConsentBoxes() {
  const t = useTexts();
  const { details } = useKiosk();
  const way = useStore(details, (state) => state.form.way);
  const draft = useDraft();
  const locale = useVisit((state) => state.locale);
  const collects = useVisit((state) => state.collects);
  const ageLimit = useVisit((state) => state.ageLimit);
  if (way === null || way === 'none') return null;
  if (collects !== 'open') return <p className={cx(styles['quiet'])}>{t('kiosk:details.consentsClosed')}</p>;
  const screen = consentScreen('kiosk', way, locale, ageLimit);
  const boxes = answersFor(way, draft?.consents ?? []);
  const age = draft?.age ?? null;
  return (
    <fieldset className={cx(styles['consents'])}>
      <legend className={cx(styles['legend'])}>{screen.title}</legend>
      <p className={cx(styles['quiet'])}>{screen.intro}</p>
      {screen.boxes.map(({ textId, statement }) => {
        const box = boxes.find((one) => consentTextId(one.purpose, one.channel) === textId);
        return (
          box && (
            <Checkbox key={textId} isSelected={box.given} onChange={(given) => void details.tick(box, given)}>
              {statement}
            </Checkbox>
          )
        );
      })}
      {boxes.some(({ given }) => given) && (
        <RadioCards<AgeAnswer>
          label={screen.age.question}
          selected={age}
          onSelect={(answer) => void details.answerAge(answer)}
          cards={screen.age.answers.map(({ answer, text }) => ({ id: answer, title: text }))}
        />
      )}
      {age === 'under13' && <p role="status">{t('kiosk:details.tooYoung')}</p>}
    </fieldset>
  );
}
