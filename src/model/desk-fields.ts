import type { Field, Fields, Value } from './field.ts';
import { group, moment, rows, text } from './fields.ts';

/** A field that Decap keeps as it stands and shows nobody. It is told of no inner fields: it would begin new entries with empty ones. */
const kept = <F extends Field>(field: F): F => ({
  ...field,
  widget: (name: string) => ({ name, label: field.label, required: field.required, ...(field.hint ? { hint: field.hint } : {}), widget: 'hidden' }),
});

/** Rows that Decap shows, and to which it adds none: they come from a verb of the desk. */
const listed = <F extends Field>(field: F): F => ({
  ...field,
  widget: (name: string) => ({ ...field.widget(name), allow_add: false, allow_remove: false, allow_reorder: false }),
});

/**
 * The fields that the desk writes into every entry, and no editor: who answers for the text, that it was withdrawn, what of it was
 * put right. Every collection that is a folder ends with them.
 */
export const deskFields = {
  signed: kept(group(
    {
      writer: text({ label: '撰稿', max: 40, required: false }),
      editor: text({ label: '责任编辑', max: 40, required: false }),
      reviewer: text({ label: '审核', max: 40, required: false }),
    },
    { label: '署名', required: false, example: { writer: '示例撰稿', editor: '示例编辑', reviewer: '示例审核' } },
  )),
  withdrawn: kept(group(
    { at: moment({ label: '撤稿时间' }), reason: text({ label: '撤稿原因', max: 300, lines: true }) },
    { label: '撤稿', required: false },
  )),
  corrections: listed(rows(
    { at: kept(moment({ label: '更正时间' })), text: text({ label: '更正内容', max: 300, lines: true }) },
    {
      label: '更正', required: false, max: 50, summary: "{{fields.at | date('YYYY-MM-DD')}} {{fields.text}}",
      hint: '发布以后改正差错，用“更正”写明改了什么；写过的列在这里，也显示在页面上',
    },
  )),
} as const satisfies Fields;

type Of<N extends keyof typeof deskFields> = NonNullable<Value<(typeof deskFields)[N]>>;
/** Who answers for an entry's text, by name. */
export type Signed = Of<'signed'>;
/** Since when an entry is withdrawn, and the reason that the public is told. */
export type Withdrawal = Of<'withdrawn'>;
/** A published mistake that was put right: when, and what. */
export type Correction = Of<'corrections'>[number];
