/** Reads on because a button was pressed, once at a time. `read` gives what the focus goes to; `failed` says why it could not. */
export async function readOn(button: HTMLElement, read: () => Promise<HTMLElement | null | undefined>, failed: (error: unknown) => void): Promise<void> {
  if (button.getAttribute('aria-disabled') === 'true') return;
  // Not `disabled`: the focus would be lost.
  button.setAttribute('aria-disabled', 'true');
  try {
    (await read())?.focus();
  } catch (error) {
    button.removeAttribute('aria-disabled');
    failed(error);
  }
}
