/** What each child said when it was made: folding and focusing change the element since. */
const said = new WeakMap<Element, string>();

/**
 * Gives an element these children, each with a `data-key` of its own. A child that still says the same stays as it is. One that
 * says something else is replaced, with what was unfolded in it (by `data-fold`) and with the focus (by `data-focus`, or at
 * its heading where what had the focus is gone).
 */
export function renew(parent: Element, wanted: readonly HTMLElement[]): void {
  const there = new Map([...parent.children].map((child) => [(child as HTMLElement).dataset['key'], child as HTMLElement]));
  const next = wanted.map((made) => {
    const html = made.outerHTML;
    const old = there.get(made.dataset['key']);
    there.delete(made.dataset['key']);
    if (old && said.get(old) === html) return old;
    said.set(made, html);
    if (old) replace(old, made);
    return made;
  });
  for (const gone of there.values()) gone.remove();
  // What stays is not moved: moving takes the focus away.
  let place = parent.firstElementChild;
  for (const child of next) {
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
}

function replace(old: HTMLElement, made: HTMLElement): void {
  for (const fold of made.querySelectorAll<HTMLDetailsElement>('details[data-fold]')) {
    fold.open = old.querySelector<HTMLDetailsElement>(`details[data-fold="${CSS.escape(fold.dataset['fold'] ?? '')}"]`)?.open ?? false;
  }
  const focused = old.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
  old.replaceWith(made);
  if (!focused) return;
  const name = focused.dataset['focus'];
  const target = (name === undefined ? null : made.querySelector<HTMLElement>(`[data-focus="${CSS.escape(name)}"]`)) ?? made.querySelector<HTMLElement>('[tabindex="-1"]');
  target?.focus({ preventScroll: true });
}
