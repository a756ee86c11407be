import type { Amendment } from './amend.ts';

const CORE = 'decap-cms-core/dist/esm';
const SELECT = 'react-select/dist/Select-*.esm.js';
const DND = '@dnd-kit/core/dist/core.esm.js';
const TOAST = 'react-toastify/dist/react-toastify.esm.mjs';

/** What Decap and its parts say in English, whatever the locale. */
export const chinese: readonly Amendment[] = [
  { module: `${CORE}/components/App/Header.js`, find: 'alt: "Logo"', replace: 'alt: "云端"' },
  { module: SELECT, find: "return 'No options';", replace: "return '没有可选的';" },
  { module: SELECT, find: "return 'Loading...';", replace: "return '正在读取…';" },
  {
    module: SELECT,
    find: `"Use Up and Down to choose options, press Enter to select the currently focused option, press Escape to exit the menu".concat(tabSelectsValue ? ', press Tab to select the option and exit the menu' : '', ".")`,
    replace: '"用上下方向键选择，按回车键选定，按 Esc 键退出。"',
  },
  {
    module: SELECT,
    find: `"".concat(props['aria-label'] || 'Select', " is focused ").concat(isSearchable ? ',type to refine list' : '', ", press Down to open the menu, ").concat(isMulti ? ' press left to focus selected values' : '')`,
    replace: `"".concat(props['aria-label'] || '选择框', "，可输入文字查找，按向下键打开选项。")`,
  },
  { module: SELECT, find: '"option ".concat(label, ", deselected.")', replace: '"已取消选择".concat(label)' },
  { module: SELECT, find: `'All selected options have been cleared.'`, replace: `'已清空选择'` },
  {
    module: SELECT,
    find: `"option".concat(labels.length > 1 ? 's' : '', " ").concat(labels.join(','), ", selected.")`,
    replace: `"已选择".concat(labels.join('、'))`,
  },
  {
    module: SELECT,
    find: '"option ".concat(label, " is disabled. Select another option.") : "option ".concat(label, ", selected.")',
    replace: '"".concat(label, "不能选择") : "已选择".concat(label)',
  },
  {
    module: 'decap-cms-widget-list/dist/esm/ListControl.js',
    find: "`No ${labelField.get('name')}`",
    replace: "`（还没有填“${labelField.get('label')}”）`",
  },
  // What the drag and drop of rows says to screen readers.
  {
    module: DND,
    find: '"\\n    To pick up a draggable item, press the space bar.\\n    While dragging, use the arrow keys to move the item.\\n    Press space again to drop the item in its new position, or press escape to cancel.\\n  "',
    replace: '"按空格键拿起一项，用方向键移动，再按空格键放下；按 Esc 键取消。"',
  },
  { module: DND, find: '"Picked up draggable item " + active.id + "."', replace: '"已拿起"' },
  { module: DND, find: '"Draggable item " + active.id + " was moved over droppable area " + over.id + "."', replace: '"已移到另一处"' },
  { module: DND, find: '"Draggable item " + active.id + " is no longer over a droppable area."', replace: '"这里不能放"' },
  { module: DND, find: '"Draggable item " + active.id + " was dropped over droppable area " + over.id;', replace: '"已放下";' },
  { module: DND, find: 'return "Draggable item " + active.id + " was dropped.";', replace: 'return "已放回";' },
  { module: DND, find: '"Dragging was cancelled. Draggable item " + active.id + " was dropped."', replace: '"已取消移动"' },
  { module: '@dnd-kit/sortable/dist/sortable.esm.js', find: "roleDescription: 'sortable'", replace: "roleDescription: '可排序的项'" },
  { module: TOAST, find: 'ariaLabel:s="close"', replace: 'ariaLabel:s="关闭"' },
  { module: TOAST, find: '"aria-label":"notification timer"', replace: '"aria-label":"剩余显示时间"' },
  // The button that sets a date to now named the field by its key.
  { module: 'decap-cms-widget-datetime/dist/esm/DateTimeControl.js', find: "fieldName: field.get('name')", replace: "fieldName: field.get('label')" },
  {
    // A box without a role may have no name, and this one was that of the widget.
    module: `${CORE}/components/Editor/EditorControlPane/EditorControl.js`,
    find: `        "aria-label": t('editor.editorControl.field.widgetLabel', {
          widgetLabel: widgetName
        }),
`,
    replace: '',
  },
];
