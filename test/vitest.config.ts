import type { ViteUserConfig } from 'vitest/config'

/** They measure processor time or memory of their process, or load the sources where something is missing. */
const ALONE = [
  'test/{lint,extract}/linear.test.ts',
  'test/lint/edges.test.ts',
  'test/recipe/{hostile,scale}.test.ts',
  'test/request/verify.test.ts',
]

const ELSEWHERE = ['test/interop/**', 'test/campaign/**']

const config: ViteUserConfig = {
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: 'test/temporary-folder.ts',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
    // What comes about sooner or later may take as long as the whole test on a machine that is busy.
    expect: { poll: { timeout: 180_000 } },
    // Left alone, one processor would have nothing to do.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      // Files share processes: to load the sources anew for each of them took a fifth of the time of all tests.
      {
        extends: true,
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: [...ALONE, ...ELSEWHERE], isolate: false },
      },
    ],
  },
}

export default config
