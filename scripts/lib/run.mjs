import { spawn } from 'node:child_process';

const TAIL_LINES = 15;

/**
 * Runs a program to its end without a shell. Answers its code (null when a signal or the time limit ended it)
 * and its output; never throws for a program that fails or does not exist (code 127 then).
 */
export function run(command, args, { cwd, env, timeoutMs, uid, gid } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      ...(uid === undefined ? {} : { uid, gid }),
    });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', (error) => resolve({ code: 127, stdout, output: error.message }));
    child.on('close', (code) => resolve({ code, stdout, output }));
  });
}

/** The last lines of a program's output, indented, for an error message. */
export function tail(output) {
  const lines = output.trimEnd().split('\n').slice(-TAIL_LINES);
  return lines.map((line) => `    ${line}`).join('\n');
}

/** Like `run`, but a failure becomes an error that shows the end of the output. */
export async function runOrThrow(command, args, options = {}) {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    throw new Error(`"${[command, ...args].join(' ')}" failed (${result.code})\n${tail(result.output)}`);
  }
  return result;
}
