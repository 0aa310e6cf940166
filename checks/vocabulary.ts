/** The closed lists the checks hold the code to. A new word here is a decision: write it down in docs/decisions. */

/** The rooms: every top-level folder, and whether code in it may be seen by which other is in directions.ts. */
export const rooms = ['rules', 'contract', 'server', 'web', 'database', 'people', 'e2e', 'checks', 'docs'] as const

/** Top-level folders that are not rooms: what tools outside the code ask for. */
export const hiddenFolders: readonly string[] = ['.ci']

/** The files that may stand beside the rooms. */
export const rootFiles: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'LICENSE',
  'LICENSE.md',
  'LICENSE.txt',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'biome.json',
  '.oxlintrc.json',
  '.gitignore',
  '.gitattributes',
  '.editorconfig',
  'launch.mjs',
  'vite.config.ts',
  'vitest.config.ts',
  'Dockerfile',
  'compose.yaml',
]

/** The domains: the same names in every room. Their order is that of docs/rulebook.md. */
export const domains: readonly string[] = [
  'accounts',
  'caseload',
  'conversations',
  'related-persons',
  'tools',
  'tasks',
  'notifications',
  'audit',
  'video',
  'integrations',
  'practices',
]

/** What a slice of the server is made of: a file of this name, or a folder when one file is too small for it. */
export const sliceParts: readonly string[] = ['routes', 'access', 'changes', 'views', 'due', 'letters']

/** The parts of a slice that another slice may use. */
export const openParts: readonly string[] = ['access', 'changes']

/** The parts of a slice that speak SQL. */
export const sqlParts: readonly string[] = ['access', 'changes', 'views', 'due']

/** The root files of the server that speak SQL: they carry the visit, the databases, the keys, the live channel and the outbox. */
export const sqlRootFiles: readonly string[] = [
  'server/visit.ts',
  'server/database.ts',
  'server/live.ts',
  'server/outbox.ts',
  'server/migrate.ts',
  'server/keys.ts',
  'server/cluster.ts',
  'server/travel.ts',
  'server/health.ts',
]

/** The one file that reads the environment. */
export const settingsFile = 'server/config.ts'

/** The files that may ask what time it is. */
export const clockFiles: readonly string[] = ['server/visit.ts', 'server/clock.ts']

/** The file of the server that may bring in the cast: it puts the demo together. */
export const seedingFiles: readonly string[] = ['server/main.ts']

/** The file of the server that may build the web client. */
export const buildingFiles: readonly string[] = ['server/start.ts']

/** The stage of the tests: it makes databases and throws them away, and lets a test look into one. */
export const stageFiles: readonly string[] = [
  'people/room.ts',
  'people/world.ts',
  'people/held-up.ts',
  'people/lines.ts',
  'people/second-step.ts',
  'people/links.ts',
  'people/outside.ts',
  'people/looks.ts',
]

/** Names that say nothing about what is inside. */
export const emptyNames: readonly string[] = [
  'utils',
  'util',
  'helpers',
  'helper',
  'services',
  'managers',
  'common',
  'types',
]

/** Written by a machine: no limits on their length. */
export const generatedFiles: readonly string[] = [
  'database/rows.ts',
  'database/room.schema.sql',
  'database/practices.schema.sql',
]

/** What the browser may be sent besides our own code: the budget of the first page hangs on it. */
export const browserPackages: readonly string[] = [
  'preact',
  '@preact/signals',
  'preact-iso',
  // For passkeys and QR codes; only in pieces that are fetched when somebody wants one.
  '@simplewebauthn/browser',
  'uqr',
  // Made by web/build.ts from the contract: its addresses, without zod.
  'virtual:contract',
]

/** Files of web that run while it is built, not in the browser. */
export const buildFiles: readonly string[] = ['web/build.ts']
