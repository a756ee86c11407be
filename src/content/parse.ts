import { isNode } from 'yaml';
import type { AnyCollection } from '../model/collections.ts';
import { judge } from '../model/judge.ts';
import { type Finding, finding, fromFault } from './finding.ts';
import { readCarefully, readQuickly } from './head.ts';

/** A file's values, judged; `bodyLine` is the line on which the Markdown begins, from 1. */
export type Parsed = { ok: true; data: Record<string, unknown>; body: string; bodyLine: number } | { ok: false; findings: Finding[] };

/** Characters of frontmatter, or of a setting: a list of 500 names has 40,000. The parser's check for double keys is quadratic. */
const LONGEST_HEAD = 96 * 1024;
/** Findings of one file that are told; whoever mends these sees the rest. */
const MOST = 50;

const FENCE = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/;

/** Parses an entry (`.md`: frontmatter and Markdown) or a setting (`.yml`) and judges it. Every problem at once. */
export function parseFile(path: string, bytes: Buffer, declaration: AnyCollection): Parsed {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, findings: [finding(path, 'encoding', '文件不是 UTF-8 编码；请用 UTF-8 另存')] };
  }
  const markdown = path.endsWith('.md');
  const match = markdown ? FENCE.exec(text) : null;
  if (markdown && !match) {
    return { ok: false, findings: [finding(path, 'frontmatter', '文件要以 --- 开头，写完各项后再以 --- 结束，然后才是正文', { example: '---\ntitle: 标题\n---\n正文。' })] };
  }
  const yaml = match ? (match[1] ?? '') : text;
  const rest = match ? text.slice(match[0].length).replace(/\r\n/g, '\n') : '';
  const body = rest.trim();
  const lineOffset = match ? 1 : 0;
  const blank = rest.slice(0, rest.length - rest.trimStart().length).split('\n').length - 1;
  const bodyLine = match ? match[0].split('\n').length + blank : 1;

  if (yaml.length > LONGEST_HEAD) {
    return { ok: false, findings: [finding(path, 'size', `开头的各项太长（最多 ${LONGEST_HEAD / 1024} 千字符）；长名单请放在附件里`)] };
  }
  const takesBody = markdown && 'body' in declaration.fields;
  const withBody = (values: unknown) => (takesBody && isMapping(values) ? { ...values, body } : values);
  const quick = takesBody || !body ? readQuickly(yaml) : undefined;
  if (isMapping(quick) && !(takesBody && 'body' in quick)) {
    const judged = judge(declaration, withBody(quick));
    if (judged.ok) return { ok: true, data: judged.data, body, bodyLine };
  }
  // Something is wrong, or unusual: the parser that knows the lines has the last word.
  const { document, lines } = readCarefully(yaml);
  if (document.errors.length) {
    return {
      ok: false,
      findings: document.errors.slice(0, MOST).map((error) =>
        finding(path, 'yaml', `这一行的写法不对（${yamlSentence(error.code)}）`, { line: (error.linePos?.[0].line ?? 1) + lineOffset }),
      ),
    };
  }
  let values: unknown;
  try {
    values = document.toJS({ maxAliasCount: 20 });
  } catch {
    return { ok: false, findings: [finding(path, 'yaml', '引用（& 和 *）太多；请直接写出内容')] };
  }
  if (takesBody && isMapping(values) && 'body' in values) {
    return { ok: false, findings: [finding(path, 'body', '正文写在第二个 --- 之后，不写在 body 项里')] };
  }
  if (markdown && !takesBody && body) {
    return { ok: false, findings: [finding(path, 'body', `${declaration.label}没有正文，第二个 --- 之后请留空`, { line: bodyLine })] };
  }
  const judged = judge(declaration, withBody(values));
  if (judged.ok) return { ok: true, data: judged.data, body, bodyLine };
  const lineOf = (field: readonly (string | number)[]): number => {
    if (field[0] === 'body') return bodyLine;
    for (let depth = field.length; depth > 0; depth--) {
      const node = document.getIn(field.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line + lineOffset;
    }
    return 1;
  };
  return { ok: false, findings: judged.faults.slice(0, MOST).map((fault) => fromFault(fault, path, lineOf(fault.field))).sort((a, b) => a.line - b.line) };
}

const isMapping = (values: unknown): values is Record<string, unknown> => typeof values === 'object' && values !== null && !Array.isArray(values);

function yamlSentence(code: string): string {
  const sentences: Record<string, string> = {
    DUPLICATE_KEY: '同一个名称写了两次',
    TAB_AS_INDENT: '缩进用了制表符，请改用空格',
    BAD_INDENT: '缩进不对齐',
    MISSING_CHAR: '缺少引号、括号或冒号后的空格',
    BAD_SCALAR_START: '值以特殊符号开头，请加上英文引号',
    MULTILINE_IMPLICIT_KEY: '名称不能跨行，可能少了冒号',
    BAD_ALIAS: '值以 * 开头，请加上英文引号',
  };
  return sentences[code] ?? code;
}
