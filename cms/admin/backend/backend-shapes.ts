import type { Session } from '../../protocol/session.ts';
import type { DeskClient, DeskError } from './desk-client.ts';
import type { MediaShelf } from './media-shelf.ts';

/** What the backend needs of the page around it. */
export interface Surroundings {
  client: DeskClient;
  session: Session;
  /** Uploads are sent when they are chosen, before the backend hears of them. */
  media: MediaShelf;
  /** Under this property of a list Decap looks for its cursor. */
  cursorKey: symbol;
  /** The component that Decap shows where nobody is signed in; it hands the session over at once. */
  entrance: unknown;
  /** Shows what a refusal has to say beyond its sentence: the other's text, the findings. `mine` are the texts that were sent. */
  explain: (error: DeskError, mine: ReadonlyMap<string, string>, verb: 'save' | 'publish') => void;
  /** Shows a sentence in a dialog. */
  say: (title: string, sentence: string) => void;
  /** Something was saved, or another step of the workflow was done. */
  changed: () => void;
  /** Leaves for the sign-in page. */
  leave: () => void;
}

/** An entry's file as Decap reads it. */
export interface LoadedEntry {
  data: string;
  file: { path: string; id: string | null; label?: string };
}

/** An entry's file as Decap saves it. */
export interface DataFile {
  path: string;
  slug: string;
  raw: string;
}

/** A chosen file as Decap keeps it until the entry is saved. */
export interface AssetProxy {
  path: string;
  url: string;
  fileObj?: File;
}
