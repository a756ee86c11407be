import { describe, expect, it } from 'vitest';
import { placeAfterSignIn, releasesPage, signInAddress } from './next-page.ts';

const after = (address: string) => placeAfterSignIn(new URL(address, 'https://desk.example'));

describe('the place to come back to', () => {
  it('survives the way through the sign-in page', () => {
    const hash = '#/collections/news/entries/2026/2026-11-20-0930?ref=workflow';
    expect(after(signInAddress(hash))).toBe(`/admin/${hash}`);
  });

  it('may stand in the hash, which a browser keeps when the desk leads it here', () => {
    expect(after('/admin/signin/#/workflow')).toBe('/admin/#/workflow');
  });

  it('may be a page of our own beside Decap', () => {
    expect(signInAddress(releasesPage)).toBe('/admin/signin/?next=%2Fadmin%2Freleases%2F');
    expect(after('/admin/signin/?next=/admin/releases/')).toBe('/admin/releases/');
    for (const page of ['waiting', 'notifying', 'people', 'account', 'log']) expect(after(signInAddress(`/admin/${page}/`))).toBe(`/admin/${page}/`);
  });

  it('may be one entry of the history, in the address or in the hash that the browser kept', () => {
    const place = '/admin/history/#news/2026-11-20-0930';
    expect(after(signInAddress(place))).toBe(place);
    expect(after('/admin/signin/?next=/admin/history/#news/2026-11-20-0930')).toBe(place);
    expect(after('/admin/signin/?next=/admin/approval/#news/a/' + 'a'.repeat(40))).toBe(`/admin/approval/#news/a/${'a'.repeat(40)}`);
    expect(after('/admin/signin/?next=/admin/history/#?person=li%40example.invalid&collection=news')).toBe('/admin/history/#?person=li%40example.invalid&collection=news');
    expect(after('/admin/signin/?next=/admin/history/#<b>')).toBe('/admin/history/');
  });

  it.each([
    '/admin/signin/?next=/admin/history/../../x', '/admin/signin/?next=/admin/history//evil.example', '/admin/signin/?next=/admin/historyx/',
    '/admin/signin/', '/admin/signin/?next=/admin/releases/../../x', '/admin/signin/?next=/admin/releases/%23//evil.example', '/admin/signin/?next=https://evil.example/', '/admin/signin/?next=//evil.example', '/admin/signin/?next=/logout',
    '/admin/signin/?next=javascript:alert(1)', '/admin/signin/?next=%23//evil.example', '/admin/signin/?next=.evil.example', '/admin/signin/#tok',
  ])('is nowhere but in the desk: %s', (address) => {
    expect(new URL(after(address), 'https://desk.example')).toMatchObject({ host: 'desk.example', pathname: '/admin/' });
  });
});
