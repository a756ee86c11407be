/** The desk's addresses; both sides read them here. */
export const api = {
  setup: '/admin/api/setup',
  session: '/admin/api/session',
  /** Opens a one-time link (an invitation, a reset); `/accept` uses it up. Whoever has the link needs no session. */
  link: '/admin/api/link',
  /** Below it, everything about one's own account: open also to whoever must set up a second factor first. */
  account: '/admin/api/account',
  /** Below it, what the administrator does. */
  people: '/admin/api/people',
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
  mirror: '/admin/api/mirror',
  notices: '/admin/api/notices',
  noticesRead: '/admin/api/notices/read',
  notifying: '/admin/api/notifying',
  notifyingWebhook: '/admin/api/notifying/webhook',
  notifyingMail: '/admin/api/notifying/mail',
  notifyingTest: '/admin/api/notifying/test',
  undelivered: '/admin/api/notifying/undelivered',
  /** Where the repository's post-receive hook says that `main` has moved. */
  wake: '/admin/api/wake',
} as const;

export const pages = { admin: '/admin/', signIn: '/admin/signin/', setUp: '/admin/setup/', invite: '/admin/invite/', account: '/admin/account/', people: '/admin/people/', log: '/admin/log/' } as const;
