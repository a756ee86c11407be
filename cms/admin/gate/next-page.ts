import { pages } from '../../protocol/paths.ts';

/** The sign-in page's address, with the place in the desk to come back to (a hash such as `#/collections/news`). */
export const signInAddress = (hash: string): string =>
  hash.startsWith('#/') ? `${pages.signIn}?${new URLSearchParams({ next: hash })}` : pages.signIn;

/**
 * Where to go after signing in: the place in `?next=`, or the hash itself, which a browser keeps where the desk leads it
 * here. Only a place inside the desk is one, whatever the address says.
 */
export function placeAfterSignIn({ search, hash }: { search: string; hash: string }): string {
  const next = new URLSearchParams(search).get('next') ?? hash;
  return next.startsWith('#/') ? `${pages.admin}${next}` : pages.admin;
}
