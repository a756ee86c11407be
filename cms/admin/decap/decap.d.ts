/** Decap's packages ship no types but for the core; as much of them as is used here. */
declare module 'decap-cms-widget-*' {
  const widget: { Widget: (options?: object) => import('decap-cms-core').CmsWidgetParam };
  export default widget;
}

declare module 'decap-cms-locales' {
  type Phrases = { readonly [key: string]: string | Phrases };
  export const en: Phrases;
  export const zh_Hans: Phrases;
}

declare module 'decap-cms-lib-util' {
  export const CURSOR_COMPATIBILITY_SYMBOL: symbol;
}

declare module '*?url' {
  const address: string;
  export default address;
}

declare module '*.css';

/** Decap's state, and its thunks, which no plugin is given. As much of them as the panel beside an entry needs. */
declare module 'decap-cms-core/dist/esm/redux/index.js' {
  /** As much of an Immutable map as is asked here. */
  interface Tree { get(key: string): unknown; getIn(path: readonly string[]): unknown; hasIn(path: readonly string[]): boolean }
  interface State { entryDraft: Tree; editorialWorkflow: Tree; entries: Tree; collections: { get(name: string): unknown } }
  export const store: { getState(): State; dispatch(action: unknown): unknown; subscribe(hear: () => void): () => void };
}

declare module 'decap-cms-core/dist/esm/actions/editorialWorkflow.js' {
  export const UNPUBLISHED_ENTRY_STATUS_CHANGE_SUCCESS: string;
  export const UNPUBLISHED_ENTRY_DELETE_SUCCESS: string;
  /** Loads a draft into the editor, or what is published where there is none. */
  export function loadUnpublishedEntry(collection: unknown, slug: string): unknown;
}

declare module 'decap-cms-core/dist/esm/actions/entries.js' {
  export const ENTRY_DELETE_SUCCESS: string;
}
