import { Texts, type VersionText } from '../../protocol/history.ts';
import { api } from '../../protocol/paths.ts';
import type { DeskClient } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { entryLabel } from './names.ts';
import { type Paragraph, paragraphsOf, passagesOf } from './paragraphs.ts';
import { hashOf, type Place } from './place.ts';
import { type View, whenAndWho } from './told.ts';
import { changedFields } from './value-text.ts';
import { compare, type Piece } from './words.ts';

/** Two versions of an entry: which fields and which words of the body differ. */
export async function versionsView(client: DeskClient, { collection, id, to, from }: Extract<Place, { what: 'versions' }>): Promise<View> {
  const key = { collection, id };
  const texts = await client.read(`${api.historyTexts}?${new URLSearchParams({ ...key, to, ...(from ? { from } : {}) })}`, Texts);
  const { before, after } = texts;
  const body = compare(before?.body ?? '', after?.body ?? '');
  const fields = changedFields(collection, id, before?.fields ?? {}, after?.fields ?? {}).map(({ label, before: old, after: now }) => ({ label, ...compare(old, now) }));
  const bodyChanged = body.pieces.some(({ kind }) => kind !== 'same');
  return {
    title: after?.title ?? before?.title ?? entryLabel(key),
    lead: '两个版本之间改了哪些字。',
    content: [
      element('p', { class: 'when' }, element('a', { href: hashOf({ what: 'entry', ...key }) }, '回到全部版本')),
      element('div', { class: 'sides' }, side('较早的', before, '那时还没有这一条'), side('较新的', after, '这一条已经没有了')),
      legend(),
      ...notes(texts, body.byWords && fields.every(({ byWords }) => byWords)),
      ...(fields.length || bodyChanged ? [] : [element('p', { class: 'empty' }, '文字没有变。')]),
      ...(fields.length ? [part('fields', '各项', element('dl', { class: 'fields' }, ...fields.map(({ label, pieces }) => element('div', {}, element('dt', {}, label), element('dd', {}, ...marked(pieces))))))] : []),
      ...(bodyChanged ? [part('body', before?.fields === null || after?.fields === null ? '全文' : '正文', element('div', { class: 'text' }, ...passagesOf(paragraphsOf(body.pieces)).map(passage)))] : []),
    ],
  };
}

const part = (id: string, title: string, content: Node): HTMLElement =>
  element('section', { 'aria-labelledby': `${id}-title` }, element('h2', { id: `${id}-title` }, title), content);

const side = (name: string, version: VersionText | null, none: string): HTMLElement => element(
  'div', {}, element('h2', {}, name), ...(version ? [element('p', {}, `${version.what}${version.title ? `：${version.title}` : ''}`), whenAndWho(version)] : [element('p', { class: 'empty' }, none)]),
);

/** What the marks mean, by the marks themselves. */
const legend = (): HTMLElement => element('p', { class: 'legend' }, ...marked([{ kind: 'removed', text: '删去的字' }, { kind: 'added', text: '新增的字' }]), ' ¶ 表示换行。');

function notes({ before, after }: Texts, byWords: boolean): HTMLElement[] {
  const said = [
    ...(byWords ? [] : ['文字太长，或者改动太多，有的地方按整段比较。']),
    ...(before?.clipped || after?.clipped ? ['文字太长，只比较前三十万字。'] : []),
    ...(before?.fields === null || after?.fields === null ? ['有一个版本的文件写法不对，读不出各项，所以比较整个文件。'] : []),
  ];
  return said.map((sentence) => element('p', { class: 'notice care' }, sentence));
}

function passage({ folded, paragraphs }: ReturnType<typeof passagesOf>[number]): HTMLElement {
  const lines = paragraphs.map(line);
  if (!folded) return element('div', {}, ...lines);
  return element('details', {}, element('summary', {}, `没有改动的 ${paragraphs.filter(({ pieces }) => pieces.some(({ text }) => text.trim())).length} 段`), ...lines);
}

const line = ({ pieces, changed }: Paragraph): HTMLElement => element('p', changed ? { class: 'changed' } : {}, ...marked(pieces, true));

/** Marks that are seen without colours, and heard: not every screen reader tells of `ins` and `del`. */
function marked(pieces: readonly Piece[], asLine = false): (Node | string)[] {
  return pieces.map(({ kind, text }) => {
    if (kind === 'same') return asLine ? text.replace(/\n$/, '') : text;
    const [tag, said] = kind === 'added' ? (['ins', '新增'] as const) : (['del', '删去'] as const);
    return element(tag, {}, element('span', { class: 'unseen' }, `［${said}］`), text.replaceAll('\n', asLine ? '¶' : '¶\n'), element('span', { class: 'unseen' }, `［${said}完］`));
  });
}
