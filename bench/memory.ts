import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 1000;

/** Parents of every process, from proc_pid_status(5). */
function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      found.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'latin1'))?.[1] ?? 0));
    } catch {
      // It ended between being listed and being read.
    }
  }
  return found;
}

/** The proportional share of a process in MB (PSS, `smaps_rollup` of proc_pid_smaps(5)): a page that n processes map counts a nth for each. */
function shareOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0) / 1024;
  } catch {
    // It has ended.
    return 0;
  }
}

/** Memory of a process and all its descendants together, in MB. What they share counts once. */
export function memoryOf(pid: number): number {
  const all = parents();
  const within = (one: number): boolean => one === pid || (all.has(one) && within(all.get(one)!));
  return [...all.keys()].reduce((sum, one) => (within(one) ? sum + shareOf(one) : sum), 0);
}

/** Samples the memory of a process tree about once a second until the returned function is called, which gives the highest sum in MB. */
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
