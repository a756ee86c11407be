import type { DeskClient } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { watch } from '../page/watch.ts';
import { isMine } from './group.ts';

const EVERY = 60_000;

/**
 * The number of what waits for this person, in every `<desk-waiting>` of the page: Decap's head has one beside 待办 (`amendments.ts`), and makes
 * it anew whenever it comes back from the editor.
 */
export function countWaiting(client: Pick<DeskClient, 'ask'>, page: Document): { changed: () => void } {
  const shown = new Set<HTMLElement>();
  let count = 0;
  const show = (place: HTMLElement) => place.replaceChildren(...(count ? [String(count), element('span', { class: 'desk-unseen' }, ' 件')] : []));
  const look = async () => {
    if (shown.size === 0) return;
    // What cannot be asked now stays as it was: the page behind the link says why.
    const answer = await client.ask('waiting', {}).catch(() => undefined);
    if (answer) count = answer.waiting.filter(isMine).length;
    for (const place of shown) show(place);
  };
  const desk = watch(look, EVERY, page);
  customElements.define('desk-waiting', class extends HTMLElement {
    connectedCallback() {
      shown.add(this);
      show(this);
      void desk.again();
    }

    disconnectedCallback() {
      shown.delete(this);
    }
  });
  return { changed: () => void desk.again() };
}
