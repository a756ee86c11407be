import { expect, it } from 'vitest';
import { git } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { EDITOR, OTHER, sampleStore } from '../../../tests/fixtures/store.ts';
import { readDraft } from './drafts.ts';
import { Refused } from './refused.ts';
import { save } from './save.ts';

const KEY = { collection: 'news', id: '2026-11-01-0900' };
const PATH = 'content/news/2026/2026-11-01-0900.md';
const RACES = 500;

it(`two writers race ${RACES} times: exactly one wins each time, nothing is lost, refs name whole commits`, async () => {
  const { desk, open, repository } = await sampleStore();
  // Two stores, each with its own Git processes: only the compare-and-swap stands between them.
  const desks = [open(), open()];
  const people = [EDITOR, OTHER];
  let base = (await desk.store.file('refs/heads/main', PATH))!.version;
  const won: string[] = [];
  for (let race = 0; race < RACES; race++) {
    const texts = people.map((person) => article(`第${race}次`, `${person.name}的文字`));
    const results = await Promise.allSettled(desks.map((each, i) =>
      save(each, people[i]!, { ...KEY, isNew: false, media: [], files: [{ path: PATH, raw: texts[i]!, base }] })));
    const winners = results.flatMap((result, i) => (result.status === 'fulfilled' ? [i] : []));
    expect(winners).toHaveLength(1);
    const lost = results.find((result) => result.status === 'rejected')!.reason as Refused;
    expect(lost).toBeInstanceOf(Refused);
    expect(lost.refusal).toMatchObject({ code: 'conflict', theirs: [{ raw: texts[winners[0]!] }] });
    const draft = (await readDraft(desk.store, KEY))!;
    base = draft.files[0]!.version!;
    expect((await desk.store.reader.expect(base, 'blob')).bytes.toString()).toBe(texts[winners[0]!]);
    won.push(texts[winners[0]!]!);
  }
  // Every text that won is in the history, in order, and nothing else is.
  const commits = git(repository, 'rev-list', '--reverse', 'main..cms/news/2026-11-01-0900').trim().split('\n');
  expect(commits).toHaveLength(RACES);
  expect(commits.map((commit) => git(repository, 'show', `${commit}:${PATH}`))).toEqual(won);
  expect(git(repository, 'fsck', '--strict', '--no-dangling')).toBe('');
});
