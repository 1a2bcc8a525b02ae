// npm run verify-certificate FILE [--key=PUBLIC]: checks the certificate of an erasure with nothing but its own file,
// and whether it was signed by a key you know (the public key in base64url, or its id).
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCommand, say } from './lib/output.mjs';
import { verifyCertificate } from './lib/verifyCertificate.mjs';

await runCommand('The certificate could not be read', async () => {
  const { values, positionals } = parseArgs({ options: { key: { type: 'string' } }, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Error('give one file');
  const { problems, certificate } = verifyCertificate(readFileSync(file), values.key);
  for (const problem of problems) say(`NOT VALID: ${problem}`);
  if (problems.length > 0) {
    process.exitCode = 1;
    return;
  }
  say(`VALID: certificate ${certificate.certificate_id} of request ${certificate.request_id}`);
  say(
    `signed by key ${certificate.key_id}${values.key === undefined ? ', which was not compared' : ', as given'}`,
  );
  say(
    `completed ${new Date(certificate.completed_at).toISOString()}; limits ${certificate.limits.join(', ')}`,
  );
  for (const { id, scan_before, scan_after } of certificate.stores)
    say(`  ${id}: found ${scan_before} before, ${scan_after} after`);
  for (const { field_class, law, until } of certificate.holds)
    say(`  kept: ${field_class}, ${law}${until === null ? '' : `, until ${until}`}`);
});
