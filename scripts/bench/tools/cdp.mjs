import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 10;
const PATIENCE_MS = 60_000;

/**
 * An Electron app, watched from outside through Chromium's own debugging port: the app knows of nothing.
 * `startedAt` is the instant of the start in UTC milliseconds.
 */
export async function launchWatched(executable, switches, display) {
  // Root has no Chromium sandbox; ours and the peer run alike.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = { ...process.env, DISPLAY: display, ELECTRON_ENABLE_LOGGING: '0' };
  const startedAt = Date.now();
  const child = spawn(executable, ['--remote-debugging-port=0', ...sandbox, ...switches], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const port = await debuggingPort(child);
  return {
    pid: child.pid,
    startedAt,
    page: (name) => connectTo(port, name),
    close: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function debuggingPort(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`The app ended at once (${code})\n${said}`)));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

/** The page whose address ends with `name`, as soon as there is one. */
async function connectTo(port, name) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await delay(POLL_MS)) {
    const targets = await fetch(`http://127.0.0.1:${port}/json/list`).then((answer) => answer.json());
    const target = targets.find(
      ({ type, url }) => type === 'page' && URL.canParse(url) && new URL(url).pathname.endsWith(name),
    );
    if (target !== undefined) return openPage(target.webSocketDebuggerUrl);
  }
  throw new Error(`No page ${name} within ${PATIENCE_MS} ms`);
}

async function openPage(address) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('The debugging port refused')));
  });
  const waiting = new Map();
  let nextId = 0;
  const listeners = new Map();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data);
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
    listeners.get(message.method)?.(message.params);
  });
  const send = (method, params) =>
    new Promise((resolve) => {
      nextId += 1;
      waiting.set(nextId, resolve);
      socket.send(JSON.stringify({ id: nextId, method, params }));
    });
  /** Runs a function in the page with arguments that JSON can carry. */
  const run = async (work, ...args) => {
    for (;;) {
      try {
        return await runOnce(work, args);
      } catch (error) {
        // The page was only just being opened.
        if (!/context was destroyed|Cannot find context/.test(error.message)) throw error;
      }
    }
  };
  const runOnce = async (work, args) => {
    const expression = `(${work})(...${JSON.stringify(args)})`;
    const { result, error } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    const failure = error?.message ?? result.exceptionDetails?.exception?.description;
    if (failure !== undefined) throw new Error(failure);
    return result.result.value;
  };
  /**
   * Turns the wheel over this point: `pixels` further down, so many a second. Answers when all has been scrolled. Touch
   * would be truer, but this Electron does not scroll by made-up touch on a screen that has none.
   */
  const wheel = async (x, y, pixels, speed) => {
    const how = { gestureSourceType: 'mouse', preventFling: true };
    const { error } = await send('Input.synthesizeScrollGesture', {
      x,
      y,
      yDistance: -pixels,
      speed,
      ...how,
    });
    if (error !== undefined) throw new Error(error.message);
  };
  /** When, in milliseconds of a clock of its own, the browser drew a frame to the screen while `work` went on. */
  const drawnDuring = async (work) => {
    const drawn = [];
    listeners.set('Tracing.dataCollected', ({ value }) => {
      for (const { name, ts } of value) if (name === 'DirectRenderer::DrawFrame') drawn.push(ts / 1000);
    });
    const ended = new Promise((resolve) => listeners.set('Tracing.tracingComplete', resolve));
    await send('Tracing.start', { categories: 'viz', transferMode: 'ReportEvents' });
    await work();
    await send('Tracing.end', {});
    await ended;
    return drawn.toSorted((a, b) => a - b);
  };
  return { run, wheel, drawnDuring };
}

/**
 * In the page: the instant (UTC milliseconds) at which a button with this text can be pressed, that is, it lies on
 * top at its own middle and is not disabled. Looked at in each frame.
 */
export function whenPressable(text, patienceMs) {
  return new Promise((resolve, reject) => {
    const now = () => performance.timeOrigin + performance.now();
    const end = now() + patienceMs;
    const look = () => {
      for (const button of document.querySelectorAll('button')) {
        if (button.textContent.trim() !== text || button.disabled) continue;
        const { left, top, width, height } = button.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        if (width > 0 && hit !== null && button.contains(hit)) return resolve(now());
      }
      if (now() > end)
        return reject(new Error(`no button "${text}": ${document.body.innerText.slice(0, 200)}`));
      requestAnimationFrame(look);
    };
    look();
  });
}
