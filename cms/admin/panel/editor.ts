import { loadUnpublishedEntry, UNPUBLISHED_ENTRY_DELETE_SUCCESS, UNPUBLISHED_ENTRY_STATUS_CHANGE_SUCCESS } from 'decap-cms-core/dist/esm/actions/editorialWorkflow.js';
import { ENTRY_DELETE_SUCCESS } from 'decap-cms-core/dist/esm/actions/entries.js';
import { store } from 'decap-cms-core/dist/esm/redux/index.js';
import type { Status } from '../../protocol/store.ts';
import type { EntryPlace } from './place.ts';

/** Decap's editor as the panel sees it, through Decap's own state: it has no interface for this. */
export const editor = {
  /** Whether something is typed and not saved. */
  get unsaved(): boolean {
    return store.getState().entryDraft.get('hasChanged') === true;
  },

  /** Whether Decap is saving or publishing just now. */
  get busy(): boolean {
    const { entryDraft } = store.getState();
    return ['isPersisting', 'isPublishing', 'isUpdatingStatus'].some((name) => entryDraft.getIn(['entry', name]) === true);
  },

  /** Whether the editor has read this entry and shows it. */
  shows({ slug }: EntryPlace): boolean {
    return store.getState().entryDraft.getIn(['entry', 'slug']) === slug;
  },

  /** What Decap holds to be the state of the draft; null where it knows of none. */
  status({ key, slug }: EntryPlace): Status | null {
    return (store.getState().editorialWorkflow.getIn(['entities', `${key.collection}.${slug}`, 'status']) as Status | undefined) ?? null;
  },

  /** Shows the state of a draft whose text has stayed the same. */
  tell({ key, slug }: EntryPlace, status: Status): void {
    store.dispatch({ type: UNPUBLISHED_ENTRY_STATUS_CHANGE_SUCCESS, payload: { collection: key.collection, slug, newStatus: status } });
  },

  /** Reads the entry anew. What is typed and not saved would be lost: ask first. */
  async reload({ key, slug }: EntryPlace): Promise<void> {
    await store.dispatch(loadUnpublishedEntry(store.getState().collections.get(key.collection), slug));
  },

  /** The entry is no more, neither published nor as a draft: forgets it and leaves for the list. */
  leave({ key, slug }: EntryPlace): void {
    store.dispatch({ type: UNPUBLISHED_ENTRY_DELETE_SUCCESS, payload: { collection: key.collection, slug } });
    if (store.getState().entries.hasIn(['pages', key.collection, 'ids'])) {
      store.dispatch({ type: ENTRY_DELETE_SUCCESS, payload: { collectionName: key.collection, entrySlug: slug } });
    }
    location.hash = `#/collections/${key.collection}`;
  },

  /** Calls back when another text was read, and when something is typed or saved. */
  watch(changed: () => void): void {
    const seen = () => `${editor.unsaved} ${String(store.getState().entryDraft.get('key'))}`;
    let before = seen();
    store.subscribe(() => {
      const now = seen();
      if (now === before) return;
      before = now;
      changed();
    });
  },
};
