import type { MediaSource } from '../../../../shared/contract/media.ts';
import type { Texts } from '../../../i18n/index.ts';

/** What a medium is called on the screen. */
export function nameOfSource(t: Texts, { kind, label }: Pick<MediaSource, 'kind' | 'label'>): string {
  if (kind === 'phone') return t('kiosk:source.phone');
  const shown = label === '' ? t('kiosk:source.unnamed') : label;
  return kind === 'folder'
    ? t('kiosk:source.folder', { label: shown })
    : t('kiosk:source.volume', { label: shown });
}
