import { bell } from './amendments-bell.ts';
import { chinese } from './amendments-chinese.ts';
import { lists } from './amendments-lists.ts';
import { styles } from './amendments-styles.ts';
import { workflow } from './amendments-workflow.ts';
import { releasesPage } from '../gate/next-page.ts';
import { pages } from '../../protocol/paths.ts';
import type { Amendment } from './amend.ts';

const CORE = 'decap-cms-core/dist/esm';

/** Media: one folder for each month, files named by content. */
const media: Amendment[] = [
  {
    // `/media/…` counts as an absolute address, and an image that is not saved yet was then asked of the public site.
    module: `${CORE}/reducers/entries.js`,
    find: 'export function selectMediaFilePath(config, collection, entryMap, mediaPath, field) {',
    replace: `export function selectMediaFilePath(config, collection, entryMap, mediaPath, field) {
  if (/^content\\/media\\//.test(mediaPath)) return mediaPath;
  if (/^\\/media\\//.test(mediaPath)) return 'content' + mediaPath;`,
  },
  {
    // Joins the public folder, this month's, with the file's name: wrong for a file of another month.
    module: `${CORE}/reducers/entries.js`,
    find: 'export function selectMediaFilePublicPath(config, collection, mediaPath, entryMap, field) {',
    replace: `export function selectMediaFilePublicPath(config, collection, mediaPath, entryMap, field) {
  if (/^content\\/media\\//.test(mediaPath)) return mediaPath.slice('content'.length);`,
  },
  {
    // In the editor the library showed this month's folder only.
    module: `${CORE}/reducers/mediaLibrary.js`,
    find: 'return fileFolder === mediaFolder ||',
    replace: "return fileFolder.startsWith('content/media/') || fileFolder === mediaFolder ||",
  },
  {
    // Asked whether to replace a file of the same name and deleted it first. The same name means the same bytes.
    module: `${CORE}/actions/mediaLibrary.js`,
    find: 'if (!integration && existingFile) {',
    replace: 'if (false) {',
  },
  {
    // Judged the file's name alone, so that a pattern could say nothing about where the file lies.
    module: 'decap-cms-widget-file/dist/esm/withFileControl.js',
    find: 'return isMultiple(value) ? value.map(v => basename(v)) : basename(value);',
    replace: 'return value;',
  },
  { module: `${CORE}/actions/mediaLibrary.js`, find: '`Failed to persist media: ${error}`', replace: '`没有上传：${error}`' },
  {
    module: `${CORE}/actions/mediaLibrary.js`,
    find: '`Failed to delete media: ${error.message}`,\n          type',
    replace: '`没有移除：${error.message}`,\n          type',
  },
  {
    module: `${CORE}/actions/mediaLibrary.js`,
    find: '`Failed to delete media: ${error.message}`,\n        type',
    replace: '`没有移除：${error.message}`,\n        type',
  },
];

/** What a person typed and did not save: Decap keeps it on the computer, but then lost it. */
const backups: Amendment[] = [
  {
    // Offered it before the entry was loaded; the entry then took its place.
    module: `${CORE}/components/Editor/Editor.js`,
    find: `    retrieveLocalBackup(collection, slug);
    if (newEntry) {
      createEmptyDraft(collection, this.props.location.search);
    } else {
      loadEntry(collection, slug);
    }`,
    replace: `    Promise.resolve(newEntry ? createEmptyDraft(collection, this.props.location.search) : loadEntry(collection, slug))
      .then(() => retrieveLocalBackup(collection, slug));`,
  },
  {
    module: `${CORE}/actions/editorialWorkflow.js`,
    find: `        dispatch(unpublishedEntryRedirected(collection, slug));
        dispatch(loadEntry(collection, slug));`,
    replace: `        dispatch(unpublishedEntryRedirected(collection, slug));
        await dispatch(loadEntry(collection, slug));`,
  },
  {
    // The text that comes back is based on the version of then. Without it, it would overwrite what others saved since.
    module: `${CORE}/backend.js`,
    find: `        raw,
        path: entry.get('path'),
        mediaFiles,`,
    replace: `        raw,
        path: entry.get('path'),
        base: this.implementation.baseOf(entry.get('path')),
        mediaFiles,`,
  },
  {
    module: `${CORE}/backend.js`,
    find: `    const {
      raw,
      path
    } = backup;`,
    replace: `    const {
      raw,
      path
    } = backup;
    this.implementation.backupFound(path, backup.base);`,
  },
  {
    module: `${CORE}/backend.js`,
    find: `  async deleteLocalDraftBackup(collection, slug) {`,
    replace: `  async deleteLocalDraftBackup(collection, slug) {
    this.implementation.backupDropped();`,
  },
];

