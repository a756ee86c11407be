import { type ChildProcess, spawn } from 'node:child_process';
import { watchMemory } from './memory.ts';

/** What has been started and has not ended. */
const running = new Set<ChildProcess>();
let broken = false;

/** Breaks the measurement off: ends what it started, and lets nothing start any more. */
export function breakOff(): void {
  broken = true;
  for (const child of running) child.kill('SIGTERM');
}
export const brokenOff = (): boolean => broken;

export type Command = readonly [command: string, ...args: string[]];

/** Starts a command with a small environment. It is ended when the measurement is broken off. */
export function start([command, ...args]: Command, cwd: string, env: Record<string, string> = {}) {
  if (broken) throw new Error('the measurement was broken off');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, args, { cwd, env: { PATH, HOME, LANG: 'C.UTF-8', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

export interface Ended {
  ms: number;
  peakMB: number;
  output: string;
}

/** Runs a command to its end. Throws with the end of its output when it fails. */
export async function run(command: Command, cwd: string, env: Record<string, string> = {}): Promise<Ended> {
  const begun = performance.now();
  const child = start(command, cwd, env);
  const peak = child.pid === undefined ? () => 0 : watchMemory(child.pid);
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  let ms = 0;
  child.once('exit', () => {
    ms = performance.now() - begun;
  });
  try {
    const code = await new Promise<number | string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status, signal) => resolve(status ?? signal ?? 'nothing'));
    });
    const output = Buffer.concat(parts).toString();
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output.slice(-3000)}`);
    return { ms, peakMB: peak(), output };
  } finally {
    peak();
  }
}
