/** The desk's addresses; both sides read them here. */
export const api = {
  setup: '/admin/api/setup',
  session: '/admin/api/session',
  store: '/admin/api/store',
  /** `POST ?path=` uploads; `GET /admin/api/media/<version>/<name>` fetches an upload for a signed-in person. */
  media: '/admin/api/media',
  releases: '/admin/api/releases',
  restore: '/admin/api/releases/restore',
  release: '/admin/api/releases/release',
  history: '/admin/api/history',
  historyTexts: '/admin/api/history/texts',
  activity: '/admin/api/activity',
  activityPeople: '/admin/api/activity/people',
  approval: '/admin/api/approval',
  /** Where the repository's post-receive hook says that `main` has moved. */
  wake: '/admin/api/wake',
} as const;

export const pages = { admin: '/admin/', signIn: '/admin/signin/', setUp: '/admin/setup/' } as const;
