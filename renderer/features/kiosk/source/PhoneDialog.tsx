import { CircleCheck, LoaderCircle, RefreshCw, Smartphone, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { PhoneState } from '../../../../shared/contract/phone.ts';
import { qrModules } from '../../../../shared/domain/qrCode.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { Button, Dialog, IconWord, QrCode } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk } from '../frame/KioskContext.tsx';
import styles from './source.module.css';

/** The codes for a phone: one joins the shop's Wi-Fi, one opens the page; and what has come from it. */
export function PhoneDialog() {
  const t = useTexts();
  const { overlays, phone } = useKiosk();
  const isOpen = useStore(overlays, ({ open }) => open === 'phone');
  const state = useStore(phone, (store) => store.phone);
  const close = () => overlays.show(null);
  return (
    <Dialog
      isOpen={isOpen && state !== null}
      size="wide"
      title={t('kiosk:phone.title')}
      onClose={close}
      actions={
        <>
          <Button icon={RefreshCw} onPress={() => void phone.open(true)}>
            {t('kiosk:phone.fresh')}
          </Button>
          <Button variant="primary" onPress={close} autoFocus>
            {t('common:actions.continue')}
          </Button>
        </>
      }
    >
      {state && (
        <div className={cx(styles['phone'])}>
          <Codes state={state} />
          <p className={cx(styles['standing'])} aria-live="polite">
            <Standing state={state} />
          </p>
          {state.url?.startsWith('https:') === true && (
            <p className={cx(styles['how'])}>{t('kiosk:phone.warning')}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Codes({ state: { url, wifi } }: { readonly state: PhoneState }) {
  const t = useTexts();
  if (url === null) return null;
  return (
    <ol className={cx(styles['codes'])}>
      {wifi !== null && <Code text={wifi} says={t('kiosk:phone.wifi')} />}
      <Code text={url} says={t(wifi === null ? 'kiosk:phone.onWifi' : 'kiosk:phone.page')} />
    </ol>
  );
}

function Code({ text, says }: { readonly text: string; readonly says: string }) {
  return (
    <li className={cx(styles['code'])}>
      <QrCode modules={useMemo(() => qrModules(text), [text])} label={says} />
      <p>{says}</p>
    </li>
  );
}

function Standing({ state }: { readonly state: PhoneState }) {
  const t = useTexts();
  return <IconWord icon={iconOf(state)}>{sentenceOf(t, state)}</IconWord>;
}

const iconOf = ({ state, joined, received, sending }: PhoneState) => {
  if (state !== 'open' && state !== 'closed') return TriangleAlert;
  if (sending > 0 || state === 'closed') return LoaderCircle;
  return joined || received > 0 ? CircleCheck : Smartphone;
};

function sentenceOf(t: Texts, { state, joined, received, sending }: PhoneState): string {
  if (state === 'expired') return t('kiosk:phone.expired');
  if (state === 'closed') return t('kiosk:phone.opening');
  if (state !== 'open') return t('kiosk:phone.failed');
  if (sending > 0) return t('kiosk:phone.sending', { count: received });
  if (received > 0) return t('kiosk:phone.received', { count: received });
  return t(joined ? 'kiosk:phone.joined' : 'kiosk:phone.waiting');
}
