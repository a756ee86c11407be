import './panel.css';
import './state.css';
import './offers.css';
import './chain.css';
import type { Session } from '../../protocol/session.ts';
import type { Standing } from '../../protocol/store.ts';
import type { DeskBackend } from '../backend/backend.ts';
import { type DeskClient, DeskError } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { renew } from '../page/renew.ts';
import { trouble, troubleDoing } from '../page/trouble.ts';
import { watch } from '../page/watch.ts';
import { isBehind } from './behind.ts';
import type { Deed } from './deed.ts';
import { editor } from './editor.ts';
import { links, offer } from './offer.ts';
import { type EntryPlace, placeOf } from './place.ts';
import { chain, head, note, notes, steps } from './present.ts';
import { ask } from './question.ts';
import { sheet } from './sheet.ts';
import type { PanelVerb } from './verbs.ts';
import { lastChange, names, stateOf } from './words.ts';

const EVERY = 20_000;
/** Verbs that agree to a text: it must be the one that was read. */
const AGREES: readonly PanelVerb[] = ['submit', 'sign', 'publish', 'schedule', 'publish-urgently'];

export interface PanelParts {
  client: DeskClient;
  session: Session;
  /** Decap makes it when it has read its configuration. */
  backend: () => DeskBackend | undefined;
}

