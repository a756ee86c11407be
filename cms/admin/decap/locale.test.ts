import { describe, expect, it, vi } from 'vitest';
import { decapInNode } from './decap-in-node.ts';

type Phrases = { readonly [key: string]: string | Phrases };
const theirs = await decapInNode<{ en: Phrases; zh_Hans: Phrases }>("export { en, zh_Hans } from 'decap-cms-locales';");
vi.doMock('decap-cms-locales', () => theirs);
const { phrases } = await import('./locale.ts');

const flat = (branch: Phrases, at = ''): [string, string][] =>
  Object.entries(branch).flatMap(([key, value]) => (typeof value === 'string' ? [[`${at}${key}`, value]] : flat(value, `${at}${key}.`)));
const placeholders = (phrase: string) => [...new Set(phrase.match(/%\{\w+\}/g))].sort();

const english = flat(theirs.en);
const chinese = new Map(flat(phrases));

describe('what Decap says', () => {
  it('is there in Chinese, all of it', () => {
    expect(english.length).toBeGreaterThan(240);
    expect(english.filter(([key]) => !chinese.has(key)).map(([key]) => key)).toEqual([]);
  });

  it('fills in the same values', () => {
    const differing = english.filter(([key, phrase]) => placeholders(phrase).join() !== placeholders(chinese.get(key) ?? '').join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('has as many plural forms', () => {
    expect(english.filter(([key, phrase]) => phrase.split('||||').length !== chinese.get(key)?.split('||||').length)).toEqual([]);
  });

  it('is nowhere left in English', () => {
    // Latin letters that are names, keys or nothing but placeholders.
    const known = /Netlify Identity|Azure|Bitbucket|GitHub|GitLab|Gitea|Forgejo|Git Gateway|git-gateway|backend|Ctrl\+Enter|kB|URL|CMS|config\.yml|M月D日/gi;
    const left = [...chinese].filter(([, phrase]) => /[A-Za-z]{2,}/.test(phrase.replace(/%\{\w+\}/g, '').replace(known, '')));
    expect(left).toEqual([]);
  });

  it('says 删除 for deleting and writes days as people here do', () => {
    expect(chinese.get('mediaLibrary.mediaLibraryModal.deleting')).toContain('删除');
    expect(chinese.get('workflow.workflow.dateFormat')).toBe('M月D日');
  });

  it('keeps nothing for phrases that Decap no longer has', () => {
    const keys = new Set([...english, ...flat(theirs.zh_Hans)].map(([key]) => key));
    expect([...chinese.keys()].filter((key) => !keys.has(key))).toEqual([]);
  });
});
