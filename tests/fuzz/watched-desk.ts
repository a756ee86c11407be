import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { keyOfBranch } from '../../cms/desk/workflow/entry-key.ts';
import { save } from '../../cms/desk/workflow/save.ts';
import { Refusal } from '../../cms/protocol/refusal.ts';
import { ROLES } from '../../cms/protocol/roles.ts';
import { place } from '../../src/model/place.ts';
import { git } from '../fixtures/git.ts';
import { pdf } from '../fixtures/media.ts';
import { article, SAMPLE } from '../fixtures/sample.ts';
import { actor, EDITOR } from '../fixtures/store.ts';
import { type Answer, fuzzedDesk } from './desk.ts';

/** They may do everything, everywhere, but not sign their own texts. */
const ALL = ['one', 'two', 'three'].map((username) => actor(`示例${username}`, username, ...ROLES));
/** Writes pages, and may touch nothing else. */
const PAGES = { ...actor('示例撰稿', 'pages', 'writer'), collections: ['pages'] };
const PATH = 'content/news/2026/2026-11-01-0900.md';
const FILES = { ...SAMPLE, 'content/pages/about.md': '---\ntitle: 关于\ndate: 2026-11-01T09:00:00+08:00\nsummary: 示例\nsource: 示例\n---\n正文。\n' };

/** The desk with a draft of somebody's in `news`, and what must be true of it after anything. */
export async function watchedDesk() {
  const made = await fuzzedDesk(FILES, [...ALL, PAGES], (collection) => (collection === 'news' ? ['first', 'final'] : []));
  const { desk, repository, folder, log } = made;
  const base = (await desk.store.file('refs/heads/main', PATH))!.version;
  await save(desk, EDITOR, { collection: 'news', id: '2026-11-01-0900', isNew: false, media: [], files: [{ path: PATH, raw: article('别人的草稿'), base }] });
  const refs = () => git(repository, 'for-each-ref', '--format=%(objectname) %(refname)').trim().split('\n');
  const outside = () => readdirSync(folder, { recursive: true }).map(String).filter((name) => !name.startsWith('site.git/objects') && !name.startsWith('site.git/refs')).sort();
  const [files, first] = [outside(), refs()];
  const known = {
    collection: ['news', 'pages', 'settings', 'policies'], id: ['2026-11-01-0900', '2026-11-02-0900', '2026-12-01-0900', 'about', 'site'],
    path: [PATH, 'content/pages/about.md', 'content/settings/site.yml', 'content/media/2026/11/0123456789abcdef.pdf'],
    raw: [article('改'), FILES['content/pages/about.md'], 'x'], base: [base, null], version: [base, await desk.store.blob(pdf())], commit: [(await desk.store.main()).id],
  };
  return {
    ...made, known, refs, first,
    /** Nothing that was asked was our fault, and it is told in Chinese. */
    answered: ({ status, text, headers }: Answer) => {
      expect(status).toBeLessThan(500);
      if (status < 400 || !text.startsWith('{')) return;
      expect(Refusal.parse(JSON.parse(text)).error).toMatch(/\p{Script=Han}/u);
      expect(headers['set-cookie']).toBeUndefined();
    },
    /** What is where it may not be: refs, files of commits, files of the data directory; and what surprised the desk. */
    strays: (): string[] => [
      ...refs().flatMap((line) => {
        const ref = line.slice(41);
        if (ref !== 'refs/heads/main' && keyOfBranch(ref) === null) return [ref];
        return git(repository, 'ls-tree', '-r', '-z', '--name-only', ref).split('\0').filter((path) => path && place(path).what === 'refused');
      }),
      ...outside().filter((name) => !files.includes(name)), ...files.filter((name) => !outside().includes(name)),
      ...log,
    ],
  };
}
