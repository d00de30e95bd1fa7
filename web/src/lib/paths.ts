/** Every address of the app, in one place. Links and redirects come from here and nowhere else. */
export const paths = {
  start: () => "/",
  setup: () => "/setup",
  signIn: () => "/sign-in",
  resetPassword: () => "/reset-password",
  invitation: () => "/invitation",
  join: (slug: string) => `/join/${slug}`,
  organisations: () => "/organisations",
  foundOrganisation: () => "/organisations/new",
  account: () => "/account",
  security: () => "/account/security",
  sessions: () => "/account/sessions",
  installationJobs: () => "/installation/jobs",
  agents: () => "/installation/agents",
  agent: (name: string) => `/installation/agents/${encodeURIComponent(name)}`,
  health: () => "/installation/health",
  gallery: () => "/gallery",
  home: (slug: string) => `/o/${slug}`,
  /** A page of the organisation that the server names; its beginning if it names none. */
  below: (slug: string, page: string | null | undefined) => (page ? `/o/${slug}/${page}` : `/o/${slug}`),
  inbox: (slug: string) => `/o/${slug}/inbox`,
  inboxPreferences: (slug: string) => `/o/${slug}/inbox/preferences`,
  members: (slug: string) => `/o/${slug}/members`,
  member: (slug: string, member: string) => `/o/${slug}/members/${member}`,
  invitations: (slug: string) => `/o/${slug}/invitations`,
  invite: (slug: string) => `/o/${slug}/invitations/new`,
  imports: (slug: string) => `/o/${slug}/invitations/imports`,
  import: (slug: string, id: string) => `/o/${slug}/invitations/imports/${id}`,
  roles: (slug: string) => `/o/${slug}/roles`,
  audit: (slug: string) => `/o/${slug}/audit`,
  jobs: (slug: string) => `/o/${slug}/jobs`,
  keys: (slug: string) => `/o/${slug}/keys`,
  settings: (slug: string) => `/o/${slug}/settings`,
  configuration: (slug: string) => `/o/${slug}/configuration`,
} as const;

/** An address inside the app that somebody handed us; anything else leads to the beginning. */
export function safePath(candidate: unknown): string {
  return typeof candidate === "string" && /^\/(?![/\\])/.test(candidate) ? candidate : paths.start();
}
