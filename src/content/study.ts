import type { AnyCollection } from '../model/collections.ts';
import type { Finding } from './finding.ts';
import { renderMarkdown } from './markdown.ts';
import type { Heading } from './markdown/environment.ts';
import type { Media } from './media.ts';
import { parseFile } from './parse.ts';

/** What is known of an entry without its text: small, kept in memory. */
export interface Facts {
  /** Judged; without the Markdown. */
  data: Record<string, unknown>;
  /** The uploads that the text shows or links, by address. */
  shown: readonly string[];
  /** The versions of the uploads that were looked at while the text was rendered: with others it must be rendered again. */
  used: Readonly<Record<string, string>>;
}

/** An entry's text as its page shows it. */
export interface Body {
  html: string;
  headings: Heading[];
}

export type Studied = { facts: Facts; body: Body; findings: Finding[] } | { facts?: undefined; findings: Finding[] };

/** Parses, judges and renders one entry's file. Pure; findings instead of facts where the file breaks the model. */
export function study(path: string, bytes: Buffer, declaration: AnyCollection, media: (address: string) => Media | undefined): Studied {
  const parsed = parseFile(path, bytes, declaration);
  if (!parsed.ok) return { findings: parsed.findings };
  const used: Record<string, string> = {};
  const { html, headings, findings, shown } = renderMarkdown(parsed.body, {
    file: path,
    line: parsed.bodyLine,
    media: (address) => {
      const found = media(address);
      if (found) used[address] = found.version;
      return found;
    },
  });
  const { body: _body, ...data } = parsed.data;
  return { facts: { data, shown, used }, body: { html, headings }, findings };
}
