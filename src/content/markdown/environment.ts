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
  /** The addresses under `/media/` that the text shows or links. */
  shown: Set<string>;
  hasHtml: boolean;
}

/** Takes note of an upload that the text names; one that is not there is a finding. Gives it, if it is there. */
export function useMedia(env: Environment, address: string, line: number, sentence: string): Media | undefined {
  const media = env.context.media(address);
  if (media) env.shown.add(address);
  else env.findings.push(bodyFinding(env, line, 'media', sentence));
  return media;
}

/** An address as people write it; one that cannot be decoded stays as it is. */
export function decodeAddress(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** A finding at a line of the body; `line` from 0, as markdown-it counts. */
export const bodyFinding = (env: Environment, line: number, rule: string, sentence: string, example?: string): Finding =>
  finding(env.context.file, rule, sentence, { line: env.context.line + line, field: ['body'], ...(example ? { example } : {}) });
