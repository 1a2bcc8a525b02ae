import type { Locale } from '../../../../../shared/domain/i18n.ts';
import { formatDate, formatDateTime, formatDay } from '../../../../../shared/domain/time.ts';
import type { Certificate } from '../../../../../shared/privacy/certificate.ts';
import { CERTIFICATE_TEXTS } from '../../../../../shared/privacy/certificateTexts.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const row = (cells: readonly (string | number)[], tag: 'td' | 'th' = 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escaped(String(cell))}</${tag}>`).join('')}</tr>`;

const table = (rows: readonly string[]): string => `<table>${rows.join('')}</table>`;
const heading = (text: string): string => `<h2>${escaped(text)}</h2>`;
const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

const STYLE = `body{font:10pt sans-serif;margin:0}h1{font-size:16pt}h2{font-size:11pt;margin:14pt 0 4pt}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:2pt 6pt 2pt 0;border-bottom:1px solid #ccc;
vertical-align:top}p{margin:4pt 0}`;

/** A certificate as a page of paper: numbers, codes and the honest limits in words. No script, no network. */
export const certificatePage = (certificate: Certificate, locale: Locale): string => {
  const texts = CERTIFICATE_TEXTS[locale];
  const { stores, holds, backups, limits, terminals, recipients } = certificate;
  const at = (time: number): string => formatDateTime(time, locale);
  const facts = table([
    row([texts.number, certificate.certificate_id]),
    row([texts.request, certificate.request_id]),
    row([texts.completed, formatDateTime(certificate.completed_at, locale)]),
    row([texts.key, certificate.key_id]),
  ]);
  const places = table([
    row([texts.place, texts.foundBefore, texts.foundAfter], 'th'),
    ...stores.map(({ id, scan_before, scan_after }) => row([id, scan_before, scan_after])),
  ]);
  const kept = holds.map(({ field_class, law, until }) =>
    row([field_class, law, until === null ? '–' : `${texts.until} ${formatDay(until, locale)}`]),
  );
  const told = recipients.map(({ id, sent_at, ack_at }) =>
    row([
      id,
      sent_at === null ? texts.notTold : `${texts.told} ${at(sent_at)}`,
      ack_at === null ? '–' : `${texts.confirmed} ${at(ack_at)}`,
    ]),
  );
  const cleaned = terminals.map(({ id, ack_at, pending_offline }) => {
    const waits = pending_offline ? texts.offline : texts.underWay;
    return row([id, ack_at === null ? waits : `${texts.confirmed} ${at(ack_at)}`]);
  });
  const older = backups.map(({ id, expires_at }) => row([id, formatDate(expires_at, locale)]));
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>${escaped(texts.title)}</title>
<style>${STYLE}</style><h1>${escaped(texts.title)}</h1>${facts}
${heading(texts.places)}${places}
${heading(texts.kept)}${kept.length === 0 ? paragraph(texts.nothingKept) : table(kept)}
${heading(texts.backups)}${older.length === 0 ? paragraph(texts.noBackups) : table(older)}
${heading(texts.terminals)}${table(cleaned)}
${told.length === 0 ? '' : heading(texts.recipients) + table(told)}
${heading(texts.limitsTitle)}${table(limits.map((limit) => row([limit, texts.limits[limit]])))}
${paragraph(texts.original)}</html>`;
};
