import type { Media } from '../content/media.ts';

/** What an article page says of itself in `standards.md` §1.3. */
export interface ArticleMeta {
  /** The collection's name. */
  collection: string;
  title: string;
  date: string;
  source?: string | undefined;
  /** 责任编辑, as the standard uses `Author`; else the writer. */
  author?: string | undefined;
  /** 责任编辑, where one is named. */
  editor?: string | undefined;
  keywords?: readonly string[] | undefined;
  /** Its own picture: a cover. */
  picture?: Media | undefined;
}
