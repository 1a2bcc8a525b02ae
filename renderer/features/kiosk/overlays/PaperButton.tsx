import { Printer } from 'lucide-react';
import { useStore } from 'zustand';
import type { Paper } from '../../../../shared/contract/output.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import styles from './overlays.module.css';

/** Takes this home on paper, where there is a printer. */
export function PaperButton({ paper }: { readonly paper: Paper }) {
  const t = useTexts();
  const { papers } = useKiosk();
  const hasPrinter = useVisit(({ settings }) => settings !== null && settings.printer.kind !== 'none');
  const state = useStore(papers, (all) => all[paper.kind]);
  if (!hasPrinter) return null;
  return (
    <div className={cx(styles['paper'])}>
      <Button
        icon={Printer}
        isPending={state === 'printing'}
        pendingLabel={t('kiosk:paper.printing')}
        onPress={() => void papers.print(paper)}
      >
        {t('kiosk:paper.print')}
      </Button>
      <span role="status">
        {state === 'printed' && t('kiosk:paper.printed')}
        {state === 'failed' && t('kiosk:paper.failed')}
      </span>
    </div>
  );
}
