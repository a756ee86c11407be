/** What the desk tells its site process, and what it answers (structured clones over IPC). */
export interface Order {
  order: number;
  /** The release's id to be. */
  id: string;
  repository: string;
  /** The commit to show. */
  commit: string;
  /** `main`'s commit: another than `commit` while an earlier one is held. What is taken down there stays down. */
  main: string;
  compiled: string;
  templates: string;
  /** Version of whatever parses and judges content; the cache of parsed entries is kept by it. */
  model: string;
  data: string;
  now: number;
  /** Files of the content, about. */
  files?: number;
}

/** Nothing is to be published: what the current release shows is read, so that the next order finds it. Not answered. */
export type Readiness = Pick<Order, 'repository' | 'compiled' | 'templates' | 'model' | 'data' | 'now'> & { ready: true };

export type Answer =
  | { order: number; ok: true; release: string }
  /** `content`: the content itself is wrong, so that trying again cannot help. */
  | { order: number; ok: false; content?: boolean; failure: { zh: string; en: string } };
