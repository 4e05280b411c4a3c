import type { ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = {
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: ['test/interop/**', 'test/campaign/**'],
    testTimeout: 60_000,
    // Left alone, one processor would have nothing to do.
    maxWorkers: '100%',
  },
}

export default config
