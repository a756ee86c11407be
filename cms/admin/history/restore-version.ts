import type { Told } from '../../protocol/history.ts';
import type { DeskClient } from '../backend/desk-client.ts';
import type { EntryKey } from '../backend/slug.ts';
import { askFirst } from '../dialogs/ask-first.ts';
import { element } from '../dialogs/dialog.ts';
import { troubleDoing } from '../page/trouble.ts';
import { editorAddress } from './names.ts';
import { inOneLine } from './told.ts';

/** Asks before an earlier text becomes the entry's draft, and leads to the editor when it has. */
export async function askToRestoreVersion(client: DeskClient, key: EntryKey, version: Told, hasDraft: boolean): Promise<void> {
  const act = async (): Promise<string | undefined> => {
    try {
      await client.restoreVersion({ ...key, commit: version.commit });
      return undefined;
    } catch (error) {
      return troubleDoing(error);
    }
  };
  const done = await askFirst(
    { title: '恢复这个版本的文字？', verb: '存成草稿', busy: '正在保存……', leave: '先不恢复', act },
    element('p', {}, element('strong', {}, inOneLine(version))),
    element('p', {}, '恢复以后：'),
    element(
      'ul',
      {},
      element('li', {}, '这一版的文字存成草稿，和别的修改一样送审、发布。'),
      element('li', {}, '网站上的文字现在不变。'),
      ...(hasDraft ? [element('li', {}, '草稿里现在的文字会被换下，但仍在这一页里，可以再恢复；已有的审签作废。')] : []),
    ),
  );
  if (done) location.assign(editorAddress(key));
}
