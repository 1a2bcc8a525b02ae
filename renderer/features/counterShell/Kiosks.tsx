import { HandHelping, Hand } from 'lucide-react';
import { useStore } from 'zustand';
import type { DraftId } from '../../../shared/domain/ids.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, StatusPill, terminalLooks, VisuallyHidden } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './shell.module.css';
import type { ShellStore } from './shell.store.ts';

/** The kiosks in the navigation: state and step, a call for help to answer, a visit to take over. */
export function Kiosks(props: {
  readonly store: ShellStore;
  readonly helpHint: string;
  readonly onTaken: (draftId: DraftId) => void;
  readonly onOpenDraft: (draftId: DraftId) => void;
}) {
  const { store, helpHint, onTaken, onOpenDraft } = props;
  const t = useTexts();
  const kiosks = useStore(store, (state) => state.kiosks);
  const { answerHelp, takeOver } = store.getState();
  const calling = kiosks
    .filter((kiosk) => kiosk.state === 'help')
    .map(({ name }) => t('counter:kiosks.help', { name }))
    .join(' ');
  const take = async (draftId: DraftId) => {
    if (await takeOver(draftId)) onTaken(draftId);
  };
  return (
    <>
      <VisuallyHidden live="assertive">{calling}</VisuallyHidden>
      <ul className={cx(styles['kiosks'])}>
        {kiosks.map((kiosk) => (
          <li key={kiosk.name} className={cx(styles['kiosk'])}>
            <div className={cx(styles['kioskHead'])}>
              <span>{kiosk.name}</span>
              <StatusPill look={terminalLooks[kiosk.state === 'takenOver' ? 'busy' : kiosk.state]}>
                {kiosk.state === 'takenOver'
                  ? t('counter:kiosks.takenOver')
                  : t(`common:terminal.${kiosk.state}`)}
              </StatusPill>
            </div>
            {kiosk.step !== null && (
              <span className={cx(styles['quiet'])}>{t(`counter:kioskStep.${kiosk.step}`)}</span>
            )}
            {kiosk.state === 'help' && (
              <Button icon={Hand} keyHint={helpHint} onPress={() => void answerHelp()}>
                {t('counter:kiosks.answer')}
              </Button>
            )}
            {kiosk.draftId !== null && kiosk.state !== 'takenOver' && (
              <Button icon={HandHelping} onPress={() => kiosk.draftId !== null && void take(kiosk.draftId)}>
                {t('counter:kiosks.takeOver')}
              </Button>
            )}
            {kiosk.draftId !== null && kiosk.state === 'takenOver' && (
              <Button onPress={() => kiosk.draftId !== null && onOpenDraft(kiosk.draftId)}>
                {t('counter:kiosks.goOn')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
