import { place } from '../../../src/model/place.ts';
import type { Params, Result, TextFile } from '../../protocol/store.ts';
import { checkUpload } from '../media/check-upload.ts';
import { sizesOf } from '../media/sizes.ts';
import type { Person } from '../store/commit.ts';
import { RefMoved } from '../store/refs.ts';
import { MAIN, type Store } from '../store/store.ts';
import type { Desk } from './change-draft.ts';
import { readDraft } from './drafts.ts';
import { branchOf, fileOfEntry } from './entry-key.ts';
import { Refused } from './refused.ts';

const textFile = async (store: Store, commit: string, path: string): Promise<TextFile> => {
  const file = await store.file(commit, path);
  return { path, raw: file?.bytes.toString('utf8') ?? null, version: file?.version ?? null };
};

/** One published text file; never anything outside `content/`. */
export async function entry({ store }: Desk, { path }: Params<'entry'>): Promise<Result<'entry'>> {
  if (!isText(path)) throw new Refused('refused-path', `${path} 不是栏目里的文件`);
  return textFile(store, MAIN, path);
}

export async function draftFile({ store }: Desk, params: Params<'draftFile'>): Promise<Result<'draftFile'>> {
  if (params.path !== fileOfEntry(params)) throw new Refused('refused-path', `${params.path} 不是这份草稿的文件`);
  const draft = await readDraft(store, params);
  if (!draft) throw new Refused('not-found', '这份草稿已经不在了（可能已发布或被删除），请回到列表刷新');
  return textFile(store, branchOf(params), params.path);
}

const isText = (path: string) => ['entry', 'setting'].includes(place(path).what);

/** Every published upload, the newest folder first. */
export async function media({ store }: Desk): Promise<Result<'media'>> {
  const main = await store.main();
  const files = (await store.files(main.id, 'content/media')).filter(({ kind }) => kind === 'file').reverse();
  const sizes = await sizesOf(store, files.map(({ version }) => version));
  return { media: files.map(({ path, version }) => ({ path, version, bytes: sizes.get(version) ?? 0 })) };
}

/** Keeps an upload on `main` that belongs to no draft. It stays unpublished until a public entry shows it. */
export async function keepMedia(desk: Desk, person: Person, { path, version }: Params<'keepMedia'>): Promise<Result<'keepMedia'>> {
  const { bytes } = await checkUpload(desk, path, version);
  for (let attempt = 0; attempt < 20; attempt++) {
    const main = await desk.store.main();
    const stands = await desk.store.file(main.id, path);
    if (stands && stands.version !== version) throw new Refused('exists', '已经有同名的另一个文件；请换一个文件名再上传');
    const tree = await desk.store.edit(main.tree, new Map([[path, { id: version }]]));
    if (tree === main.tree) return { path, version, bytes };
    const commit = await desk.store.write({ tree, parents: [main.id], author: person, at: desk.now(), subject: `上传：${path.slice(path.lastIndexOf('/') + 1)}` });
    try {
      await desk.store.move(MAIN, main.id, commit);
      void desk.wake(commit);
      return { path, version, bytes };
    } catch (error) {
      if (!(error instanceof RefMoved)) throw error;
    }
  }
  throw new Refused('unavailable', '同时保存的人太多，文件没有存上；请再传一次');
}
