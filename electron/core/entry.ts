import { useCodeCache } from '../codeCache/useCodeCache.ts';

const codeCache = useCodeCache();
void import('./process.ts').then(({ serve }) => serve(codeCache));
