import { type DraftStep, EntryHistory, type Signature, type Version } from '../../protocol/history.ts';
import { api } from '../../protocol/paths.ts';
import { type Stage, STAGE_NAMES } from '../../protocol/roles.ts';
import type { DeskClient } from '../backend/desk-client.ts';
import type { EntryKey } from '../backend/slug.ts';
import { element } from '../dialogs/dialog.ts';
import { collectionLabel, editorAddress, entryLabel, pageAddress } from './names.ts';
import { approvalAddress, hashOf } from './place.ts';
import { readOn } from './read-on.ts';
import { askToRestoreVersion } from './restore-version.ts';
import { because, inOneLine, parted, time, type View, whenAndWho } from './told.ts';

/** One entry's versions: its open draft step by step, and what was published. `failed` tells of a page that could not be read. */
export async function entryView(client: DeskClient, key: EntryKey, failed: (error: unknown) => void): Promise<View> {
  const read = (from?: string) => client.read(`${api.history}?${new URLSearchParams({ ...key, ...(from ? { from } : {}) })}`, EntryHistory);
  const history = await read();
  const choices = chooser(key);
  const list = element('ol', { role: 'list', class: 'list' });
  const more = element('div', { class: 'more' });
  const told = new Map<string, Version | DraftStep>();
  const offer = (...versions: readonly (Version | DraftStep)[]) => {
    for (const version of versions) told.set(version.commit, version);
    choices.offer(versions);
  };
  const add = ({ versions, next }: EntryHistory, current: boolean) => {
    for (const [index, version] of versions.entries()) {
      offer(version, ...version.draft.steps.filter(({ changed }) => changed));
      list.append(publishedItem(key, version, current && index === 0));
    }
    more.replaceChildren(...(next ? [element('button', { type: 'button', class: 'desk-button', 'data-from': next }, '看更早的版本')] : []));
  };
  const { draft } = history;
  // What the draft says now need not be restored.
  const newest = draft?.steps.find(({ changed }) => changed);
  offer(...(draft?.steps ?? []).filter(({ changed }) => changed));
  add(history, history.published);

  const content = element(
    'div',
    {},
    links(key, history),
    choices.form,
    ...(draft ? [
      section('draft', '草稿', element('ol', { role: 'list', class: 'list' }, ...draft.steps.map((step) => stepItem(key, step, step === newest))), ...(draft.more ? [earlier()] : [])),
    ] : []),
    section('published', '发布过的版本', history.versions.length ? list : element('p', { class: 'empty' }, '还没有发布过。'), more),
  );
  content.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-restore], button[data-from]') : null;
    if (!button) return;
    const version = told.get(button.dataset['restore'] ?? '');
    if (version) void askToRestoreVersion(client, key, version, draft !== null);
    const { from } = button.dataset;
    if (from === undefined) return;
    void readOn(button, async () => {
      add(await read(from), false);
      return document.getElementById(`v-${from}`);
    }, failed);
  });
  return {
    title: history.title ?? entryLabel(key),
    lead: `${collectionLabel(key.collection)} · ${key.id} 的历史：每个版本是谁、什么时候、为什么改的，改了哪些字。`,
    content: [content],
  };
}

function links(key: EntryKey, { published, draft, versions }: EntryHistory): HTMLElement {
  const page = published ? pageAddress(key) : undefined;
  return element('p', { class: 'when' }, ...parted(
    element('a', { href: editorAddress(key) }, '打开编辑'),
    page ? element('a', { href: page }, '看网页') : '',
    draft || versions.some(({ kind }) => kind === 'publication') ? element('a', { href: approvalAddress(key) }, draft ? '草稿的发稿审批单' : '发稿审批单') : '',
  ));
}

const section = (id: string, title: string, ...content: Node[]): HTMLElement =>
  element('section', { 'aria-labelledby': `${id}-title` }, element('h2', { id: `${id}-title` }, title), ...content);
const earlier = (): HTMLElement => element('p', { class: 'empty' }, '更早的各步没有列出。');

