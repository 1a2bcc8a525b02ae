import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createImagingHost, type ImagingEvent } from '../../../electron/core/imagingHost/imagingHost.ts';
import { launch, networkCut } from '../../../electron/core/imagingHost/launch.ts';
import sharp from 'sharp';
import { sealChunks } from '../../../electron/core/ports/fileFormat.ts';
import type { Imaging, ImagingSource } from '../../../electron/core/ports/imaging.ts';
import { noisy, quarterNames, quarters } from '../../fixtures/photos/makePhotos.ts';
import { tempFolder } from '../../fixtures/photos/workOn.ts';

const root = join(import.meta.dirname, '../../..');
const realEntry = join(root, 'electron/imaging/process.ts');
const scriptedEntry = join(root, 'tests/fixtures/photos/scriptedProcess.ts');
const folder = await tempFolder();
afterAll(folder.remove);

const outer = { readMs: 20_000, decodeMs: 20_000, residentBytes: 1.5 * 1024 ** 3 };
const screen = { priority: 'screen' } as const;
const background = { priority: 'background' } as const;
const small = { maxEdge: 100, quality: 'sharp' } as const;

type Started = { readonly imaging: Imaging; readonly events: ImagingEvent[] };
const open: Imaging[] = [];
afterEach(async () => {
  for (const imaging of open.splice(0)) await imaging.close();
});

function start(entry: string, options: { processes?: number; outer?: typeof outer } = {}): Started {
  const events: ImagingEvent[] = [];
  const command = { nodePath: process.execPath, entry };
  const imaging = createImagingHost({ command, outer, ...options, onEvent: (event) => events.push(event) });
  open.push(imaging);
  return { imaging, events };
}

let files = 0;
async function file(content: Uint8Array | string, name = `${(files += 1)}.jpg`): Promise<ImagingSource> {
  const path = join(folder.path, name);
  await writeFile(path, content);
  return { kind: 'medium', path, name };
}
const deaths = (events: readonly ImagingEvent[]) =>
  events.flatMap((event) => (event.kind === 'died' ? [`${event.death}${event.again ? ', again' : ''}`] : []));
