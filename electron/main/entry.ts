import { useCodeCache } from '../codeCache/useCodeCache.ts';

const codeCache = useCodeCache();
void import('./main.ts').then(({ run }) => run(codeCache));
