import type { Theirs } from '../../protocol/refusal.ts';
import type { Draft, Params } from '../../protocol/store.ts';
import { checkUpload } from '../media/check-upload.ts';
import { type Commit, MAIN } from '../store/store.ts';
import type { Change } from '../store/tree.ts';
import type { Actor } from './actor.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { checkEntry } from './check-entry.ts';
import { tellDraft } from './drafts.ts';
import { fileOfEntry } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { tellVoided } from './tell.ts';
import { ownedIn, sameOwned, withOwned } from './owned-fields.ts';
import { titleOf } from './subject.ts';
import { Refused } from './refused.ts';

/**
 * Saves an entry's draft. Refused, with nothing changed, when a path is not the entry's own, when the text breaks the model
 * (`invalid-entry`, every finding), when it exists already (`exists`), or when somebody saved since (`conflict`, with their text).
 */
export async function save(desk: Desk, actor: Actor, params: Params<'save'>): Promise<{ draft: Draft }> {
  const { store } = desk;
  const own = fileOfEntry(params);
  for (const { path, raw } of params.files) {
    if (path !== own) throw new Refused('refused-path', `这里只能保存 ${own}，不能写入 ${path}`);
    if (raw.includes('\0')) throw new Refused('bad-request', '文字里有不可见的空字符，请删去后再保存');
  }
  for (const { path, version } of params.media) await checkUpload(desk, path, version);

  const draft = await changeDraft(desk, params, actor, async (open, at) => {
    await guard(desk, actor, 'save', params, open);
    const texts = await Promise.all(params.files.map(async (file) => {
      // What the desk alone writes stays as it stands, whatever comes from outside.
      const stands = (await store.file(at.id, file.path))?.bytes.toString('utf8') ?? '---\n---\n';
      const raw = withOwned(file.raw, ownedIn(stands));
      if (!sameOwned(raw, stands)) throw new Refused('bad-request', '“signed”和“withdrawn”由编务台填写，请从文字里删去再保存');
      const bytes = Buffer.from(raw);
      return { ...file, bytes, version: await store.blob(bytes) };
    }));
    for (const file of texts) await guardVersion(desk, at, file, params.isNew);
    for (const { path, version } of params.media) await guardUpload(desk, at, path, version);
    const uploads = new Set(params.media.map(({ path }) => path));
    const findings = (await Promise.all(texts.map((file) => checkEntry(store, file.path, file.bytes, at.tree, uploads)))).flat();
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length) {
      throw new Refused('invalid-entry', `有 ${errors.length} 处需要修改，没有保存：${errors[0]!.sentence}`, { findings });
    }
    const changes = new Map<string, Change>([...texts, ...params.media].map(({ path, version }) => [path, { id: version }]));
    const base = open && (await mergedBase(desk, texts));
    return { act: 'save', changes, subject: `保存：${titleOf(texts[0]!.raw) ?? params.id}`, ...(base ? { base } : {}) };
  });
  tellVoided(desk, draft, actor);
  return { draft: tellDraft(draft, desk.chain(params.collection)) };
}

async function guardVersion(desk: Desk, at: Commit, file: { path: string; base: string | null; version: string }, isNew: boolean): Promise<void> {
  const stands = await desk.store.file(at.id, file.path);
  if ((stands?.version ?? null) === file.base) return;
  // The same text saved twice (an answer that was lost on the way) is not a conflict.
  if (stands?.version === file.version) return;
  if (isNew && stands) {
    throw new Refused('exists', '这个编号刚被另一条占用，没有保存；请再点一次保存，系统会换一个编号');
  }
  const theirs = await theirsOf(desk, at, file.path);
  throw new Refused('conflict', `您打开之后，${theirs.author} 保存过这一条，所以这次没有保存。两份文字都在，请对照后再保存`, { theirs: [theirs] });
}

/** The text that stands at a path, and who put it there. */
export async function theirsOf({ store }: Desk, at: Commit, path: string): Promise<Theirs> {
  const stands = await store.file(at.id, path);
  const by = (await store.lastChange(at.id, path)) ?? at;
  return { path, raw: stands?.bytes.toString('utf8') ?? null, version: stands?.version ?? null, author: by.author.name, at: new Date(by.at).toISOString() };
}

/** Where a draft takes up what was published meanwhile, it begins from there: `main`, if the texts name the version that it holds. */
async function mergedBase({ store }: Desk, texts: readonly { path: string; merged?: string | null | undefined }[]): Promise<string | undefined> {
  if (texts.some(({ merged }) => merged === undefined)) return undefined;
  const main = await store.main();
  const current = await Promise.all(texts.map(async ({ path, merged }) => ((await store.file(main.id, path))?.version ?? null) === merged));
  return current.every(Boolean) ? main.id : undefined;
}

/** An upload never replaces another: its name is made of its content. */
async function guardUpload({ store }: Desk, at: Commit, path: string, version: string): Promise<void> {
  const stands = (await store.file(at.id, path)) ?? (await store.file(MAIN, path));
  if (stands && stands.version !== version) throw new Refused('exists', `已经有名为 ${path.slice(path.lastIndexOf('/') + 1)} 的另一个文件；请换一个文件名再上传`);
}
