import { Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import { type Catalogue, findFormat } from '../../../../shared/domain/catalogue.ts';
import { type Cents, formatMoney } from '../../../../shared/domain/money.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, RadioCards, SegmentedControl, Stepper } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { outOf } from './out.policy.ts';
import { SizeDrawing } from './SizeDrawing.tsx';
import { itemOf, papersOf, printsOf, sizeChoices } from './sizes.policy.ts';
import styles from './sizes.module.css';

/** What all photos, or the one on show, are printed as. */
export function SizeControls() {
  const t = useTexts();
  const { sizes, history } = useKiosk();
  const canUndo = useStore(history, ({ past }) => past.length > 0);
  const draft = useDraft();
  const catalogue = useVisit((state) => state.catalogue);
  const scope = useStore(sizes, (state) => state.scope);
  const wanted = useStore(sizes, (state) => state.photoId);
  if (!draft || !catalogue) return null;
  const photoId = wanted ?? draft.photos[0]?.photoId;
  const own = photoId === undefined ? undefined : itemOf(draft, photoId);
  const now = scope === 'one' && own ? own : draft.common;
  return (
    <section className={cx(styles['controls'])}>
      <div className={cx(styles['scope'])}>
        <SegmentedControl
          label={t('kiosk:sizes.scope')}
          segments={[
            { id: 'all', label: t('kiosk:sizes.all') },
            { id: 'one', label: t('kiosk:sizes.one') },
          ]}
          selected={scope}
          onSelect={sizes.setScope}
        />
        <p className={cx(styles['quiet'])}>
          {scope === 'all'
            ? t('kiosk:sizes.forAll', { count: draft.photos.length })
            : t('kiosk:sizes.forOne')}
        </p>
        <Button icon={Undo2} isDisabled={!canUndo} onPress={() => void history.undo()}>
          {t('kiosk:photos.undoLast')}
        </Button>
      </div>
      <SizeCards draft={draft} catalogue={catalogue} now={now} />
      <PaperAndCopies catalogue={catalogue} now={now} isAll={scope === 'all'} />
      <Cheaper draft={draft} catalogue={catalogue} />
    </section>
  );
}

type Now = Draft['common'];

function SizeCards(props: { readonly draft: Draft; readonly catalogue: Catalogue; readonly now: Now }) {
  const { draft, catalogue, now } = props;
  const t = useTexts();
  const { sizes } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const out = useVisit((state) => state.out);
  const choices = sizeChoices(catalogue, now.paper, printsOf(draft.items));
  return (
    <div className={cx(styles['sizes'])}>
      <RadioCards
        label={t('kiosk:sizes.sizes')}
        hideLabel
        isDense
        selected={now.format}
        onSelect={(format) => void sizes.change({ format })}
        cards={choices.map(({ format, paper, unit }) => {
          const missing = outOf(out, { format: format.code, paper });
          const reason =
            unit === null ? 'kiosk:sizes.unavailable' : missing?.readyAt === null ? 'kiosk:out.card' : null;
          return {
            id: format.code,
            title: format.name[locale],
            picture: <SizeDrawing format={format} />,
            ...(unit === null
              ? {}
              : { detail: <CardDetail unit={unit} isLater={typeof missing?.readyAt === 'number'} /> }),
            ...(reason === null ? {} : { disabledReason: t(reason) }),
          };
        })}
      />
    </div>
  );
}

/** The price of one, and that it is not ready as soon as usual. */
function CardDetail(props: { readonly unit: Cents; readonly isLater: boolean }) {
  const t = useTexts();
  const locale = useVisit((state) => state.locale);
  return (
    <>
      {t('kiosk:sizes.each', { price: formatMoney(props.unit, locale) })}
      {props.isLater && (
        <>
          <br />
          {t('kiosk:out.cardLater')}
        </>
      )}
    </>
  );
}

function PaperAndCopies(props: {
  readonly catalogue: Catalogue;
  readonly now: Now;
  readonly isAll: boolean;
}) {
  const { catalogue, now, isAll } = props;
  const t = useTexts();
  const { sizes } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const out = useVisit((state) => state.out);
  const papers = papersOf(catalogue, now.format);
  const limits = findFormat(catalogue, now.format)?.copies;
  const copies = t(isAll ? 'kiosk:sizes.copiesEach' : 'kiosk:sizes.copies');
  return (
    <div className={cx(styles['more'])}>
      <Labelled label={copies}>
        <Stepper
          label={copies}
          lessLabel={t('common:actions.less')}
          moreLabel={t('common:actions.more')}
          value={now.copies}
          min={limits?.min ?? 1}
          max={Math.min(limits?.max ?? 999, 999)}
          onChange={(value) => void sizes.change({ copies: value })}
        />
      </Labelled>
      <Labelled label={t('kiosk:sizes.paper')}>
        <SegmentedControl
          label={t('kiosk:sizes.paper')}
          segments={papers.map(({ code, name }) => {
            const missing = outOf(out, { format: now.format, paper: code });
            const label = name[locale];
            if (missing === undefined) return { id: code, label };
            const isDisabled = missing.readyAt === null;
            return {
              id: code,
              isDisabled,
              label: t(isDisabled ? 'kiosk:out.paperNever' : 'kiosk:out.paperLater', { paper: label }),
            };
          })}
          selected={now.paper}
          onSelect={(paper) => void sizes.change({ paper })}
        />
      </Labelled>
      <Labelled label={t('kiosk:sizes.fit')}>
        <SegmentedControl
          label={t('kiosk:sizes.fit')}
          segments={[
            { id: 'fill', label: t('kiosk:sizes.fill') },
            { id: 'fit', label: t('kiosk:sizes.whole') },
          ]}
          selected={now.fit}
          onSelect={(fit) => void sizes.change({ fit })}
        />
      </Labelled>
    </div>
  );
}

function Labelled(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className={cx(styles['labelled'])}>
      <span className={cx(styles['label'])} aria-hidden="true">
        {props.label}
      </span>
      {props.children}
    </div>
  );
}

/** What more copies would save, and what a small order is raised to: said before it surprises. */
function Cheaper({ draft, catalogue }: { readonly draft: Draft; readonly catalogue: Catalogue }) {
  const t = useTexts();
  const locale = useVisit((state) => state.locale);
  const hint = draft.price?.cheaperIfMore[0];
  const minimum = draft.price?.lines.find(({ kind }) => kind === 'minimum');
  if (hint !== undefined) {
    const size = findFormat(catalogue, hint.format)?.name[locale] ?? hint.format;
    const saves = formatMoney(hint.saves, locale);
    return <Banner tone="info">{t('kiosk:sizes.cheaper', { size, more: hint.more, saves })}</Banner>;
  }
  if (minimum === undefined) return null;
  return (
    <p className={cx(styles['quiet'])}>
      {t('kiosk:sizes.minimum', { price: formatMoney(minimum.sum, locale) })}
    </p>
  );
}
