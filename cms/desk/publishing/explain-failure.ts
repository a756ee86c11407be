import { ContentError } from '../../../src/content/finding.ts';
import { RenderError } from '../../../src/site/render-page.ts';

/** Why nothing was published: Chinese for editors, English for operators. */
export interface Failure {
  /** The content itself is wrong: trying again cannot help. */
  content?: boolean;
  failure: { zh: string; en: string };
}

const STAYS = '公众看到的仍是上一版';

/** Says what stopped a publication, and what to do. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof ContentError) {
    const places = error.findings.map((f) => `${f.file}:${f.line} ${f.rule}`).slice(0, 5).join(', ');
    return { content: true, failure: { zh: error.message, en: `${error.findings.length} content error(s): ${places}` } };
  }
  if (error instanceof RenderError) {
    return { failure: { zh: `页面 ${error.path} 的模板出错，没有发布，${STAYS}；请把这句话告诉管理员`, en: error.message } };
  }
  if (isFull(error)) {
    return { failure: { zh: `服务器的磁盘满了，没有发布，${STAYS}；请管理员清理磁盘，系统会自动再试`, en: `the disk of the data directory is full: ${describe(error)}` } };
  }
  return { failure: { zh: `网站没有更新，${STAYS}；请把这句话告诉管理员`, en: describe(error) } };
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** No space left: as the system says it (ENOSPC, EDQUOT) or as SQLite does (13, SQLITE_FULL; 778 and 4874, a short or failed write). */
function isFull(error: unknown): boolean {
  const { code, errcode, cause } = error as { code?: string; errcode?: number; cause?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT' || errcode === 13 || errcode === 778 || errcode === 4874 || (cause !== undefined && isFull(cause));
}
