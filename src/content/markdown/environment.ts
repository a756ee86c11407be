import { type Finding, finding } from '../finding.ts';
import type { Media } from '../media.ts';

export interface Heading {
  depth: number;
  id: string;
  text: string;
}

export interface MarkdownContext {
  /** The file and the line on which the Markdown begins, for findings. */
  file: string;
  line: number;
  media: (address: string) => Media | undefined;
}

/** What travels through markdown-it's `env`; the plugins in `markdown/` read and write it. */
export interface Environment {
  context: MarkdownContext;
  headings: Heading[];
  findings: Finding[];
  hasHtml: boolean;
}

/** A finding at a line of the body; `line` from 0, as markdown-it counts. */
export const bodyFinding = (env: Environment, line: number, rule: string, sentence: string, example?: string): Finding =>
  finding(env.context.file, rule, sentence, { line: env.context.line + line, field: ['body'], ...(example ? { example } : {}) });
