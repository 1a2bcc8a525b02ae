import type { LabRoute } from '../../../../shared/domain/labs.ts';

/** A route and the line it was typed in, counted from 1. */
export interface TypedRoute {
  readonly route: LabRoute;
  readonly line: number;
}

const LINE =
  /^(?<format>[A-Za-z0-9-]+)\s+(?<paper>[A-Za-z0-9-]+)\s*(?:=\s*(?<code>[^;]*?)\s*(?:;\s*(?<detail>.*))?)?$/;

/** One product a line, such as `10x15 gloss = 001` or `10x15 gloss = 4x6; Glossy`; or the first line that is not clear. */
export function parseRoutes(typed: string): readonly TypedRoute[] | number {
  const found: TypedRoute[] = [];
  for (const [index, text] of typed.split('\n').entries()) {
    if (text.trim() === '') continue;
    const { format, paper, code = '', detail = '' } = LINE.exec(text.trim())?.groups ?? {};
    if (format === undefined || paper === undefined) return index + 1;
    found.push({ route: { format, paper, code, detail }, line: index + 1 });
  }
  return found.length === 0 ? 1 : found;
}

export const routesText = (routes: readonly LabRoute[]): string =>
  routes
    .map(({ format, paper, code, detail }) => {
      const words = detail === '' ? code : `${code}; ${detail}`;
      return words === '' ? `${format} ${paper}` : `${format} ${paper} = ${words}`;
    })
    .join('\n');
