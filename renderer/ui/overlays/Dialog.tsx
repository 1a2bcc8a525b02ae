import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../buttons/Button.tsx';
import { cx } from '../cx.ts';
import styles from './dialog.module.css';

/** Where a dialog stands above the others: the idle warning covers dialogs, the blocker covers all. */
export type DialogLayer = 'dialog' | 'idle' | 'blocker';

export type DialogProps = {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** Escape and a press outside call it; absent = only the buttons leave. */
  readonly onClose?: () => void;
  readonly actions?: ReactNode;
  readonly size?: 'normal' | 'wide';
  readonly layer?: DialogLayer;
  readonly role?: 'dialog' | 'alertdialog';
  /** One thought and one way on: everything in the middle. */
  readonly isCentred?: boolean;
};

/** Modal: focus stays inside and goes back where it was. */
export function Dialog(props: DialogProps) {
  const { isOpen, title, children, onClose, actions, isCentred = false } = props;
  const { size = 'normal', layer = 'dialog', role = 'dialog' } = props;
  const mayClose = onClose !== undefined;
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={mayClose && role === 'dialog'}
      isKeyboardDismissDisabled={!mayClose}
      onOpenChange={(open) => {
        if (!open) onClose?.();
      }}
      className={cx(styles['scrim'], styles[layer])}
    >
      <Modal className={cx(styles['panel'], size === 'wide' && styles['wide'])}>
        <AriaDialog role={role} className={cx(styles['content'], isCentred && styles['centred'])}>
          <Heading slot="title" level={2} className={cx(styles['title'])}>
            {title}
          </Heading>
          <div className={cx(styles['body'])}>{children}</div>
          {actions !== undefined && <div className={cx(styles['actions'])}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A question that must be answered: what happens, a way back, one way on. */
export function AlertDialog(props: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  /** Red, for what destroys. */
  readonly isDestructive?: boolean;
  readonly isPending?: boolean;
  readonly layer?: DialogLayer;
}) {
  const {
    confirmLabel,
    cancelLabel,
    onConfirm,
    onCancel,
    isDestructive = false,
    isPending = false,
    ...rest
  } = props;
  return (
    <Dialog
      {...rest}
      role="alertdialog"
      onClose={onCancel}
      actions={
        <>
          <Button onPress={onCancel} autoFocus={isDestructive}>
            {cancelLabel}
          </Button>
          <Button
            variant={isDestructive ? 'danger' : 'primary'}
            isPending={isPending}
            autoFocus={!isDestructive}
            onPress={onConfirm}
          >
            {confirmLabel}
          </Button>
        </>
      }
    />
  );
}
