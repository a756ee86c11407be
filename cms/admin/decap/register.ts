import { DecapCmsCore as CMS } from 'decap-cms-core';
import booleanWidget from 'decap-cms-widget-boolean';
import datetimeWidget from 'decap-cms-widget-datetime';
import fileWidget from 'decap-cms-widget-file';
import imageWidget from 'decap-cms-widget-image';
import listWidget from 'decap-cms-widget-list';
import numberWidget from 'decap-cms-widget-number';
import objectWidget from 'decap-cms-widget-object';
import relationWidget from 'decap-cms-widget-relation';
import richtextWidget from 'decap-cms-widget-richtext';
import selectWidget from 'decap-cms-widget-select';
import stringWidget from 'decap-cms-widget-string';
import textWidget from 'decap-cms-widget-text';
import { codeComponent, codeWidget } from '../editor/code-block.ts';
import { footnoteComponent } from '../editor/footnote-component.ts';
import { imageComponent } from '../editor/image-component.ts';
import { phrases } from './locale.ts';

/** The widgets that the model's fields name, and no others: each is a part of the bundle. */
export const widgets = [
  stringWidget, textWidget, numberWidget, booleanWidget, datetimeWidget, selectWidget,
  listWidget, objectWidget, relationWidget, imageWidget, fileWidget, richtextWidget,
];

/** Tells Decap of its parts, as decap-cms-app does for all that there are. */
export function register(): void {
  // Decap's own types know neither a list of widgets nor a code block.
  CMS.registerWidget([...widgets.map((widget) => widget.Widget()), codeWidget] as never);
  CMS.registerEditorComponent(imageComponent);
  CMS.registerEditorComponent(footnoteComponent);
  CMS.registerEditorComponent(codeComponent as never);
  CMS.registerLocale('zh_Hans', phrases);
}
