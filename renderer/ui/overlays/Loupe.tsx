import { X } from 'lucide-react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../buttons/Button.tsx';
import { cx } from '../cx.ts';
import styles from './dialog.module.css';

/** One photo large, whole, on the stage. Closed by its button, Escape, or a press anywhere outside. */
export function Loupe(props: {
  /** `null` = closed. */
  readonly photo: {
    readonly src: string;
    readonly name: string;
    /** A sentence below the photo. */
    readonly note?: string | undefined;
  } | null;
  readonly closeLabel: string;
  readonly onClose: () => void;
}) {
  const { photo, closeLabel, onClose } = props;
  return (
    <ModalOverlay
      isOpen={photo !== null}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={cx(styles['scrim'], styles['dialog'])}
    >
      <Modal className={cx(styles['loupe'])}>
        {photo !== null && (
          <AriaDialog aria-label={photo.name} className={cx(styles['loupeDialog'])}>
            <img src={photo.src} alt={photo.name} className={cx(styles['loupePicture'])} draggable={false} />
            {photo.note !== undefined && <p className={cx(styles['loupeNote'])}>{photo.note}</p>}
            <div className={cx(styles['actions'])}>
              <Button icon={X} onPress={onClose} autoFocus>
                {closeLabel}
              </Button>
            </div>
          </AriaDialog>
        )}
      </Modal>
    </ModalOverlay>
  );
}
