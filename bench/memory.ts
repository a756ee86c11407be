import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 100;

/** Parents and resident kilobytes of every process, from proc_pid_status(5). */
function processes(): Map<number, { parent: number; kB: number }> {
  const found = new Map<number, { parent: number; kB: number }>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/status`, 'latin1');
      const number = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      found.set(Number(name), { parent: number('PPid'), kB: number('VmRSS') });
    } catch {
      // It ended between being listed and being read.
    }
  }
  return found;
}

/** Resident memory (RSS) of a process and all its descendants together, in MB. Pages that they share count for each. */
export function memoryOf(pid: number): number {
  const all = processes();
  const within = (one: number): boolean => one === pid || (all.has(one) && within(all.get(one)!.parent));
  return [...all].reduce((sum, [one, { kB }]) => (within(one) ? sum + kB / 1024 : sum), 0);
}

/** Samples the memory of a process tree about ten times a second until the returned function is called, which gives the highest sum in MB. */
export function watchMemory(pid: number): () => number {
  let peak = memoryOf(pid);
  const sample = () => {
    peak = Math.max(peak, memoryOf(pid));
  };
  const timer = setInterval(sample, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    sample();
    return Math.round(peak);
  };
}
