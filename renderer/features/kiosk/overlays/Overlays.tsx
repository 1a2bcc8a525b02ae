import { BellRing, Hourglass, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { AlertDialog, Button, OverlayBanner } from '../../../ui/index.ts';
import { isMyData, isVisit } from '../flow/kioskFlow.policy.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { PhoneDialog } from '../source/PhoneDialog.tsx';
import { AdjustDialog } from './AdjustDialog.tsx';
import { NoticeDialog } from './NoticeDialog.tsx';
import { StaffDialog } from './StaffDialog.tsx';

/** Everything that may lie over a screen. */
export function Overlays() {
  return (
    <>
      <AdjustDialog />
      <NoticeDialog />
      <StaffDialog />
      <PhoneDialog />
      <HelpCalled />
      <StartOver />
      <CancelCopy />
      <Problem />
      <IdleWarning />
      <Reconnecting />
    </>
  );
}

const useOpen = () => useStore(useKiosk().overlays, (state) => state.open);

function HelpCalled() {
  const t = useTexts();
  const { overlays } = useKiosk();
  const close = () => overlays.show(null);
  return (
    <OverlayBanner
      isOpen={useOpen() === 'help'}
      layer="dialog"
      icon={BellRing}
      title={t('kiosk:help.title')}
      onClose={close}
      actions={
        <Button variant="primary" onPress={close} autoFocus>
          {t('common:actions.ok')}
        </Button>
      }
    >
      <p>{t('kiosk:help.text')}</p>
    </OverlayBanner>
  );
}

function StartOver() {
  const t = useTexts();
  const { overlays, visit } = useKiosk();
  const isOrdering = useVisit(({ flow }) => !isMyData(flow));
  return (
    <AlertDialog
      isOpen={useOpen() === 'startOver'}
      isDestructive
      title={t('kiosk:startOver.title')}
      confirmLabel={t('kiosk:startOver.confirm')}
      cancelLabel={t(isOrdering ? 'kiosk:startOver.keep' : 'kiosk:startOver.keepAsking')}
      onConfirm={() => void visit.end('startOver')}
      onCancel={() => overlays.show(null)}
    >
      <p>{t(isOrdering ? 'kiosk:startOver.text' : 'kiosk:startOver.textAsking')}</p>
    </AlertDialog>
  );
}

function CancelCopy() {
  const t = useTexts();
  const { overlays, media } = useKiosk();
  return (
    <AlertDialog
      isOpen={useOpen() === 'cancelCopy'}
      title={t('kiosk:copy.askCancel')}
      confirmLabel={t('kiosk:copy.cancel')}
      cancelLabel={t('kiosk:copy.keep')}
      onConfirm={() => {
        overlays.show(null);
        void media.cancelCopy();
      }}
      onCancel={() => overlays.show(null)}
    >
      <p>{t('kiosk:copy.askCancelText')}</p>
    </AlertDialog>
  );
}

/** What was refused, in a sentence that says what to do, with a reference number. */
function Problem() {
  const t = useTexts();
  const { visit } = useKiosk();
  const problem = useVisit((state) => state.problem);
  return (
    <OverlayBanner
      isOpen={problem !== null}
      layer="dialog"
      icon={TriangleAlert}
      title={t('kiosk:problem.title')}
      onClose={visit.seenProblem}
      actions={
        <Button variant="primary" onPress={visit.seenProblem} autoFocus>
          {t('common:actions.ok')}
        </Button>
      }
    >
      {problem && <p>{t(`errors:${problem.code}`)}</p>}
      {problem && <p>{t('common:reference', { ref: problem.ref })}</p>}
    </OverlayBanner>
  );
}

/** Seen and heard, one big button, as often as wanted (KIO-2). */
function IdleWarning() {
  const t = useTexts();
  const { idle, media } = useKiosk();
  const seconds = useStore(idle, (state) => state.secondsLeft);
  const cardIn = useStore(media, ({ sources }) =>
    sources.some(({ state, kind }) => kind === 'volume' && state !== 'gone'),
  );
  return (
    <OverlayBanner
      isOpen={seconds !== null}
      icon={Hourglass}
      title={t('kiosk:idle.title')}
      onClose={idle.sign}
      actions={
        <Button variant="primary" onPress={idle.sign} autoFocus>
          {t('common:actions.continue')}
        </Button>
      }
    >
      <p aria-live="polite">{t('kiosk:idle.text', { seconds: seconds ?? 0 })}</p>
      {cardIn && <p>{t('kiosk:idle.card')}</p>}
    </OverlayBanner>
  );
}

/** Core is away for a moment: what was asked waits and is asked again. */
function Reconnecting() {
  const t = useTexts();
  const isAway = useVisit(({ terminal, flow }) => terminal.state === 'starting' && isVisit(flow));
  return (
    <OverlayBanner
      isOpen={isAway}
      layer="blocker"
      icon={LoaderCircle}
      title={t('kiosk:problem.reconnecting')}
    />
  );
}
