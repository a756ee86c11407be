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
  now: number;
}

export type Answer =
  | { order: number; ok: true; release: string }
  | { order: number; ok: false; failure: { zh: string; en: string } };
