import { waitingPage } from '../gate/next-page.ts';
import type { Amendment } from './amend.ts';

const CORE = 'decap-cms-core/dist/esm';

/** The way to what waits for whoever is signed in, with the number (`waiting/count.ts`); and the state that a moved card has really come to. */
export const workflow: readonly Amendment[] = [
  {
    module: `${CORE}/components/App/Header.js`,
    find: 'showMediaButton && _jsx("li", {',
    replace: `_jsx("li", {
              children: _jsxs(AppHeaderPageLink, { href: '${waitingPage}', children: [_jsx(Icon, { type: "check" }), '待办', _jsx("desk-waiting", {})] })
            }), showMediaButton && _jsx("li", {`,
  },
  {
    // 就绪 signs a reviewer's own stage and no more: the card stays where others have to sign.
    module: `${CORE}/actions/editorialWorkflow.js`,
    find: 'backend.updateUnpublishedEntryStatus(collection, slug, newStatus).then(() => {',
    replace: `backend.updateUnpublishedEntryStatus(collection, slug, newStatus).then(made => {
      newStatus = made;`,
  },
  {
    // Drafts that could not be read are asked for with the next collection, not at once and for ever: whoever's session had ended asked thirteen times a second.
    module: `${CORE}/components/Collection/Entries/EntriesCollection.js`,
    find: 'isEditorialWorkflowEnabled && (!unpublishedEntriesLoaded || collection !== prevProps.collection)',
    replace: 'isEditorialWorkflowEnabled && collection !== prevProps.collection',
  },
];
