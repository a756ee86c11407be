import { type Layout, spot } from '../../../src/model/layout.ts';
import { MAX_FILE_BYTES } from '../../../src/model/media.ts';

/** One file that a pushed commit changes, as `git diff-tree --raw` tells it. */
export interface PushedFile {
  path: string;
  /** Of the new side; `000000` where the file is removed. */
  mode: string;
  /** Of the new side, in bytes. */
  bytes: number;
}

const NO_REF = '0'.repeat(40);

/** Why a pushed ref is refused, or undefined. `forward` says whether the new commit has the old one in its history. */
export function judgeRef(ref: string, before: string, after: string, forward: boolean): string | undefined {
  if (ref.startsWith('refs/heads/cms/')) return `${ref}：草稿只能在编务台里修改 / drafts are changed at the desk only`;
  if (ref !== 'refs/heads/main') return `${ref}：只接受推送到 main / only main can be pushed`;
  if (after === NO_REF) return 'main 不能删除 / main cannot be deleted';
  if (before !== NO_REF && !forward) return 'main 只能前进，不能改写历史；请先 git pull 再推送 / main only moves forward: git pull, then push again';
  return undefined;
}

/** Why a pushed file is refused, or undefined. */
export function judgeFile(file: PushedFile, layout: Layout): string | undefined {
  if (!file.path.startsWith('content/')) {
    return `${file.path}：推送只能改 content/ 里的内容；模板和程序随安装更新（在编务台所在的目录里 git pull && npm ci，然后重新 npm start） / a push may change content/ only; templates and code are updated where the desk runs: git pull && npm ci, then npm start again`;
  }
  if (file.mode === '000000') return undefined;
  if (file.mode === '120000') return `${file.path}：不接受符号链接 / symbolic links are refused`;
  if (file.mode === '160000') return `${file.path}：不接受子模块 / submodules are refused`;
  if (file.bytes > MAX_FILE_BYTES) return `${file.path}：${(file.bytes / 1048576).toFixed(1)} MB，超过 20 MB / over 20 MB`;
  const where = spot(layout, file.path);
  return where.what === 'refused' ? `${file.path}：${where.sentence}` : undefined;
}
