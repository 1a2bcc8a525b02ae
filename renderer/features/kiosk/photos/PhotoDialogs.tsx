import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { AlertDialog, Loupe } from '../../../ui/index.ts';
import { useDraft, useKiosk } from '../frame/KioskContext.tsx';
import { hintOf } from '../pictures/pictures.ts';
import { usePicture } from '../pictures/usePicture.ts';
import { marksOffer } from './choice.policy.ts';

/** The loupe, and the questions before many photos change at once. */
export function PhotoDialogs() {
  const t = useTexts();
  const { choice, media, pictures } = useKiosk();
  const loupe = useStore(choice, (state) => state.loupe);
  const question = useStore(choice, (state) => state.question);
  const name = useStore(media, ({ photos }) => photos.find(({ photoId }) => photoId === loupe)?.name ?? '');
  const picture = usePicture(loupe, 1600);
  const hint = useStore(pictures, (state) => (loupe === null ? null : hintOf(state, loupe)));
  const note = hint === null ? undefined : t(`kiosk:photos.hintSays.${hint}`);
  const count = question?.ids.length ?? 0;
  return (
    <>
      <Loupe
        photo={loupe !== null && picture ? { src: picture.url, name, note } : null}
        closeLabel={t('common:actions.close')}
        onClose={() => choice.openLoupe(null)}
      />
      <AlertDialog
        isOpen={question?.kind === 'all'}
        title={t('kiosk:photos.askAll', { count })}
        confirmLabel={t('kiosk:photos.selectAll')}
        cancelLabel={t('common:actions.cancel')}
        onConfirm={() => void choice.answer(true)}
        onCancel={() => void choice.answer(false)}
      >
        <p>{t('kiosk:photos.askAllText')}</p>
      </AlertDialog>
      <AlertDialog
        isOpen={question?.kind === 'none'}
        title={t('kiosk:photos.askNone', { count })}
        confirmLabel={t('kiosk:photos.clear')}
        cancelLabel={t('common:actions.cancel')}
        onConfirm={() => void choice.answer(true)}
        onCancel={() => void choice.answer(false)}
      >
        <p>{t('kiosk:photos.askNoneText')}</p>
      </AlertDialog>
      <MarksQuestion />
    </>
  );
}

/** Offers once what the camera marked for printing; nothing is chosen without a tap. */
function MarksQuestion() {
  const t = useTexts();
  const { choice, media } = useKiosk();
  const offer = marksOffer(
    useStore(media, ({ sources }) => sources),
    useDraft(),
  );
  const answer = (accept: boolean) => offer && void choice.answerMarks(offer.sourceId, accept);
  return (
    <AlertDialog
      isOpen={offer !== null}
      title={t('kiosk:photos.marks.title', { count: offer?.photos ?? 0 })}
      confirmLabel={t('kiosk:photos.marks.yes')}
      cancelLabel={t('kiosk:photos.marks.no')}
      onConfirm={() => answer(true)}
      onCancel={() => answer(false)}
    >
      <p>{t('kiosk:photos.marks.text')}</p>
      {offer !== null && offer.dropped > 0 && (
        <p>{t('kiosk:photos.marks.dropped', { count: offer.dropped })}</p>
      )}
    </AlertDialog>
  );
}
