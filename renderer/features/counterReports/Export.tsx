import { FileSpreadsheet, FileText } from 'lucide-react';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import type { ExportFormat, Failure } from './reports.store.ts';

/** Writes what is on show as a file. */
export function ExportButtons(props: {
  readonly isReady: boolean;
  readonly exporting: ExportFormat | null;
  readonly onExport: (format: ExportFormat) => void;
}) {
  const { isReady, exporting, onExport } = props;
  const t = useTexts();
  return (['csv', 'pdf'] as const).map((format) => (
    <Button
      key={format}
      variant={format === 'pdf' ? 'primary' : 'secondary'}
      icon={format === 'pdf' ? FileText : FileSpreadsheet}
      isDisabled={!isReady || (exporting !== null && exporting !== format)}
      isPending={exporting === format}
      pendingLabel={t('common:pending')}
      onPress={() => onExport(format)}
    >
      {t(`reports:export.${format}`)}
    </Button>
  ));
}

/** Where the file is, or why there is none. */
export function ExportAnswer(props: { readonly file: string | null; readonly failure: Failure | null }) {
  const { file, failure } = props;
  const t = useTexts();
  if (failure !== null) {
    return (
      <Banner tone="danger">
        {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
      </Banner>
    );
  }
  return file === null ? null : <Banner tone="info">{t('reports:export.done', { file })}</Banner>;
}
