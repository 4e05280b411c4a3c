import module from 'node:module'

// Node 22.8 and later keep what V8 makes of the files that are loaded from here on, in a folder of their own.
const enableCompileCache: unknown = Reflect.get(module, 'enableCompileCache')
if (typeof enableCompileCache === 'function') enableCompileCache.call(module)
import('./cli/program.ts').then(({ run }) => run())
