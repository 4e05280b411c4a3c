import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { run } from './run.ts'

const folder = path.join(import.meta.dirname, '../../examples/operations')
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')
const units = readdirSync(path.join(folder, 'systemd')).map(name => `systemd/${name}`)

interface Service {
  readonly image: string
  readonly command?: string | readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly depends_on?: readonly string[]
  readonly stop_grace_period?: string
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
}

const compose: Compose = parse(read('compose.yaml'), { strict: true })
const worker = compose.services.worker

/** The calls of the command in a text: its name, and the options behind it. */
function callsIn(text: string): readonly { command: string; options: readonly string[] }[] {
  return Array.from(
    text.matchAll(/oss-process ([a-z]+)(?![a-z@])((?: [^\n`|&#;"]*)?)/g),
    ([, command = '', rest = '']) => ({
      command,
      options: Array.from(rest.matchAll(/(?<= )--[a-z-]+/g), ([option]) => option),
    }),
  )
}

describe.each(['compose.yaml', ...units, 'README.md', 'README.zh-CN.md'])('%s', name => {
  const calls = callsIn(read(name))

  test.skipIf(calls.length === 0)('names commands and options that there are', async () => {
    for (const { command, options } of calls) {
      const { code, stdout } = await run([command, '--help'])
      expect([command, code]).toEqual([command, 0])
      for (const option of options) expect(stdout).toMatch(new RegExp(`${option}(?![a-z-])`))
    }
  })
})

test('the calls are found', () => {
  expect(callsIn(`${worker?.command}`)).toEqual([{ command: 'work', options: ['--queue', '--rate', '--metrics'] }])
  expect(callsIn(units.map(read).join('\n')).map(({ command }) => command)).toEqual(['receipts', 'work'])
})

test('workers install no package by a name that is on no registry, and take what the environment names', () => {
  const installed = /npm install --no-save ([^&]*?) &&/.exec(`${worker?.command}`)?.[1]?.split(' ') ?? []
  expect(installed.filter(name => !/^[a-z]+@\d+$/.test(name))).toEqual(['\\"$$OSS_PROCESS\\"'])
  expect(worker?.environment?.OSS_PROCESS).toBe('${OSS_PROCESS:?}')
})

test('services of the Compose file name one another, volumes and files that there are', () => {
  const names = Object.keys(compose.services)
  for (const service of Object.values(compose.services)) {
    for (const other of service.depends_on ?? []) expect(names).toContain(other)
    for (const volume of service.volumes ?? []) {
      const [from = ''] = volume.split(':')
      if (from.startsWith('./')) expect(read(from)).not.toBe('')
      else expect(Object.keys(compose.volumes)).toContain(from)
    }
  }
  const [, host, port] = /redis:\/\/([a-z]+):(\d+)/.exec(`${worker?.command}`) ?? []
  expect([names.includes(host ?? ''), port]).toEqual([true, '6379'])
})

test('the packages of the queue are those of this version', () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(folder, '../../package.json'), 'utf8'))
  for (const [, name = '', major] of `${worker?.command}`.matchAll(/ (bullmq|ioredis)@(\d+)/g))
    expect(devDependencies[name]).toMatch(new RegExp(`^\\^?${major}\\.`))
})
