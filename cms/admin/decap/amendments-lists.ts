import type { Amendment } from './amend.ts';

const CORE = 'decap-cms-core/dist/esm';

/**
 * Lists that come in pages. Decap can show pages, but whoever sorts, and every one of our lists opens sorted, was given all entries at
 * once, and a list of thousands took as many seconds. The desk sorts; a page is asked for when the end of the last one comes into view.
 */
export const lists: readonly Amendment[] = [
  {
    // The last order that was asked for counts: an answer to an earlier one is dropped.
    module: `${CORE}/actions/entries.js`,
    find: `export function sortByField(collection, key, direction = SortDirection.Ascending) {
  return async (dispatch, getState) => {
    const state = getState();
    // if we're already fetching we update the sort key, but skip loading entries
    const isFetching = selectIsFetching(state.entries, collection.get('name'));
    dispatch({
      type: SORT_ENTRIES_REQUEST,
      payload: {
        collection: collection.get('name'),
        key,
        direction
      }
    });
    if (isFetching) {
      return;
    }
    try {
      const entries = await getAllEntries(state, collection);
      dispatch({
        type: SORT_ENTRIES_SUCCESS,
        payload: {
          collection: collection.get('name'),
          key,
          direction,
          entries
        }
      });
    } catch (error) {
`,
    replace: `const turns = {};
export function sortByField(collection, key, direction = SortDirection.Ascending) {
  return async (dispatch, getState) => {
    const state = getState();
    const name = collection.get('name');
    const turn = turns[name] = (turns[name] ?? 0) + 1;
    dispatch({
      type: SORT_ENTRIES_REQUEST,
      payload: {
        collection: name,
        key,
        direction
      }
    });
    try {
      const backend = currentBackend(state.config);
      backend.implementation.sortBy(name, key, direction);
      const { entries, pagination, cursor } = await backend.listEntries(collection);
      if (turn !== turns[name]) return;
      dispatch(entriesLoaded(collection, entries, pagination, addAppendActionsToCursor(cursor), false));
    } catch (error) {
      if (turn !== turns[name]) return;
      dispatch(addNotification({
        message: {
          details: error.message,
          key: 'ui.toast.onFailToLoadEntries'
        },
        type: 'error',
        dismissAfter: 8000
      }));
`,
  },
  {
    module: `${CORE}/actions/entries.js`,
    find: `    try {
      dispatch(entriesLoading(collection));
      const {
        entries,
        cursor: newCursor
      } = await traverseCursor(backend, cursor, realAction);
`,
    replace: `    const turn = turns[collectionName];
    try {
      dispatch(entriesLoading(collection));
      const {
        entries,
        cursor: newCursor
      } = await traverseCursor(backend, cursor, realAction);
      if (turn !== turns[collectionName]) return;
`,
  },
  {
    // A list knows less of an entry than the editor that has it open: where the two agree, the entry stays whole. And what was
    // opened before its page came would have stood there twice.
    module: `${CORE}/reducers/entries.js`,
    find: `          loadedEntries.forEach(entry => map.setIn(['entities', \`\${collection}.\${entry.slug}\`], fromJS({
            ...entry,
            isFetching: false
          })));
          const ids = List(loadedEntries.map(entry => entry.slug));
          map.setIn(['pages', collection], Map({
            page,
            ids: append ? map.getIn(['pages', collection, 'ids'], List()).concat(ids) : ids
          }));`,
    replace: `          loadedEntries.forEach(entry => {
            const known = map.getIn(['entities', \`\${collection}.\${entry.slug}\`]);
            if (known?.get('data') && Object.entries(entry.data).every(([name, value]) => known.getIn(['data', name]) === value)) return;
            map.setIn(['entities', \`\${collection}.\${entry.slug}\`], fromJS({
              ...entry,
              isFetching: false
            }));
          });
          const ids = List(loadedEntries.map(entry => entry.slug));
          map.setIn(['pages', collection], Map({
            page,
            ids: append ? map.getIn(['pages', collection, 'ids'], List()).toOrderedSet().union(ids).toList() : ids
          }));`,
  },
];
