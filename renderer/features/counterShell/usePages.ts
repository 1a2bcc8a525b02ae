import { useTexts } from '../../i18n/index.ts';
import { lineOf, pagesOf } from './pages.ts';
import type { Screen } from './shell.store.ts';

/** The pages beside this screen, for the frame; nothing where there is only one. */
export function usePages(screen: Screen, role: 'staff' | 'manager') {
  const t = useTexts();
  const pages = pagesOf(screen, role);
  if (pages.length === 0) return {};
  return {
    pages: {
      label: t(`counter:nav.${lineOf(screen) as 'requests'}`),
      links: pages.map((id) => ({ id, label: t(`counter:page.${id as 'requests'}`) })),
      current: screen,
    },
  };
}
