import { serveLanguage } from '../../../../src/server/index.ts'

// The editor tells its language with the first message.
void serveLanguage(process.stdin, process.stdout, { version: '0.2.0', locale: 'en' }).then(code => {
  process.exitCode = code
})
