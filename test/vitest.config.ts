import type { ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = {
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: ['test/interop/**', 'test/campaign/**'],
    globalSetup: 'test/temporary-folder.ts',
    testTimeout: 60_000,
    // What comes about sooner or later may take as long as the whole test on a machine that is busy.
    expect: { poll: { timeout: 60_000 } },
    // Left alone, one processor would have nothing to do.
    maxWorkers: '100%',
  },
}

export default config
