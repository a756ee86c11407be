import type { Finding } from '../../protocol/refusal.ts';
import { element, openDialog } from './dialog.ts';
import { fieldLabel } from './field-label.ts';

/** Shows what is wrong with an entry: each finding with its field, its line and how it would be right. */
export function showFindings(sentence: string, findings: readonly Finding[]): HTMLDialogElement {
  return openDialog(
    { title: '有几处要改' },
    element('p', {}, sentence),
    element('ol', { class: 'desk-findings' }, ...findings.map(item)),
  );
}

function item(finding: Finding): HTMLElement {
  const label = fieldLabel(finding.file, finding.field);
  const where = [finding.severity === 'warning' ? '提醒' : '', label, `第 ${finding.line} 行`].filter(Boolean).join(' · ');
  return element(
    'li',
    { class: finding.severity },
    element('p', { class: 'desk-where' }, where),
    element('p', {}, finding.sentence),
    ...(finding.example ? [element('p', { class: 'desk-example' }, '可以这样写：', element('code', {}, finding.example))] : []),
  );
}
