import { useSyncExternalStore } from 'react';

// 1280 CSS px, where the frame puts the detail beside the list (design guide 3.2).
const WIDE = '(width >= 80em)';

/** Whether the detail stands beside the list instead of covering it. */
export const useIsWide = (): boolean =>
  useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(WIDE);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => window.matchMedia(WIDE).matches,
  );
