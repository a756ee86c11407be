/**
 * Everything that a person can do at the desk. Each route and each action of the store names its verb; `can` (cms/desk/workflow/can.ts)
 * says who may, and when.
 */
export const VERBS = [
  'read', 'save', 'upload', 'submit', 'withdraw-submission', 'sign', 'send-back', 'publish', 'schedule', 'unschedule', 'publish-urgently',
  'withdraw', 'correct', 'discard', 'delete', 'restore-version', 'restore-release', 'manage', 'own-account',
] as const;
export type Verb = (typeof VERBS)[number];
