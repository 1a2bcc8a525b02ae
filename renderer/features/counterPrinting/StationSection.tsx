import { CircleCheck, CirclePause, CirclePlay, type LucideIcon, TriangleAlert, Undo2 } from 'lucide-react';
import type { PrintStation } from '../../../shared/contract/products.ts';
import { type Catalogue, findPaper } from '../../../shared/domain/catalogue.ts';
import { formatDay } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, MenuButton, PlainTable, type StatusLook, StatusPill, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './printing.module.css';
import { EXPECTED, type PrintingStore } from './printing.store.ts';

const LOOKS: Readonly<Record<PrintStation['state'], StatusLook>> = {
  working: { tone: 'success', icon: CircleCheck },
  paused: { tone: 'warning', icon: CirclePause },
  folder: { tone: 'danger', icon: TriangleAlert },
  failing: { tone: 'danger', icon: TriangleAlert },
};

interface Props {
  readonly store: PrintingStore;
  readonly station: PrintStation;
  readonly catalogue: Catalogue | null;
}

/** One printer: how it stands, how long its queue takes, and its papers. */
export function StationSection(props: Props) {
  const { store, station } = props;
  const { output, state, waiting, perHour } = station;
  const t = useTexts();
  const name = station.name === '' ? t('counter:printing.others') : station.name;
  const isPaused = state === 'paused';
  const [icon, word]: [LucideIcon, string] = isPaused
    ? [CirclePlay, t('counter:printing.goOn')]
    : [CirclePause, t('counter:printing.pause')];
  return (
    <section className={cx(styles['station'])} aria-label={name}>
      <div className={cx(styles['head'])}>
        <h2>{name}</h2>
        <StatusPill look={LOOKS[state]}>{t(`counter:printing.state.${state}`)}</StatusPill>
        <span className={cx(styles['quiet'])}>
          {waiting === 0
            ? t('counter:printing.idle')
            : t('counter:printing.waiting', { count: waiting, minutes: Math.ceil((waiting / perHour) * 60) })}
        </span>
        {output !== null && (
          <Button icon={icon} onPress={() => void store.getState().pause(output, !isPaused)}>
            {word}
          </Button>
        )}
      </div>
      <Papers {...props} name={name} />
    </section>
  );
}

function Papers({ store, station, catalogue, name }: Props & { readonly name: string }) {
  const t = useTexts();
  const { locale } = useUi();
  const { output, papers } = station;
  const { markOut, markBack } = store.getState();
  return (
    <PlainTable
      label={t('counter:printing.papersOf', { name })}
      columns={(['paper', 'stock', 'action'] as const).map((id) => ({
        id,
        header: t(`counter:printing.${id}`),
      }))}
      rows={papers.map(({ paper, out }) => {
        const called = (catalogue && findPaper(catalogue, paper)?.name[locale]) ?? paper;
        return {
          id: paper,
          cells: [
            called,
            <StatusPill
              key="stock"
              look={out === null ? LOOKS.working : { tone: 'warning', icon: TriangleAlert }}
            >
              {out === null && t('counter:printing.there')}
              {out !== null &&
                (out.back === null
                  ? t('counter:printing.outUnknown')
                  : t('counter:printing.outUntil', { day: formatDay(out.back, locale) }))}
            </StatusPill>,
            out === null ? (
              <MenuButton
                key="out"
                label={t('counter:printing.out')}
                name={called}
                choices={EXPECTED.map((id) => ({ id, label: t(`counter:printing.expected.${id}`) }))}
                onAction={(expected) => void markOut(output, paper, expected)}
              />
            ) : (
              <Button
                key="back"
                icon={Undo2}
                aria-label={`${called}: ${t('counter:printing.back')}`}
                onPress={() => void markBack(output, paper)}
              >
                {t('counter:printing.back')}
              </Button>
            ),
          ],
        };
      })}
    />
  );
}
