/** A file of a content source. `version` is its Git blob id, whichever driver read it, so caches are shared. */
export interface SourceFile {
  /** Relative to the repository's root, `/`-separated: `content/news/2026/2026-11-20-0930.md`. */
  path: string;
  version: string;
  /** A symbolic link or a submodule is listed, never followed; what to do with it is the reader's business. */
  kind: 'file' | 'link' | 'submodule';
}

/** A file that is new, different or gone. */
export interface SourceChange {
  path: string;
  after: SourceFile | null;
}

/**
 * Where entries are read from. Every driver passes `source.contract.ts`.
 * A source never changes while it is open: a directory is read once at opening, a commit is a commit.
 */
export interface ContentSource {
  /** For people: a path, or a repository and commit. */
  readonly name: string;
  /** The commit, or null for a directory, which has none. */
  readonly commit: string | null;
  /** All files under `content/`, sorted by path (by UTF-16 units). */
  files(): Promise<SourceFile[]>;
  /** A file's bytes. Throws `SourceError` when there is none, or it is not a plain file. */
  read(path: string): Promise<Buffer>;
  /** The bytes of a version that `files` or `changesSince` named. Throws `SourceError` when there is none. */
  blob(version: string): Promise<Buffer>;
  /**
   * The files under `content/` that differ from an earlier commit; `after` null where a file is gone.
   * Undefined where the source cannot tell (a directory), and when there is no such commit.
   */
  changesSince(commit: string): Promise<SourceChange[] | undefined>;
  close(): Promise<void>;
}

/** The source itself cannot be read (no directory, no such commit, Git gone); programmers read it. */
export class SourceError extends Error {
  override name = 'SourceError';
}

/** Orders paths the same way in every driver and locale. */
export const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