const reasonOf = (outcome: { ok: boolean; reason?: string }) => (outcome.ok ? 'ok' : outcome.reason);
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('imaging process', () => {
  it('looks, shows and prints through the real process', async () => {
    const { imaging } = start(realEntry);
    const source = await file(await quarters(1200, 800).jpeg({ quality: 95 }).toBuffer());
    const look = await imaging.look(source, { maxEdge: 320, quality: 'quick' }, screen);
    expect(look).toMatchObject({ ok: true, facts: { kind: 'jpeg', width: 1200 }, picture: { width: 320 } });
    expect(await imaging.probe(source, background)).toMatchObject({ ok: true, facts: { height: 800 } });
    const print = { crop: null, rotation: 1, mirror: false, fit: 'fill', width: 200, height: 300 } as const;
    const made = await imaging.print(source, print, background);
    expect(made.ok && (await quarterNames(made.picture.bytes))).toBe('blue red yellow green');
  });

  it('[MED-12] opens an encrypted original with its own key only', async () => {
    const { imaging } = start(realEntry, { processes: 1 });
    const key = randomBytes(32);
    const identity = { orderId: '01ORDER', fileId: '01FILE' };
    const chunks: Buffer[] = [];
    const photo = await noisy(1600, 1200).jpeg({ quality: 95 }).toBuffer();
    for await (const chunk of sealChunks([photo], key, identity)) chunks.push(chunk);
    const { path } = await file(Buffer.concat(chunks), 'sealed');
    const source = (fileKey: Uint8Array, fileId = '01FILE'): ImagingSource => ({
      kind: 'sealed',
      path,
      name: 'a.jpg',
      key: fileKey,
      orderId: '01ORDER',
      fileId,
    });
    expect(await imaging.look(source(key), small, screen)).toMatchObject({
      ok: true,
      facts: { width: 1600 },
    });
    expect(reasonOf(await imaging.look(source(randomBytes(32)), small, screen))).toBe('damaged');
    expect(reasonOf(await imaging.look(source(key, '01OTHER'), small, screen))).toBe('damaged');
  });

  it('[MED-8] files that are gone, folders and links are answered, not followed', async () => {
    const { imaging } = start(realEntry, { processes: 1 });
    const real = await file(await quarters(100, 100).jpeg().toBuffer());
    const at = (name: string): ImagingSource => ({ kind: 'medium', path: join(folder.path, name), name });
    await mkdir(join(folder.path, 'folder.jpg'));
    await symlink(real.path, join(folder.path, 'link.jpg'));
    expect(reasonOf(await imaging.probe(at('gone.jpg'), screen))).toBe('unreadable_media');
    expect(reasonOf(await imaging.probe(at('link.jpg'), screen))).toBe('unreadable_media');
    expect(reasonOf(await imaging.probe(at('folder.jpg'), screen))).toBe('bad_path');
    expect(reasonOf(await imaging.probe(real, screen))).toBe('ok');
  });

  it('[MED-8] opens photos under hostile names', async () => {
    const { imaging } = start(realEntry, { processes: 1 });
    const bytes = await quarters(100, 100).jpeg().toBuffer();
    for (const name of [
      '-rf.jpg',
      '$(id).jpg',
      'a\nb.jpg',
      "'; drop.jpg",
      'photo\u202Egpj.exe',
      'ā'.repeat(120),
      '%s%n.jpg',
    ]) {
      expect(reasonOf(await imaging.probe(await file(bytes, name), screen))).toBe('ok');
    }
  });

  it('[MED-11] killed in the middle of a job, it costs nothing but a second try', async () => {
    const { imaging, events } = start(realEntry, { processes: 1 });
    const photo = await noisy(3000, 2000).jpeg().toBuffer();
    const sources = await Promise.all(Array.from({ length: 6 }, () => file(photo)));
    const answers = sources.map((source) => imaging.look(source, small, screen));
    await answers[1];
    const started = events.find((event) => event.kind === 'started');
    process.kill(started?.pid ?? 0, 'SIGKILL');
    expect((await Promise.all(answers)).map(reasonOf)).toEqual(Array(6).fill('ok'));
    expect(deaths(events)).toEqual(['exit, again']);
  });

  it('[MED-11] a file that takes too long in the real decoder is damaged, its neighbours are not', async () => {
    const { imaging, events } = start(realEntry, { outer: { ...outer, decodeMs: 1000 } });
    // Interlaced, a PNG takes the decoder some three seconds.
    const heavy = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#446' } })
      .png({ compressionLevel: 1, progressive: true })
      .toBuffer();
    const good = await quarters(300, 200).jpeg().toBuffer();
    const sources = [await file(good), await file(heavy), await file(good), await file(good)];
    const answers = await Promise.all(sources.map((source) => imaging.thumbnail(source, small, screen)));
    expect(answers.map(reasonOf)).toEqual(['ok', 'damaged', 'ok', 'ok']);
    expect(deaths(events)).toEqual(['decode-time, again', 'decode-time']);
  });

  it('leaves no process behind', async () => {
    const { imaging, events } = start(realEntry);
    const source = await file(await quarters(100, 100).jpeg().toBuffer());
    await Promise.all([imaging.probe(source, screen), imaging.probe(source, screen)]);
    const pids = events.flatMap((event) => (event.kind === 'started' ? [event.pid] : []));
    expect(pids.length).toBeGreaterThan(0);
    expect(pids.every(alive)).toBe(true);
    await imaging.close();
    expect(pids.some(alive)).toBe(false);
    expect(reasonOf(await imaging.probe(source, screen))).toBe('cancelled');
  });
});

