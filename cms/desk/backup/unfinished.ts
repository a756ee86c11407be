import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a restoration puts things together. As long as it is there, the rest may be a half of it. */
export const restoringFolder = (data: string): string => join(data, 'restoring');

/** Refuses a data directory in which a restoration was broken off: a desk that began there would begin with a half. */
export async function refuseUnfinished(data: string): Promise<void> {
  if (!(await access(restoringFolder(data)).then(() => true, () => false))) return;
  throw new Error(
    `a restoration into ${data} was broken off; empty that directory and run npm run restore again\n恢复到 ${data} 的过程曾中断；请清空这个目录，再运行一次 npm run restore`,
  );
}
