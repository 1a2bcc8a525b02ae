/** Writes docs/contract.md: every call and event between the windows and the core, made from the contract itself. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { contract, events } from '../../shared/contract/index.ts';

const root = resolve(import.meta.dirname, '../..');

/** A JSON schema in a few words: names and kinds, not every limit. */
function words(node) {
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum)
    return node.enum.length > 6 ? `one of ${node.enum.length}` : node.enum.map(String).join(' / ');
  const branches = node.anyOf ?? node.oneOf;
  if (branches) return [...new Set(branches.map(words))].join(' or ');
  if (node.allOf) return node.allOf.map(words).join(' and ');
  if (node.type === 'array') return `list of ${words(node.items ?? {})}`;
  if (node.type === 'object') return node.properties ? fields(node) : 'map';
  return node.type === 'integer' || node.type === 'number' ? 'number' : (node.type ?? 'bytes');
}

function fields(node) {
  const required = new Set(node.required ?? []);
  const parts = Object.entries(node.properties).map(
    ([name, inner]) => `${name}${required.has(name) ? '' : '?'}: ${words(inner)}`,
  );
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

const inWords = (schema, io) =>
  words(z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }));
const cell = (text) => `\`${text.replaceAll('|', '/')}\``;

export function render() {
  const lines = [
    '# The contract',
    '',
    'Written by `node scripts/generate/contract.mjs` from `shared/contract`. A command changes something and is done at',
    'most once per `requestId`; a query changes nothing. Each answer is `{ ok: true, value }` or `{ ok: false, code, ref }`.',
  ];
  for (const feature of new Set(Object.keys(contract).map((name) => name.split(':')[0]))) {
    lines.push('', `## ${feature}`, '', '| Call | Kind | Roles | Input | Output |', '|---|---|---|---|---|');
    for (const [name, spec] of Object.entries(contract)) {
      if (name.split(':')[0] !== feature) continue;
      const [input, output] = [inWords(spec.input, 'input'), inWords(spec.output, 'output')];
      lines.push(
        `| \`${name}\` | ${spec.kind} | ${spec.roles.join(', ')} | ${cell(input)} | ${cell(output)} |`,
      );
    }
  }
  lines.push(
    '',
    '## Events',
    '',
    'Sent after commit, ids only.',
    '',
    '| Event | Roles | Payload |',
    '|---|---|---|',
  );
  for (const [name, spec] of Object.entries(events)) {
    lines.push(`| \`${name}\` | ${spec.roles.join(', ')} | ${cell(inWords(spec.payload, 'input'))} |`);
  }
  return `${lines.join('\n')}\n`;
}

if (import.meta.main) writeFileSync(join(root, 'docs/contract.md'), render());
