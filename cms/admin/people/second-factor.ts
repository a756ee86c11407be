import type { People } from '../../protocol/people.ts';
import { Role } from '../../protocol/roles.ts';
import { element } from '../dialogs/dialog.ts';
import { tickFields } from '../dialogs/form-fields.ts';
import { ROLE_CHOICES } from './words.ts';

/** Which roles must have a second factor. */
export function secondFactorForm({ secondFactor }: People): HTMLElement {
  const { field } = tickFields('roles', '必须用动态口令的角色', ROLE_CHOICES, secondFactor);
  // Numbered boxes would be new at every look.
  field.querySelectorAll('input').forEach((box) => {
    box.id = `factor-${box.value}`;
    box.name = 'role';
    box.dataset['focus'] = box.value;
  });
  return element(
    'form',
    { id: 'factor-form', 'data-key': 'factor' },
    field,
    element('p', { class: 'act' }, element('button', { type: 'submit', class: 'desk-button primary', 'data-focus': 'save' }, '保存')),
  );
}

export const chosenRoles = (form: HTMLFormElement): Role[] => Role.array().parse(new FormData(form).getAll('role'));
