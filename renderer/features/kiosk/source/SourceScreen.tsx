import { ChevronRight, FolderOpen, HardDrive, MemoryStick, Smartphone, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import type { MediaSource } from '../../../../shared/contract/media.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk } from '../frame/KioskContext.tsx';
import { StepFrame } from '../frame/StepFrame.tsx';
import { PhoneWay } from './PhoneWay.tsx';
import { SlotDrawing } from './SlotDrawing.tsx';
import { nameOfSource } from './nameOfSource.ts';
import styles from './source.module.css';

const problems = {
  empty: 'empty',
  locked: 'locked',
  damaged: 'damaged',
  too_many: 'tooMany',
  no_photos: 'noPhotos',
} as const satisfies Record<NonNullable<MediaSource['problem']>, string>;

const icons = { volume: MemoryStick, folder: FolderOpen, phone: Smartphone } as const;

/** KS2: what to put in where, and what was found. */
export function SourceScreen() {
  const t = useTexts();
  const { visit, media } = useKiosk();
  const sources = useStore(media, (state) => state.sources);
  const hasPhotos = sources.some(({ photos }) => photos > 0);
  return (
    <StepFrame
      onBack={() => void visit.end('startOver')}
      primary={
        <Button
          variant="primary"
          icon={ChevronRight}
          iconAfter
          isDisabled={!hasPhotos}
          onPress={() => void visit.goTo('photos')}
        >
          {t('common:actions.continue')}
        </Button>
      }
    >
      <h1>{t('kiosk:source.title')}</h1>
      <div className={cx(styles['ways'])}>
        <Way kind="card" title={t('kiosk:source.card')} how={t('kiosk:source.cardHow')} />
        <Way kind="stick" title={t('kiosk:source.stick')} how={t('kiosk:source.stickHow')} />
        <PhoneWay />
      </div>
      <section className={cx(styles['found'])} aria-live="polite">
        {sources.length > 0 && <h2>{t('kiosk:source.found')}</h2>}
        {sources.length === 0 && (
          <div className={cx(styles['waiting'])}>
            <HardDrive className={cx(styles['icon'])} aria-hidden="true" />
            <div>
              <p className={cx(styles['name'])}>{t('kiosk:source.waiting')}</p>
              <p className={cx(styles['how'])}>{t('kiosk:source.waitingHow')}</p>
            </div>
          </div>
        )}
        <ul className={cx(styles['list'])}>
          {sources.map((source) => (
            <Found key={source.sourceId} source={source} />
          ))}
        </ul>
      </section>
    </StepFrame>
  );
}

function Way(props: { readonly kind: 'card' | 'stick'; readonly title: string; readonly how: string }) {
  return (
    <div className={cx(styles['way'])}>
      <SlotDrawing kind={props.kind} />
      <div className={cx(styles['words'])}>
        <h2>{props.title}</h2>
        <p className={cx(styles['how'])}>{props.how}</p>
      </div>
    </div>
  );
}

function Found({ source }: { readonly source: MediaSource }) {
  const t = useTexts();
  const bad = source.problem !== null || source.state === 'gone' || source.state === 'failed';
  const Icon = bad ? TriangleAlert : icons[source.kind];
  return (
    <li className={cx(styles['source'], bad && styles['bad'])}>
      <Icon className={cx(styles['icon'])} aria-hidden="true" />
      <div>
        <p className={cx(styles['name'])}>{nameOfSource(t, source)}</p>
        <p className={cx(styles['how'])}>{sentenceOf(t, source)}</p>
      </div>
    </li>
  );
}

/** The one sentence that tells how it stands with this medium. */
function sentenceOf(t: Texts, source: MediaSource): string {
  if (source.state === 'gone') return t('kiosk:source.gone');
  if (source.problem !== null) {
    return t(`kiosk:source.problem.${problems[source.problem]}`, { count: source.unusable });
  }
  if (source.state === 'failed') return t('kiosk:source.failed');
  if (source.state === 'scanning') return t('kiosk:source.scanning', { count: source.photos });
  const photos = t('common:photos', { count: source.photos });
  return source.unusable === 0
    ? photos
    : `${photos} · ${t('kiosk:source.unusable', { count: source.unusable })}`;
}