describe('a decoder gone bad', () => {
  it.each([
    ['crash', 'damaged', ['exit, again', 'exit']],
    ['hang-decoding', 'damaged', ['decode-time, again', 'decode-time']],
    ['hang-reading', 'unreadable_media', ['read-time']],
    ['buy-time', 'damaged', ['untrue, again', 'untrue']],
    ['other-id', 'damaged', ['untrue, again', 'untrue']],
    ['no-schema', 'damaged', ['untrue, again', 'untrue']],
    ['no-jpeg', 'damaged', ['untrue, again', 'untrue']],
    ['too-large', 'damaged', ['untrue, again', 'untrue']],
    ['no-picture', 'damaged', ['untrue, again', 'untrue']],
    ['no-question', 'damaged', ['untrue, again', 'untrue']],
  ])('[MED-11] %s costs its own file only', async (act, reason, expected) => {
    const { imaging, events } = start(scriptedEntry, { outer: { ...outer, readMs: 600, decodeMs: 400 } });
    const acts = ['good', act, 'good', 'good'];
    const answers = acts.map(async (text) => imaging.thumbnail(await file(text), small, screen));
    expect((await Promise.all(answers)).map(reasonOf)).toEqual(['ok', reason, 'ok', 'ok']);
    expect(deaths(events)).toEqual(expected);
  });

  it.each(['crash', 'hang-decoding', 'too-large'])(
    '[MED-11] what lay ready behind %s is served all the same, and not blamed',
    async (act) => {
      const { imaging, events } = start(scriptedEntry, {
        processes: 1,
        outer: { ...outer, readMs: 600, decodeMs: 400 },
      });
      const acts = [act, ...Array<string>(6).fill('good')];
      const sources = await Promise.all(acts.map((text) => file(text)));
      const answers = sources.map((source) => imaging.thumbnail(source, small, screen));
      expect((await Promise.all(answers)).map(reasonOf)).toEqual(['damaged', ...Array(6).fill('ok')]);
      expect(deaths(events)).toHaveLength(2);
    },
  );

  it('[MED-11] the time of what lies ready counts from its turn', async () => {
    const { imaging, events } = start(scriptedEntry, {
      processes: 1,
      outer: { ...outer, readMs: 450, decodeMs: 400 },
    });
    const sources = await Promise.all(Array.from({ length: 5 }, () => file('slow')));
    const answers = sources.map((source) => imaging.thumbnail(source, small, screen));
    expect((await Promise.all(answers)).map(reasonOf)).toEqual(Array(5).fill('ok'));
    expect(deaths(events)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    '[MED-11] one that grows beyond the memory limit is ended',
    async () => {
      const { imaging, events } = start(scriptedEntry, { outer: { ...outer, residentBytes: 300_000_000 } });
      expect(reasonOf(await imaging.thumbnail(await file('grow'), small, screen))).toBe('damaged');
      expect(deaths(events)).toEqual(['memory, again', 'memory']);
    },
  );

  it('one that does not start is out of service, and asked again with the next job', async () => {
    const entry = join(folder.path, 'late.mjs');
    const { imaging, events } = start(entry, { processes: 1 });
    const source = await file('good');
    expect(reasonOf(await imaging.thumbnail(source, small, screen))).toBe('out_of_service');
    expect(events).toContainEqual({ kind: 'out-of-service' });
    await writeFile(entry, `import ${JSON.stringify(scriptedEntry)};`);
    expect(reasonOf(await imaging.thumbnail(source, small, screen))).toBe('ok');
    await rm(entry);
  });
});

describe('the queue', () => {
  it('serves the screen before the background, and drops what was cancelled', async () => {
    const { imaging } = start(scriptedEntry, { processes: 1 });
    const order: string[] = [];
    const gone = new AbortController();
    const ask = async (name: string, options: Parameters<Imaging['thumbnail']>[2]) => {
      const outcome = await imaging.thumbnail(await file('slow', `${name}.txt`), small, options);
      order.push(`${name} ${reasonOf(outcome)}`);
    };
    await imaging.thumbnail(await file('good'), small, screen);
    const first = ask('first', background);
    await wait(50);
    const rest = [ask('later', background)];
    await wait(20);
    rest.push(ask('scrolled-away', { ...screen, signal: gone.signal }), ask('seen', screen));
    await wait(20);
    gone.abort();
    await Promise.all([first, ...rest]);
    expect(order).toEqual(['scrolled-away cancelled', 'first ok', 'seen ok', 'later ok']);
  });

  it('lets nothing of the background lie ready: the screen waits for one job of it at most', async () => {
    const { imaging } = start(scriptedEntry, { processes: 1 });
    const order: string[] = [];
    const sources = await Promise.all(
      ['a', 'b', 'c', 'd', 'seen'].map((name) => file('slow', `${name}.txt`)),
    );
    await imaging.thumbnail(await file('good'), small, screen);
    await wait(20);
    const asked = sources.map(async (source) => {
      await imaging.thumbnail(source, small, source.name === 'seen.txt' ? screen : background);
      order.push(source.name);
    });
    await Promise.all(asked);
    expect(order).toEqual(['a.txt', 'seen.txt', 'b.txt', 'c.txt', 'd.txt']);
  });
});

describe('what the process may do', () => {
  const run = async (code: string, cut: readonly string[]): Promise<string> => {
    const entry = join(folder.path, `${(files += 1)}.mjs`);
    await writeFile(entry, code);
    const child = launch({ nodePath: process.execPath, entry }, cut);
    return new Promise((resolve) => {
      let said = 'nothing';
      child.on('message', (message) => {
        said = typeof message === 'string' ? message : 'no text';
      });
      child.once('exit', () => resolve(said));
    });
  };
  const report = 'const say = (text) => process.send(text, () => process.exit(0));';

  it('[MED-11] cannot write, start programs or start threads', async () => {
    const target = join(folder.path, 'written');
    const tries = [
      `import { writeFileSync } from 'node:fs'; ${report} try { writeFileSync(${JSON.stringify(target)}, 'x'); say('did'); } catch (e) { say(e.code); }`,
      `import { execFileSync } from 'node:child_process'; ${report} try { execFileSync('true'); say('did'); } catch (e) { say(e.code); }`,
      `import { Worker } from 'node:worker_threads'; ${report} try { new Worker('0', { eval: true }); say('did'); } catch (e) { say(e.code); }`,
    ];
    for (const code of tries) expect(await run(code, [])).toBe('ERR_ACCESS_DENIED');
  });

  it('sees no environment but the short list', async () => {
    process.env['LETE_TEST_SECRET'] = 'x';
    const said = await run(`${report} say(Object.keys(process.env).sort().join(' '));`, []);
    delete process.env['LETE_TEST_SECRET'];
    expect(said).toContain('VIPS_BLOCK_UNTRUSTED');
    expect(said).not.toMatch(/LETE|HOME|USER|PATH(?!\w)/);
  });

  it.runIf(process.platform === 'linux')('gives way to everything else with all its threads', async () => {
    const niceOf = `readFileSync('/proc/self/task/' + id + '/stat', 'utf8').replace(/^.*\\) /, '').split(' ')[16]`;
    const said = await run(
      `import { readdirSync, readFileSync } from 'node:fs'; import { readFile } from 'node:fs/promises'; ${report}
        await readFile(import.meta.filename);
        say(readdirSync('/proc/self/task').map((id) => ${niceOf}).join(' '));`,
      await networkCut(),
    );
    expect(said.split(' ').length).toBeGreaterThan(1);
    expect(said.split(' ').every((nice) => Number(nice) >= 10)).toBe(true);
  });

  it('[MED-11] has no network where the system can take it away', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const code = `import { connect } from 'node:net'; ${report}
      connect(${port}, '127.0.0.1').on('connect', () => say('connected')).on('error', () => say('refused'));`;
    const cut = await networkCut();
    const said = await run(code, cut);
    server.close();
    expect(said).toBe(cut.length > 0 ? 'refused' : 'connected');
  });

  it('imports nothing that leads to the network, the database or other processes', () => {
    const folderOfImaging = dirname(realEntry);
    const sources = readdirSync(folderOfImaging, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(folderOfImaging, name), 'utf8'));
    expect(sources.length).toBeGreaterThan(10);
    const imports = sources.flatMap((text) =>
      [...text.matchAll(/from '([^'.][^']*)'/g)].map((found) => found[1]),
    );
    const allowed = ['node:buffer', 'node:fs', 'node:module', 'sharp'];
    expect(new Set(imports)).toEqual(new Set(allowed));
  });
});