function publishedItem(key: EntryKey, version: Version, current: boolean): HTMLElement {
  const { commit, what, title, kind, gone, signatures, writers, draft, release } = version;
  const steps = draft.steps;
  return element(
    'li',
    { class: 'deed' },
    element('h3', { id: `v-${commit}`, tabindex: '-1' }, what, title ? `：${title}` : '', ...(current ? [' ', element('span', { class: 'badge' }, '现在的文字')] : [])),
    ...because(version),
    whenAndWho(version, ...parted(
      release ? element('a', { href: `/admin/releases/#r-${release}` }, '这次发布') : '',
      kind === 'publication' ? element('a', { href: approvalAddress(key, commit) }, '发稿审批单') : '',
    )),
    ...(writers.length || signatures.length ? [chainLine(writers, signatures)] : []),
    acts(key, commit, current || gone ? undefined : commit),
    ...(steps.length ? [element(
      'details',
      {},
      element('summary', {}, `发布以前的 ${steps.length} 步`),
      element('ol', { role: 'list' }, ...steps.map((step) => stepItem(key, step))),
      ...(draft.more ? [earlier()] : []),
    )] : []),
  );
}

/** Who wrote and who signed, stage by stage. */
function chainLine(writers: Version['writers'], signatures: readonly Signature[]): HTMLElement {
  const stages = [...new Set(signatures.map(({ stage }) => stage))];
  const row = (name: string, ...said: (Node | string)[]) => element('div', {}, element('dt', {}, name), element('dd', {}, ...said));
  return element(
    'dl',
    { class: 'chain' },
    ...(writers.length ? [row('撰稿', writers.map(({ name }) => name).join('、'))] : []),
    ...stages.map((stage: Stage) => row(STAGE_NAMES[stage], ...parted(...signatures.filter((sign) => sign.stage === stage).map(signed)))),
  );
}

const signed = ({ of, by, standsFor, at }: Signature): HTMLElement => element(
  'span', {}, `${of === 'review' ? '审' : '校'}：${by.name}${standsFor ? `（代 ${standsFor.name}）` : ''}`, ...(at ? [' ', time(at)] : []),
);

function stepItem(key: EntryKey, step: DraftStep, current = false): HTMLElement {
  return element(
    'li',
    { class: 'deed' },
    element('h3', { id: `v-${step.commit}`, tabindex: '-1' }, step.what, step.title ? `：${step.title}` : ''),
    ...because(step),
    whenAndWho(step),
    ...(step.changed ? [acts(key, step.commit, current ? undefined : step.commit)] : []),
  );
}

/** What can be done with a version. Of many links that say the same, each says to a screen reader which version is meant. */
function acts(key: EntryKey, commit: string, restorable: string | undefined): HTMLElement {
  const of = (id: string) => ({ id, 'aria-labelledby': `${id} v-${commit}` });
  return element(
    'p',
    { class: 'act' },
    element('a', { href: hashOf({ what: 'versions', ...key, to: commit }), ...of(`c-${commit}`) }, '改了哪些字'),
    ...(restorable ? [element('button', { type: 'button', class: 'desk-button', 'data-restore': restorable, ...of(`b-${commit}`) }, '恢复这一版')] : []),
  );
}

/** The form that puts any two versions beside each other. */
function chooser(key: EntryKey): { form: HTMLElement; offer: (versions: readonly (Version | DraftStep)[]) => void } {
  const [older, newer] = [element('select', { id: 'older' }), element('select', { id: 'newer' })];
  const form = element(
    'form',
    { class: 'chooser', hidden: '', 'aria-label': '比较两个版本' },
    element('label', { for: 'older' }, '比较'), older, element('label', { for: 'newer' }, '和'), newer,
    element('button', { type: 'submit', class: 'desk-button' }, '比较'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.hash = hashOf({ what: 'versions', ...key, from: older.value, to: newer.value });
  });
  return {
    form,
    offer: (versions) => {
      const begun = newer.childElementCount;
      for (const version of versions) for (const select of [older, newer]) select.append(element('option', { value: version.commit }, inOneLine(version)));
      // The newest and the one before it, until somebody chooses.
      if (begun < 2) older.selectedIndex = Math.min(1, older.childElementCount - 1);
      form.hidden = newer.childElementCount < 2;
    },
  };
}
