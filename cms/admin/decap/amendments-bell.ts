import type { Amendment } from './amend.ts';

/** The bell (`bell/bell.ts`) beside the picture of whoever is signed in: at Decap's head, and at the editor's, which has the same corner. */
export const bell: readonly Amendment[] = [
  {
    module: 'decap-cms-core/dist/esm/components/UI/SettingsDropdown.js',
    find: `children: stripProtocol(displayUrl)
    }) : null, _jsx(Dropdown, {`,
    replace: `children: stripProtocol(displayUrl)
    }) : null, _jsx("desk-bell", {}), _jsx(Dropdown, {`,
  },
];
