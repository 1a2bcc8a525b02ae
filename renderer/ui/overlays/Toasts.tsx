import { Undo2, X } from 'lucide-react';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Button as AriaButton,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
} from 'react-aria-components';
import { Button } from '../buttons/Button.tsx';
import { cx } from '../cx.ts';
import styles from './toasts.module.css';

/** How long a counter toast stays, and with it the undo of a status change. */
export const toastMs = 10_000;

export type ToastContentOf = {
  readonly text: string;
  /** Present = the toast offers to take the action back. */
  readonly onUndo?: () => void;
};

export type Toaster = {
  readonly show: (content: ToastContentOf) => void;
  readonly clear: () => void;
};

export type ToastStore = Toaster & { readonly queue: ToastQueue<ToastContentOf> };

/** One per counter window. The kiosk has none: nothing with information may vanish there by itself. */
export function createToasts(): ToastStore {
  const queue = new ToastQueue<ToastContentOf>({ maxVisibleToasts: 3 });
  return {
    queue,
    show: (content) => {
      queue.add(content, { timeout: toastMs });
    },
    clear: () => queue.clear(),
  };
}

/** Draws the toasts of a store. Their clocks stop while one is hovered or holds the focus. */
export function ToastRegion(props: {
  readonly toasts: ToastStore;
  readonly label: string;
  readonly undoLabel: string;
  readonly closeLabel: string;
  /** Key of the undo, shown on the newest toast's button. */
  readonly undoKeyHint?: string;
}) {
  const { toasts, label, undoLabel, closeLabel, undoKeyHint } = props;
  return (
    <AriaToastRegion
      queue={toasts.queue}
      aria-label={label}
      data-area="toasts"
      className={cx(styles['region'])}
    >
      {({ toast }) => (
        <AriaToast toast={toast} className={cx(styles['toast'])}>
          <ToastContent className={cx(styles['content'])}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.onUndo !== undefined && (
            <Button
              icon={Undo2}
              {...(undoKeyHint === undefined ? {} : { keyHint: undoKeyHint })}
              onPress={() => {
                toast.content.onUndo?.();
                toasts.queue.close(toast.key);
              }}
            >
              {undoLabel}
            </Button>
          )}
          <AriaButton slot="close" aria-label={closeLabel} className={cx(styles['close'])}>
            <X className={cx(styles['closeIcon'])} aria-hidden="true" />
          </AriaButton>
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
