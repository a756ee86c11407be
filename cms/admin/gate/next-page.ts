import { pages } from '../../protocol/paths.ts';

/** Where what was published is told. */
export const releasesPage = `${pages.admin}releases/`;

/** The sign-in page's address, with the place in the desk to come back to: a hash such as `#/collections/news`, or `releasesPage`. */
export const signInAddress = (place: string): string =>
  inside(place) ? `${pages.signIn}?${new URLSearchParams({ next: place })}` : pages.signIn;

/**
 * Where to go after signing in: the place in `?next=`, or the hash itself, which a browser keeps where the desk leads it
 * here. Only a place inside the desk is one, whatever the address says.
 */
export const placeAfterSignIn = ({ search, hash }: { search: string; hash: string }): string =>
  inside(new URLSearchParams(search).get('next') ?? hash) ?? pages.admin;

function inside(place: string): string | undefined {
  if (place === releasesPage) return place;
  return place.startsWith('#/') ? `${pages.admin}${place}` : undefined;
}
