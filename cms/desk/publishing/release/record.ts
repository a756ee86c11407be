import type { DatabaseSync } from 'node:sqlite';
import type { TakenDown } from '../../../../src/content/face.ts';

/** What a release rendered, and why. */
export interface RenderedWhat {
  /** `first`: there was nothing; `templates`: they changed; `changes`: content or time did; `restored`: an earlier commit was asked for. */
  why: 'first' | 'templates' | 'changes' | 'restored';
  /** Paths rendered, and paths taken away. */
  rendered: number;
  gone: number;
  /** The first of them, with the questions whose answers changed; none where everything was rendered. */
  paths: { path: string; because: string[] }[];
}

/** A release as it is kept: what the public saw, from when. Its bytes are kept only while it is current. */
export interface ReleaseRecord {
  number: number;
  id: string;
  commit: string;
  /** Digest of the templates it was rendered with. */
  templates: string;
  /** The instant it shows, ISO. */
  instant: string;
  publishedAt: string;
  pages: number;
  /** Milliseconds since the epoch at which an answer changes by time alone. */
  nextChange: number | undefined;
  /** What stays down whatever the commit says, by the entry's path. */
  down: (readonly [path: string, what: TakenDown])[];
  what: RenderedWhat;
}

/** Releases that are kept, to be told of and to be restored. */
export const KEPT = 50;

const read = (row: Record<string, unknown>): ReleaseRecord => ({
  number: Number(row['number']), id: String(row['id']), commit: String(row['commit_id']), templates: String(row['templates']), instant: String(row['instant']),
  publishedAt: String(row['published_at']), pages: Number(row['pages']), nextChange: row['next_change'] === null ? undefined : Number(row['next_change']),
  down: JSON.parse(String(row['down'])) as ReleaseRecord['down'], what: JSON.parse(String(row['rendered'])) as RenderedWhat,
});

/** The release that the public sees, or null. */
export function currentRelease(database: DatabaseSync): ReleaseRecord | null {
  const row = database.prepare('SELECT * FROM release ORDER BY number DESC LIMIT 1').get();
  return row ? read(row) : null;
}

/** Kept releases, the newest first. */
export const releases = (database: DatabaseSync): ReleaseRecord[] => database.prepare('SELECT * FROM release ORDER BY number DESC').all().map(read);

/** Puts a release on record as the current one; part of the transaction that changes its files. */
export function record(database: DatabaseSync, release: Omit<ReleaseRecord, 'number'>): ReleaseRecord {
  const { lastInsertRowid } = database.prepare(
    'INSERT INTO release (id, commit_id, templates, instant, published_at, pages, next_change, down, rendered) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(release.id, release.commit, release.templates, release.instant, release.publishedAt, release.pages, release.nextChange ?? null, JSON.stringify(release.down), JSON.stringify(release.what));
  const number = Number(lastInsertRowid);
  database.prepare('DELETE FROM release WHERE number <= ?').run(number - KEPT);
  return { ...release, number };
}
