import type { DeadLetter } from '../../../../shared/contract/sync.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { kindOf } from '../parts/words.policy.ts';
import styles from '../sync.module.css';
import { type LetterAction, letterActionsOf } from './letterActions.policy.ts';
import { OrderLink } from './OrderLink.tsx';
import { useReason } from './useReason.ts';

/** Changes central did not take as they were meant: what, when, who, why, and what can be done (SYN-4). */
export function Letters(props: {
  readonly letters: readonly DeadLetter[];
  readonly role: 'staff' | 'manager';
  readonly onAsk: (letter: DeadLetter, action: LetterAction) => void;
  readonly onOpenOrder: (orderId: OrderId) => void;
}) {
  const t = useTexts();
  return (
    <section className={cx(styles['section'])} aria-labelledby="sync-letters">
      <h2 id="sync-letters">{t('sync:letters.title')}</h2>
      <ul className={cx(styles['letters'])}>
        {props.letters.map((letter) => (
          <Letter key={letter.opId} {...props} letter={letter} />
        ))}
      </ul>
    </section>
  );
}

function Letter(props: {
  readonly letter: DeadLetter;
  readonly role: 'staff' | 'manager';
  readonly onAsk: (letter: DeadLetter, action: LetterAction) => void;
  readonly onOpenOrder: (orderId: OrderId) => void;
}) {
  const { letter, role, onAsk, onOpenOrder } = props;
  const t = useTexts();
  const { locale } = useUi();
  const reason = useReason();
  const what = t(`sync:kind.${kindOf(letter.kind)}`);
  return (
    <li className={cx(styles['letter'])}>
      <div className={cx(styles['letterText'])}>
        <div className={cx(styles['row'])}>
          {letter.number !== null && <OrderLink {...letter} onOpen={onOpenOrder} />}
          <strong>{what}</strong>
        </div>
        <p>{reason(letter)}</p>
        <p className={cx(styles['quiet'])}>
          {[
            t('sync:letters.made', { time: formatDateTime(letter.at, locale) }),
            letter.by ?? t('sync:letters.byItself'),
            t('sync:letters.answered', { time: formatDateTime(letter.answeredAt, locale) }),
          ].join(' · ')}
        </p>
      </div>
      <div
        role="group"
        aria-label={[letter.number, what].filter((part) => part !== null).join(' · ')}
        className={cx(styles['row'])}
      >
        {letterActionsOf(letter, role).map((action) => (
          <Button key={action} onPress={() => onAsk(letter, action)}>
            {t(`sync:action.${action}.open`)}
          </Button>
        ))}
      </div>
    </li>
  );
}
