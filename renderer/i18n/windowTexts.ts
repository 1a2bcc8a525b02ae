import type { Locale } from '../../shared/domain/i18n.ts';
import type { Namespace } from './resources.ts';

/** Texts that a window has, each in every language. The page of another window does not load them. */
export type WindowTexts = Readonly<Record<Locale, { readonly [N in Namespace]?: object }>>;
