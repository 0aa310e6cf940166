import { defineConfig } from 'vitest/config'

// One PostgreSQL and one built client for the whole run; each file makes databases of its own in it.
export default defineConfig({
  test: {
    include: [
      'rules/**/*.test.ts',
      'contract/**/*.test.ts',
      'server/**/*.test.ts',
      'checks/**/*.test.ts',
      'people/**/*.test.ts',
      'e2e/**/*.test.ts',
      'web/**/*.test.ts',
      // What needs more than a bare machine brings, or more than a minute.
      ...(process.env.ALCOVE_PROOF === 'full' ? ['e2e/**/*.proof.ts'] : []),
    ],
    globalSetup: ['checks/before-all.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores; much of a test is waiting, for a browser or for PostgreSQL.
    maxWorkers: 3,
    retry: 0,
    allowOnly: false,
  },
})
