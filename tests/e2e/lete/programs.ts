import { spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

async function writeProgram(file: string, lines: readonly string[]): Promise<string> {
  await writeFile(file, `${['#!/bin/sh', 'set -e', ...lines].join('\n')}\n`);
  await chmod(file, 0o755);
  return file;
}

export interface SmallDisk {
  /** The folder that becomes a disk of its own. */
  readonly at: string;
  /** What lies on it at first. */
  readonly holds: string;
  readonly mib: number;
  readonly full: boolean;
}

/**
 * A program that starts another one where a folder is a small disk. The disk lies in a name space of its own, which
 * needs no right that an ordinary user lacks; others reach it through `/proc/<pid>/root`.
 */
export function onSmallDisk(
  file: string,
  program: string,
  { at, holds, mib, full }: SmallDisk,
): Promise<string> {
  const inside = [
    'set -e',
    `mount -t tmpfs -o size=${mib}m,mode=700 tmpfs "$1"`,
    'cp -a "$2/." "$1"',
    full ? 'head -c 1G /dev/zero > "$1/filler" 2> /dev/null || true' : '',
    'program=$3; shift 3; exec "$program" "$@"',
  ];
  const given = [at, holds, program].map(quoted).join(' ');
  return writeProgram(file, [
    `exec unshare --user --map-root-user --mount sh -c ${quoted(inside.join('\n'))} sh ${given} "$@"`,
  ]);
}

/** Why a disk of its own cannot be had here; null when it can. */
export const smallDiskObstacle = (): string | null =>
  spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true']).status === 0
    ? null
    : 'this host allows no name space for a small disk';

/** A program that starts another one in a session with an unlocked key ring of its own. */
export function withKeyRing(file: string, program: string): Promise<string> {
  const inside = [
    'printf %s keyring | gnome-keyring-daemon --unlock --components=secrets > /dev/null',
    'program=$1; shift; exec "$program" "$@"',
  ];
  return writeProgram(file, [
    `exec dbus-run-session -- sh -c ${quoted(inside.join('\n'))} sh ${quoted(program)} "$@"`,
  ]);
}

const there = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Why a key ring cannot be had here; null when it can. */
export const keyRingObstacle = (): string | null =>
  ['dbus-run-session', 'gnome-keyring-daemon'].every(there) ? null : 'dbus or gnome-keyring is not installed';
