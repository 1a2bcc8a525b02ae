import { useStore } from 'zustand';
import { consentTextId } from '../../../../shared/domain/consent.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Checkbox } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { answersFor } from '../../../../shared/domain/consent.ts';
import styles from './details.module.css';

/** One box for each optional purpose of the chosen way, none of them ticked by anyone but the customer (CON-3). */
export function ConsentBoxes() {
  const t = useTexts();
  const { details } = useKiosk();
  const way = useStore(details, (state) => state.form.way);
  const draft = useDraft();
  const locale = useVisit((state) => state.locale);
  const texts = useVisit((state) => state.consentTexts);
  const boxes = answersFor(way, draft?.consents ?? []).flatMap((box) => {
    const text = texts.find(({ textId }) => textId === consentTextId(box.purpose, box.channel));
    return text ? [{ box, statement: text.statement[locale] }] : [];
  });
  if (boxes.length === 0) return null;
  return (
    <fieldset className={cx(styles['consents'])}>
      <legend className={cx(styles['legend'])}>{t('kiosk:details.consents')}</legend>
      <p className={cx(styles['quiet'])}>{t('kiosk:details.consentsText')}</p>
      {boxes.map(({ box, statement }) => (
        <Checkbox
          key={box.purpose}
          isSelected={box.given}
          onChange={(given) => void details.tick(box, given)}
        >
          {statement}
        </Checkbox>
      ))}
    </fieldset>
  );
}
