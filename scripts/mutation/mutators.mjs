// What a mutation does to a source text. Each function answers the mutants it finds as { line, what, text }: where, what
// was taken away, and the whole text without it. They know indentation and brackets, no syntax tree: the project's
// formatter keeps one statement and one table entry at the beginning of a line.

/** Rows of a text from `at` on that belong to one statement or entry: until its brackets are closed again. */
function lengthOf(lines, at) {
  let depth = 0;
  for (let i = at; i < lines.length; i += 1) {
    const code = lines[i].replace(/\/\/.*$/, '').replaceAll(/'[^']*'|"[^"]*"|`[^`]*`|\/\^.*?\$\//g, '');
    depth += (code.match(/[([{]/g) ?? []).length - (code.match(/[)\]}]/g) ?? []).length;
    if (depth <= 0 && /[;,}]\s*$/.test(code)) return i - at + 1;
  }
  return lines.length - at;
}

const without = (lines, at, count) => [...lines.slice(0, at), ...lines.slice(at + count)].join('\n');

function dropped(lines, at, count, label) {
  const what = lines
    .slice(at, at + count)
    .map((line) => line.trim())
    .join(' ');
  return { line: at + 1, what: `${label}: ${what.slice(0, 90)}`, text: without(lines, at, count) };
}

/** Takes away, one at a time, each statement or entry whose first line is like `pattern`, between `from` and `to`. */
export const drop =
  (pattern, { from = /^/, to = null, label = 'without' } = {}) =>
  (text) => {
    const lines = text.split('\n');
    const first = lines.findIndex((line) => from.test(line));
    if (first < 0) return [];
    const rest = to === null ? -1 : lines.findIndex((line, i) => i > first && to.test(line));
    const last = rest < 0 ? lines.length : rest;
    return lines.flatMap((line, at) =>
      at >= first && at < last && pattern.test(line) ? [dropped(lines, at, lengthOf(lines, at), label)] : [],
    );
  };

/** Puts `replacement` (`$1`: the first group) where `pattern` (global) matches, one match at a time. */
export const swap = (pattern, replacement, label) => (text) =>
  [...text.matchAll(pattern)].map((match) => {
    const before = text.slice(0, match.index);
    const put = replacement.replaceAll(/\$(\d)/g, (_all, group) => match[Number(group)] ?? '');
    return {
      line: before.split('\n').length,
      what: `${label}: ${match[0].replaceAll(/\s+/g, ' ').trim().slice(0, 90)}`,
      text: before + put + text.slice(match.index + match[0].length),
    };
  });

/** Takes away, one at a time, each element of the list at the end of lines like `within`. */
export const elements = (within) => (text) =>
  text.split('\n').flatMap((line, at, lines) => {
    const list = within.test(line) ? line.match(/^(.*\[)([^[\]]+)(\](?:\),|;))$/) : null;
    if (!list) return [];
    const each = list[2].split(', ');
    return each.map((one, i) => ({
      line: at + 1,
      what: `without ${one} in: ${line.trim().slice(0, 80)}`,
      text: lines.with(at, list[1] + each.toSpliced(i, 1).join(', ') + list[3]).join('\n'),
    }));
  });

const REFUSES = /\b(reject\(|refuse\(|return (null|false|reject|\{ ok: false|\{ kind: 'refuse')|throw )/;

/** Rows of the guard that begins at `at`, or 0: `if (…) return reject(…);` on one line, or its refusal at the end of the next few. */
function guardLength(lines, at) {
  if (/^\s*assert\w+\(.*;$/.test(lines[at])) return 1;
  if (!/^\s*if \(/.test(lines[at]) || lines[at].endsWith('{')) return 0;
  const count = lines.slice(at, at + 4).findIndex((line) => line.endsWith(';')) + 1;
  return count > 0 && REFUSES.test(lines[at + count - 1]) ? count : 0;
}

/** Takes away, one at a time, each guard that refuses or asserts, so that what it held back goes on. */
export function guards(text) {
  const lines = text.split('\n');
  return lines.flatMap((_line, at) => {
    const count = guardLength(lines, at);
    return count > 0 ? [dropped(lines, at, count, 'without guard')] : [];
  });
}

/** One arm of a condition at a time: `a || b` and `a && b` become `b`, then `a`. Only within lines like `within`. */
export const terms = (within) => (text) => {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    if (!within.test(line)) return [];
    const parts = line.match(/^(\s*(?:if \(|return |const .* = |\(?))(.*?)(\) return .*|\)$|;| \? .*)$/);
    if (!parts) return [];
    const [, head, condition, tail] = parts;
    const operator = condition.includes(' || ') ? ' || ' : ' && ';
    const arms = condition.split(operator);
    if (arms.length < 2) return [];
    return arms.map((arm, i) => ({
      line: at + 1,
      what: `without term: ${arm.trim().slice(0, 90)}`,
      text: [
        ...lines.slice(0, at),
        head + arms.toSpliced(i, 1).join(operator) + tail,
        ...lines.slice(at + 1),
      ].join('\n'),
    }));
  });
};
