import { useStore } from 'zustand';
import { formatDate } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, Dialog } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { PaperButton } from './PaperButton.tsx';
import styles from './overlays.module.css';

/** The whole privacy notice, in the language of the screen (CON-5). */
export function NoticeDialog() {
  const t = useTexts();
  const { overlays } = useKiosk();
  const isOpen = useStore(overlays, ({ open }) => open === 'notice');
  const notice = useVisit((state) => state.notice);
  const locale = useVisit((state) => state.locale);
  const close = () => overlays.show(null);
  return (
    <Dialog
      isOpen={isOpen && notice !== null}
      size="wide"
      title={t('kiosk:notice.title')}
      onClose={close}
      actions={
        <>
          <PaperButton paper={{ kind: 'notice' }} />
          <Button variant="primary" onPress={close}>
            {t('common:actions.close')}
          </Button>
        </>
      }
    >
      {notice && (
        <div className={cx(styles['notice'])}>
          {notice.text[locale].split('\n\n').map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          <p className={cx(styles['quiet'])}>
            {t('kiosk:notice.version', {
              version: notice.version,
              date: formatDate(notice.effectiveAt, locale),
            })}
            {notice.sample && ` · ${t('kiosk:notice.sample')}`}
          </p>
        </div>
      )}
    </Dialog>
  );
}
