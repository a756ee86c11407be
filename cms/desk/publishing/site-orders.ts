/** What the desk tells its site process, and what it answers (structured clones over IPC). */
export interface Order {
  order: number;
  /** The release's id to be. */
  id: string;
  repository: string;
  commit: string;
  compiled: string;
  templates: string;
  images: string;
  data: string;
  /** The release before it, whose hashed files stay fetchable for a while. */
  previous: string | undefined;
  now: number;
}

export type Answer =
  | { order: number; ok: true; release: string }
  /** `content`: the content itself is wrong, so that trying again cannot help. */
  | { order: number; ok: false; content?: boolean; failure: { zh: string; en: string } };
