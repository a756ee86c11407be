import { stringify } from 'yaml';
import type { Fault } from '../model/judge.ts';

/** What a check says of a file: rule, place, sentence, severity, and a corrected example where one helps. */
export interface Finding {
  rule: string;
  severity: 'error' | 'warning';
  file: string;
  /** From 1. */
  line: number;
  field: (string | number)[];
  sentence: string;
  /** YAML or Markdown as it should stand. */
  example?: string;
}

/** A finding about a whole file or a line of it. */
export const finding = (file: string, rule: string, sentence: string, more: Partial<Finding> = {}): Finding => ({
  rule, severity: 'error', file, line: 1, field: [], sentence, ...more,
});

/** Gives the model's fault its file, its line and its example as YAML. */
export function fromFault(fault: Fault, file: string, line: number): Finding {
  const name = [...fault.field].reverse().find((part) => typeof part === 'string');
  const example = fault.example !== undefined && name !== undefined && name !== 'body'
    ? { example: stringify({ [name]: fault.example }).trimEnd() }
    : {};
  return { rule: fault.rule, severity: 'error', file, line, field: [...fault.field], sentence: fault.sentence, ...example };
}

/** The report that stops a build: all findings, grouped by file, as a person reads them in a terminal. */
export function report(findings: readonly Finding[]): string {
  const files = Map.groupBy(findings, (f) => f.file);
  const blocks = [...files].map(([file, found]) =>
    [file, ...found.map((f) => `  第 ${f.line} 行${f.field.length ? `（${f.field.join('.')}）` : ''}：${f.sentence}${f.example ? `\n${indent(`应形如：\n${f.example}`)}` : ''}`)].join('\n'),
  );
  return `内容有 ${findings.length} 处问题，未发布：\n${blocks.join('\n')}`;
}

const indent = (text: string) => text.split('\n').map((line) => `      ${line}`).join('\n');

/** Content that breaks the model: carries every finding at once. */
export class ContentError extends Error {
  override name = 'ContentError';
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(report(findings));
    this.findings = findings;
  }
}