/** The panel beside an entry: where it stands, who has signed, and what this person may do now. It follows the address and the desk. */
export function openPanel({ client, session, backend }: PanelParts): { changed: () => void } {
  const me = session.username;
  const top = element('div', {});
  const said = element('p', { class: 'desk-said', role: 'status' });
  const wrong = element('p', { class: 'desk-wrong', role: 'alert' });
  const body = element('div', {});
  const panel = element('aside', { id: 'desk-panel', class: 'desk-panel', 'aria-label': '审签', hidden: '' }, top, said, wrong, body);
  const { button, label } = sheet(panel);
  document.body.append(button, panel);

  let place = placeOf(location.hash);
  let standing: Standing | undefined;
  /** Why it could not be read. */
  let unread: string | undefined;
  /** Something is being done that another click must not do again. */
  let busy = false;
  /** Whether what is said in `wrong` is only why a button did nothing: over when that is over. */
  let hindered = false;

  const desk = watch(look, EVERY, document);
  let latest = Promise.resolve();
  const again = () => (latest = desk.again());

  async function look(): Promise<void> {
    const at = place;
    if (at.what !== 'entry') return show();
    const before = backend()?.baseOf(at.path);
    try {
      const answer = await client.ask('standing', at.key);
      if (place !== at) return;
      // Somebody saved on this page meanwhile: the answer may be of before.
      if (backend()?.baseOf(at.path) !== before) return await look();
      heard(at, answer.standing);
    } catch (error) {
      if (place !== at) return;
      unread = error instanceof DeskError && error.code === 'signed-out' ? '登录已过期。请在新标签页重新登录，这里会接着更新。' : trouble(error);
    }
    show();
  }

  function heard(at: EntryPlace, now: Standing): void {
    const word = stateOf(now).word;
    if (standing && !busy && stateOf(standing).word !== word) said.textContent = `现在：${word}`;
    standing = now;
    unread = undefined;
    // 就绪 on the board, and what colleagues do: Decap shows the state that it was told last.
    if (now.status && !editor.busy && !behind() && editor.status(at) !== now.status) editor.tell(at, now.status);
  }

  function behind(): boolean {
    if (place.what !== 'entry' || !standing || !editor.shows(place)) return false;
    return isBehind(standing, { version: backend()?.baseOf(place.path), status: editor.status(place) });
  }

  function show(): void {
    const entry = place.what === 'entry' ? place : undefined;
    panel.hidden = place.what === 'elsewhere';
    document.body.classList.toggle('desk-beside', place.what !== 'elsewhere');
    if (!entry) {
      label(place.what === 'new' ? '还没有保存' : undefined);
      renew(top, place.what === 'new' ? [element('header', { 'data-key': 'new' }, element('h2', { tabindex: '-1' }, '审签'), element('p', { class: 'desk-fine' }, '第一次保存以后，就可以在这里送审。'))] : []);
      return renew(body, []);
    }
    label(standing ? stateOf(standing).word : '正在读取');
    renew(top, standing ? [head(entry, standing, me)] : [element('p', { class: 'desk-fine', 'data-key': 'opening' }, '正在读取审签情况……')]);
    renew(body, [
      ...(unread === undefined ? [] : [note('unread', 'wrong', '没有读到最新的情况', element('p', {}, unread), element('p', {}, element('button', { type: 'button', class: 'desk-button', 'data-act': 'again', 'data-focus': 'again' }, '再试一次')))]),
      ...(standing ? [...mine(standing), ...notes(standing, me), offer(standing), ...(standing.withdrawn && standing.status === null ? [] : [chain(standing)]), steps(standing, me), links(entry, standing)] : []),
    ]);
    if (hindered && !hindrance('sign')) {
      wrong.textContent = '';
      hindered = false;
    }
    for (const one of body.querySelectorAll('button[data-verb]')) one.setAttribute('aria-disabled', String(busy || editor.unsaved));
  }

  /** What is so of this page alone: something is not saved, or not read. */
  function mine(now: Standing): HTMLElement[] {
    const changed = lastChange(now);
    const who = changed && changed.by.username !== me ? names([changed.by]) : '这一条';
    return [
      ...(editor.unsaved ? [note('unsaved', 'calm', '有修改还没有保存', element('p', {}, '先点上面的“保存”，再送审、审签或发布。'))] : []),
      ...(behind() ? [note(
        'behind', 'care', now.status === null ? '草稿刚刚发布或删除了' : `${who}刚刚改过`,
        ...(editor.unsaved
          ? [element('p', {}, '您保存的时候会看到两份文字，谁的都不会丢。')]
          : [element('p', {}, '您看到的还是原来的文字。'), element('p', {}, element('button', { type: 'button', class: 'desk-button', 'data-act': 'reload', 'data-focus': 'reload' }, '看新的文字'))]),
      )] : []),
    ];
  }

  /** Does what was decided. Gives a sentence where it did not succeed, an empty one where a dialog has said it. */
  async function run(at: EntryPlace, deed: Deed): Promise<string | undefined> {
    const unseen: string[] = [];
    busy = true;
    show();
    try {
      await backend()!.step(at.key, async () => {
        const outcome = await deed.send(client);
        if (outcome.unseen) unseen.push(outcome.unseen);
        return outcome.draft;
      });
    } catch (error) {
      await again();
      if (error instanceof DeskError && error.theirs.length + error.findings.length > 0) return '';
      return error instanceof DeskError && error.code === 'signed-out' ? '登录已过期。请在新标签页重新登录，再点一次。' : troubleDoing(error);
    } finally {
      busy = false;
      show();
    }
    // The step has made the panel look again.
    await latest;
    const word = standing && stateOf(standing).word;
    said.textContent = word && !deed.done.includes(word) ? `${deed.done}现在：${word}` : deed.done;
    wrong.textContent = unseen.join('');
    await settle(at, deed.rewrites);
    return undefined;
  }

  /** Makes Decap's view right. What is typed and not saved is never lost: the note says what to do. */
  async function settle(at: EntryPlace, rewritten: boolean): Promise<void> {
    if (place !== at || !standing) return;
    if (standing.status === null && !standing.published) editor.leave(at);
    else if (!editor.unsaved && (rewritten || behind())) await editor.reload(at);
    show();
  }

  async function begin(verb: PanelVerb): Promise<void> {
    if (busy || editor.busy || place.what !== 'entry' || !standing) return;
    const at = place;
    const sentence = hindrance(verb);
    hindered = sentence !== undefined;
    wrong.textContent = sentence ?? '';
    if (sentence !== undefined) return;
    let refused: string | undefined;
    const done = await ask(verb, { place: at, standing, run: async (deed) => (refused = await run(at, deed)) });
    // A dialog has said its own.
    if (!done && refused && (verb === 'submit' || verb === 'unschedule')) wrong.textContent = refused;
    // The button that was pressed may be gone.
    if (done && (document.activeElement === document.body || !document.activeElement)) top.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  }

  /** Why a verb is not even asked for from this page now. */
  function hindrance(verb: PanelVerb): string | undefined {
    if (editor.unsaved) return '有修改还没有保存。请先点上面的“保存”。';
    if (place.what !== 'entry' || !AGREES.includes(verb)) return undefined;
    if (behind()) return '这一条刚刚改过，您看到的还是原来的文字。请先点“看新的文字”。';
    return editor.shows(place) ? undefined : '文字还在读取，请稍候再点。';
  }

  panel.addEventListener('click', ({ target }) => {
    const pressed = target instanceof Element ? target.closest<HTMLElement>('button') : null;
    const { verb, act } = pressed?.dataset ?? {};
    if (verb) void begin(verb as PanelVerb);
    if (act === 'again') void again();
    if (act === 'reload' && place.what === 'entry' && !editor.unsaved) void editor.reload(place).then(again);
  });
  window.addEventListener('hashchange', () => {
    const next = placeOf(location.hash);
    if (JSON.stringify(next) === JSON.stringify(place)) return;
    place = next;
    standing = unread = undefined;
    said.textContent = wrong.textContent = '';
    panel.scrollTop = 0;
    show();
    void again();
  });
  window.addEventListener('focus', () => void again());
  editor.watch(show);
  show();
  return { changed: () => void again() };
}
