import { cpus, loadavg, totalmem } from 'node:os';

/** What a figure is worthless without. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGB: number;
  node: string;
  /** ISO 8601. */
  date: string;
  /** The average load of the minute before the measurement: what else the machine was doing. */
  load: number;
}

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  date: new Date().toISOString(),
  load: Math.round(loadavg()[0]! * 10) / 10,
});
