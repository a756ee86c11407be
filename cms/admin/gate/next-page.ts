import { pages } from '../../protocol/paths.ts';

/** Where what was published is told. */
export const releasesPage = `${pages.admin}releases/`;
/** Where what waits for a person is told. */
export const waitingPage = `${pages.admin}waiting/`;
/** Where an administrator sets where copies are pushed. */
export const mirrorPage = `${pages.admin}mirror/`;
/** Where an administrator sets how people are told. */
export const notifyingPage = `${pages.admin}notifying/`;
/** Where the history is told, and where a form of approval is printed; their hash says of which entry. */
export const historyPage = `${pages.admin}history/`;
export const approvalPage = `${pages.admin}approval/`;

/** The hash of a page about one entry, one version of it, or two; or of a list that is looked through. */
const ABOUT = /^(?:#[a-z][a-z-]*\/[a-z0-9-]+(?:\/(?:[0-9a-f]{40}\.\.)?[0-9a-f]{40})?|#\?[\w=&%.+-]*)$/;

/** The sign-in page's address, with the place in the desk to come back to: a hash such as `#/collections/news`, or a page of ours. */
export const signInAddress = (place: string): string =>
  inside(place) ? `${pages.signIn}?${new URLSearchParams({ next: place })}` : pages.signIn;

/**
 * Where to go after signing in: the place in `?next=`, or the hash itself, which a browser keeps where the desk leads it
 * here. Only a place inside the desk is one, whatever the address says.
 */
export function placeAfterSignIn({ search, hash }: { search: string; hash: string }): string {
  const next = new URLSearchParams(search).get('next') ?? hash;
  return (next.includes('#') ? undefined : inside(next + hash)) ?? inside(next) ?? pages.admin;
}

function inside(place: string): string | undefined {
  if ([releasesPage, waitingPage, mirrorPage, notifyingPage, pages.people, pages.account, pages.log].includes(place)) return place;
  for (const page of [historyPage, approvalPage]) {
    if (place === page || (place.startsWith(page) && ABOUT.test(place.slice(page.length)))) return place;
  }
  return place.startsWith('#/') ? `${pages.admin}${place}` : undefined;
}