const rest: Amendment[] = [
  {
    // Decap speaks only of missing fields; one that is wrong may be far off the screen, and then nothing seems to happen.
    module: `${CORE}/actions/editorialWorkflow.js`,
    find: 'const hasPresenceErrors = fieldsErrors.some(errors => errors.some(error => error.type && error.type === ValidationErrorTypes.PRESENCE));',
    replace: 'const hasPresenceErrors = true;',
  },
  {
    // The place for the text had no name for a screen reader.
    module: 'decap-cms-widget-richtext/dist/esm/RichtextControl/components/Editor.js',
    find: '"aria-disabled": isDisabled,',
    replace: '"aria-disabled": isDisabled,\n      "aria-label": "正文",',
  },
  {
    // The rich text editor writes the body anew when it opens, and every entry that was not last saved by it was then
    // “unsaved”: it speaks now only when the text is another than the one it was given.
    module: 'decap-cms-widget-richtext/dist/esm/RichtextControl/VisualEditor.js',
    find: `    }, editorComponents);
    onChange(mdValue);`,
    replace: `    }, editorComponents);
    editor.saidMarkdown ??= slateToMarkdown(initialValue, { voidCodeBlock: !!codeBlockComponent }, editorComponents);
    if (mdValue === editor.saidMarkdown) return;
    editor.saidMarkdown = mdValue;
    onChange(mdValue);`,
  },
  {
    // Going from entry to entry by the address showed the old text under the new address, and saved it there. Another key
    // makes another editor. From a new entry to its saved self the key stays, or what is typed meanwhile would be lost.
    module: `${CORE}/components/App/App.js`,
    find: `render: props => _jsx(Editor, {
              ...props
            })`,
    replace: 'render: props => _jsx(Editor, { ...props }, editorKey(props.match.url))',
  },
  {
    module: `${CORE}/components/App/App.js`,
    find: `render: props => _jsx(Editor, {
              ...props,
              newRecord: true
            })`,
    replace: 'render: props => _jsx(Editor, { ...props, newRecord: true }, editorKey(props.match.url))',
  },
  {
    module: `${CORE}/components/App/App.js`,
    find: 'class App extends Component {',
    replace: `const editorKey = (() => {
  let before = '';
  let key = 0;
  return url => {
    if (url !== before && [url, before].every(one => one.includes('/entries/'))) key++;
    before = url;
    return key;
  };
})();
class App extends Component {`,
  },
  {
    // A save that failed left a draft behind that is none, with a button to delete it.
    module: `${CORE}/reducers/editorialWorkflow.js`,
    find: `    case UNPUBLISHED_ENTRY_PERSIST_FAILURE:
`,
    replace: `    case UNPUBLISHED_ENTRY_PERSIST_FAILURE:
      if (!state.hasIn(['entities', \`\${action.payload.collection}.\${action.payload.slug}\`, 'status'])) {
        return state.deleteIn(['entities', \`\${action.payload.collection}.\${action.payload.slug}\`]);
      }
`,
  },
  {
    // Without previews Decap says that one is pending, for ever.
    module: `${CORE}/components/Editor/EditorToolbar.js`,
    find: `    if (!status) {`,
    replace: `    if (!url) {`,
  },
  {
    // Zod tries `new Function` to see whether it may; under our policy the attempt alone is reported as a violation.
    module: 'zod/v4/core/core.js',
    find: '(_a.__zod_globalConfig = {})',
    replace: '(_a.__zod_globalConfig = { jitless: true })',
  },
];

/** The way to pages of ours, the one about people for administrators (`admin.css`): Decap takes no links of ours, neither at its head nor at its side. */
const header: Amendment[] = [
  {
    module: `${CORE}/components/App/Header.js`,
    find: 'const AppHeaderNavLink =',
    replace: `const AppHeaderPageLink = AppHeaderButton.withComponent('a', { target: 'yunduan-page-link' });
const AppHeaderNavLink =`,
  },
  {
    module: `${CORE}/components/App/Header.js`,
    find: `t('app.header.media')]
              })
            })`,
    replace: `t('app.header.media')]
              })
            }), _jsx("li", {
              children: _jsxs(AppHeaderPageLink, { href: '${releasesPage}', children: [_jsx(Icon, { type: "list" }), '发布记录'] })
            }), _jsx("li", {
              className: "desk-administrators",
              children: _jsxs(AppHeaderPageLink, { href: '${pages.people}', children: [_jsx(Icon, { type: "settings" }), '用户'] })
            }), _jsx("li", {
              children: _jsxs(AppHeaderPageLink, { href: '${pages.account}', children: [_jsx(Icon, { type: "user" }), '账号'] })
            })`,
  },
];

/** Decap's colours, towards the desk's: lapis for what is active and can be followed, vermilion for the first action. */
const STYLES = 'decap-cms-ui-default/dist/esm/styles.js';
const colours: Amendment[] = [
  ["blue: '#3a69c7',", "blue: '#23527c',"],
  ["blueLight: '#e8f5fe',", "blueLight: '#e9f0f6',"],
  ["grayLight: '#eff0f4',", "grayLight: '#f4f1ec',"],
  ["gray: '#798291',", "gray: '#666a70',"],
  ["teal: '#17a2b8',", "teal: '#9e2a2b',"],
  ["tealDark: '#117888',", "tealDark: '#7d1f20',"],
  // The button that uses a chosen file was lime green.
  ['"background-color:#aae31f;color:", colorsRaw.green', '"background-color:#9e2a2b;color:", colorsRaw.white'],
  ["greenLight: '#caef6f',", "greenLight: '#dcead2',"],
  ["yellow: '#ffee9c',", "yellow: '#f7e6b8',"],
  ["purpleLight: '#f6d8ff',", "purpleLight: '#ece4f2',"],
  ["tealLight: '#ddf5f9'\n", "tealLight: '#f7e9e6'\n"],
].map(([find, replace]) => ({ module: STYLES, find: find as string, replace: replace as string }));

/** Everything in which the bundled packages are amended, each with its reason. */
export const amendments: readonly Amendment[] = [...media, ...lists, ...chinese, ...backups, ...rest, ...header, ...workflow, ...bell, ...styles, ...colours];
