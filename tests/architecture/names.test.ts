import { describe, expect, it } from 'vitest';
import { productFolders, productSources, type Source, sources, withoutComments } from './lib/sources.ts';

/** What the linter cannot see, because it judges imports, globals and `object.property` but not names as such. */
interface Ban {
  readonly name: string;
  readonly pattern: RegExp;
  readonly folder: RegExp;
  readonly except: RegExp;
  readonly planted: string;
}

const NOWHERE = /^$/;
const BANS: readonly Ban[] = [
  {
    name: 'ipcMain outside the gate, under any alias',
    pattern: /\bipcMain\b/,
    folder: /./,
    except: /^electron\/main\/ipc\/gate\.ts$/,
    planted: "const { ipcMain: bus } = await import('electron');",
  },
  {
    name: 'openExternal outside its door',
    pattern: /\.openExternal\b|\{[^}]*\bopenExternal\b[^}]*\}\s*=\s*shell/,
    folder: /^electron\//,
    except: /^electron\/main\/security\/openExternal\.ts$/,
    planted: 'electron.shell.openExternal(url);',
  },
  {
    name: 'the bridge outside renderer/app/api.ts',
    pattern: /\b(window|globalThis|self)(\.|\?\.|\[['"])api\b|\{\s*api\b[^}]*\}\s*=\s*(window|globalThis)/,
    folder: /^renderer\//,
    except: /^renderer\/app\/api\.ts$/,
    planted: "globalThis['api'].call();",
  },
  {
    name: 'time or chance in core past the ports',
    pattern: /\bhrtime\b|\bperformance\.now\b|\brandomUUID\b|['"]random['"]\]/,
    folder: /^electron\/core\//,
    except: /^electron\/core\/process\.ts$/,
    planted: 'const id = nodeCrypto.randomUUID();',
  },
  {
    name: 'a module loaded by a computed name',
    pattern: /\b(import|require)\(\s*(?!['"`)])/,
    folder: /^(electron\/(core|imaging|preload)|renderer|shared)\//,
    except: NOWHERE,
    planted: 'await import(name);',
  },
  {
    name: 'network in imaging by a late import',
    pattern: /\b(import|require|getBuiltinModule)\(\s*['"](node:)?(https?|http2|net|tls|dns|dgram)\b/,
    folder: /^electron\/imaging\//,
    except: NOWHERE,
    planted: "process.getBuiltinModule('node:net');",
  },
  {
    name: 'code made from text',
    pattern: /\beval\(|\bnew Function\(|\bdangerouslySetInnerHTML\b|\.innerHTML\s*=/,
    folder: /./,
    except: NOWHERE,
    planted: 'element.innerHTML = text;',
  },
  {
    name: 'a raw button in a feature',
    pattern: /<(button|input|select|textarea)\b/,
    folder: /^renderer\/features\/.+\.tsx$/,
    except: NOWHERE,
    planted: '<button onClick={go}>',
  },
  {
    name: 'SELECT * in core',
    pattern: /\bSELECT\s+\*/i,
    folder: /^electron\/core\//,
    except: NOWHERE,
    planted: 'sql`SELECT * FROM orders`',
  },
  {
    name: 'default export in product code',
    pattern: /^export default\b/m,
    folder: /./,
    except: NOWHERE,
    planted: 'export default go;',
  },
];

const breaks = ({ pattern, folder, except }: Ban, { path, text }: Source): boolean =>
  folder.test(path) && !except.test(path) && pattern.test(withoutComments(text));

describe('names that stay behind their door', () => {
  it.each(BANS.map((ban) => [ban.name, ban] as const))('%s', (_name, ban) => {
    const path = ban.folder.source.startsWith('^renderer')
      ? 'renderer/features/x/A.tsx'
      : 'electron/core/features/x/a.ts';
    const place = ban.folder.test(path) ? path : 'electron/imaging/a.ts';
    expect(breaks(ban, { path: place, text: ban.planted })).toBe(true);
    expect(breaks(ban, { path: place, text: `// ${ban.planted}` })).toBe(false);
    const found = productSources().filter((source) => breaks(ban, source));
    expect(found.map(({ path: file }) => file)).toEqual([]);
  });

  it('end-to-end tests wait for states, never for time', () => {
    // `test.setTimeout` bounds a test and makes nobody wait.
    const sleep = /(?<!\btest\.)\bsetTimeout\b|\bwaitForTimeout\b|\bsleep\(/;
    expect(sleep.test('await page.waitForTimeout(5)')).toBe(true);
    expect(sleep.test('setTimeout(go, 5)')).toBe(true);
    expect(sleep.test('test.setTimeout(5)')).toBe(false);
    const found = sources(['tests/e2e'], /\.tsx?$/).filter(({ text }) => sleep.test(withoutComments(text)));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('product folders hold no script files past the type checker', () => {
    expect(sources(productFolders, /\.(js|cjs|mjs|jsx)$/).map(({ path }) => path)).toEqual([]);
  });
});
