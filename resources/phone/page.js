// The page on a customer's phone: picks files and sends each in a request of its own. Plain script, no library, so
// that old phones run it; sent with its hash in the content security policy, so nothing else runs.
(() => {
  const AT_ONCE = 2;
  const TRIES = 3;
  const AGAIN_MS = 2000;
  const ASK_MS = 8000;
  /** Larger files are refused unsent; core holds the same limit. Bytes. */
  const MAX_BYTES = 300 * 1024 * 1024;
  const NAMES = { lv: 'LV', en: 'EN', ru: 'RU' };
  const FULL_NAMES = { lv: 'Latviešu', en: 'English', ru: 'Русский' };

  /** @typedef {import('../../shared/domain/phonePage.ts').PhonePageTexts} Texts */
  /** @typedef {'lv' | 'en' | 'ru'} Locale */
  /** @typedef {keyof Texts['not']} Refusal */
  /** @typedef {'waiting' | 'sending' | 'sent' | 'failed'} Stand */
  /**
   * @typedef {object} Item
   * @property {File} file
   * @property {Stand} stand
   * @property {Refusal} why
   * @property {number} tries
   * @property {HTMLLIElement} row
   * @property {HTMLProgressElement} bar
   * @property {HTMLElement} word
   */

  /** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
  const part = (id, type) => {
    const found = document.getElementById(id);
    if (!(found instanceof type)) throw new Error(id);
    return found;
  };
  /** @type {Record<Locale, Texts>} */
  const texts = JSON.parse(part('texts', HTMLScriptElement).textContent || '{}');
  const choose = part('choose', HTMLInputElement);
  const again = part('again', HTMLButtonElement);
  /** @type {Item[]} */
  const items = [];
  let locale = /** @type {Locale} */ (document.documentElement.lang);
  let state = document.body.dataset.state;

  /** @param {string} id @param {string} text */
  const say = (id, text) => {
    const at = part(id, HTMLElement);
    if (at.textContent !== text) at.textContent = text;
  };
  /** @param {Stand} stand */
  const count = (stand) => items.filter((item) => item.stand === stand).length;

  /** @param {Item} item */
  const showItem = ({ row, bar, word, stand, why }) => {
    const t = texts[locale];
    row.className = stand;
    bar.hidden = stand !== 'sending';
    word.textContent = stand === 'failed' ? t.not[why] : t[stand];
  };

  const show = () => {
    const t = texts[locale];
    document.documentElement.lang = locale;
    document.title = t.title;
    say('title', t.title);
    say('lead', t.lead);
    say('privacy', t.privacy);
    say('chooseText', items.length === 0 ? t.choose : t.chooseMore);
    say('again', t.again);
    const sent = count('sent');
    const busy = count('waiting') + count('sending') > 0;
    const sum = t.sum.replace('{done}', String(sent)).replace('{total}', String(items.length));
    const rest = busy ? t.keepOpen : sent === items.length ? t.allSent : '';
    say('sum', items.length === 0 ? '' : `${sum}. ${rest}`);
    again.hidden = !items.some(({ stand, why }) => stand === 'failed' && why === 'line');
    const notice = { ended: t.ended, taken: t.taken, offline: t.offline }[state || ''] || '';
    say('notice', notice);
    part('notice', HTMLElement).hidden = notice === '';
    part('work', HTMLElement).hidden = state === 'ended' || state === 'taken';
    for (const button of part('languages', HTMLElement).querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.lang === locale));
    }
    items.forEach(showItem);
  };

  /** @param {number} status */
  const hear = (status) => {
    state =
      status === 0
        ? 'offline'
        : status === 404 || status === 410
          ? 'ended'
          : status === 403
            ? 'taken'
            : 'open';
    show();
  };

  /** Why a file was not taken, by the answer. @param {number} status @param {string} body @returns {Refusal} */
  const refusalOf = (status, body) => {
    if (status === 413) return 'tooBig';
    if (status === 409) return 'full';
    if (status === 507) return 'disk';
    if (status !== 415) return 'line';
    if (body.includes('"video"')) return 'video';
    if (body.includes('"too_big"') || body.includes('"too_many_pixels"')) return 'tooBig';
    return body.includes('"damaged"') || body.includes('"empty"') ? 'damaged' : 'type';
  };

  /** @param {Item} item @param {number} status @param {string} body */
  const settle = (item, status, body) => {
    hear(status === 0 || status === 403 || status === 404 || status === 410 ? status : 200);
    if (status === 200 || status === 201) item.stand = 'sent';
    else {
      item.why = refusalOf(status, body);
      const tryAgain = item.why === 'line' && item.tries < TRIES && (state === 'open' || state === 'offline');
      item.stand = tryAgain ? 'waiting' : 'failed';
      if (tryAgain) return setTimeout(next, AGAIN_MS);
    }
    return next();
  };

  /** @param {Item} item */
  const send = (item) => {
    const { file } = item;
    const request = new XMLHttpRequest();
    item.stand = 'sending';
    item.tries += 1;
    item.bar.value = 0;
    request.upload.addEventListener('progress', (event) => {
      item.bar.value = event.loaded / Math.max(1, event.total);
    });
    request.addEventListener('loadend', () => settle(item, request.status, request.responseText));
    request.open('POST', `${location.pathname}/photos`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Photo-Name', encodeURIComponent(file.name.slice(-200)));
    request.setRequestHeader('X-Photo-Time', String(file.lastModified || 0));
    request.send(file);
  };

  const next = () => {
    for (const item of items) {
      if (state === 'ended' || state === 'taken' || count('sending') >= AT_ONCE) break;
      if (item.stand === 'waiting') send(item);
    }
    show();
  };

  /** @param {File} file */
  const add = (file) => {
    const row = document.createElement('li');
    const line = document.createElement('span');
    const name = document.createElement('b');
    const word = document.createElement('i');
    const bar = document.createElement('progress');
    name.textContent = file.name;
    bar.max = 1;
    bar.setAttribute('aria-label', file.name);
    line.append(name, word);
    row.append(line, bar);
    part('files', HTMLElement).prepend(row);
    const video = file.type.indexOf('video/') === 0;
    /** @type {Item} */
    const item = { file, row, bar, word, stand: 'waiting', why: 'line', tries: 0 };
    if (video || file.size > MAX_BYTES) {
      item.stand = 'failed';
      item.why = video ? 'video' : 'tooBig';
    }
    items.push(item);
  };

  /** Asks whether the visit still runs, while somebody looks. */
  const ask = () => {
    if (document.hidden || state === 'ended' || state === 'taken') return;
    const request = new XMLHttpRequest();
    request.addEventListener('loadend', () => {
      hear(request.status);
      next();
    });
    request.open('HEAD', location.pathname);
    request.send();
  };

  for (const code of /** @type {Locale[]} */ (['lv', 'en', 'ru'])) {
    const button = document.createElement('button');
    button.type = 'button';
    button.lang = code;
    button.textContent = NAMES[code];
    button.setAttribute('aria-label', FULL_NAMES[code]);
    button.addEventListener('click', () => {
      locale = code;
      show();
    });
    part('languages', HTMLElement).append(button);
  }
  choose.addEventListener('change', () => {
    Array.from(choose.files || []).forEach(add);
    choose.value = '';
    next();
  });
  again.addEventListener('click', () => {
    for (const item of items) {
      if (item.stand !== 'failed' || item.why !== 'line') continue;
      item.stand = 'waiting';
      item.tries = 0;
    }
    next();
  });
  document.addEventListener('visibilitychange', ask);
  setInterval(ask, ASK_MS);
  show();
})();
