import type { Amendment } from './amend.ts';

const NOTIFICATIONS = 'decap-cms-core/dist/esm/components/UI/Notifications.js';

/** Notifications wrote their styles into the page, which the admin's policy (`cms/desk/http/desk-headers.ts`) forbids: they come as a file. */
export const styles: readonly Amendment[] = [
  { module: NOTIFICATIONS, find: "import { injectStyle } from 'react-toastify/dist/inject-style';", replace: "import 'react-toastify/dist/ReactToastify.css';" },
  { module: NOTIFICATIONS, find: 'injectStyle();\n', replace: '' },
];
