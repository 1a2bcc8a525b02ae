import { TriangleAlert } from 'lucide-react';
import type { Failure } from '../../../shared/contract/terminal.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import type { Setup } from './setupState.ts';
import styles from './setup.module.css';

/** One named failure: what happened, what to do, and the number to tell support (REC-6). */
export function FailureScreen(props: {
  readonly setup: Setup;
  readonly failure: Failure;
  readonly reference: string;
}) {
  const { setup, failure, reference } = props;
  const t = useTexts();
  return (
    <div className={cx(styles['form'])} data-failure={failure}>
      <div className={cx(styles['failureHead'])}>
        <TriangleAlert className={cx(styles['failureIcon'])} aria-hidden="true" />
        <h1>{t(`setup:failed.title.${failure}`)}</h1>
      </div>
      <h2>{t('setup:failed.what')}</h2>
      <p>{t(`setup:failed.text.${failure}`)}</p>
      <h2>{t('setup:failed.todo')}</h2>
      <p>{t(`setup:failed.help.${failure}`)}</p>
      <p className={cx(styles['reference'])}>{t('common:reference', { ref: reference })}</p>
      <div className={cx(styles['actions'])}>
        <Button onPress={() => void setup.quit()}>{t('setup:failed.quit')}</Button>
      </div>
    </div>
  );
}
