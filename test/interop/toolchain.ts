import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Whether a command is on the path. */
export function isOnPath(command: string): boolean {
  return (process.env.PATH ?? '').split(path.delimiter).some(folder => {
    try {
      accessSync(path.join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Runs a command to its end, or kills it after some milliseconds. */
export function execute(
  [command = '', ...values]: readonly string[],
  { cwd, env, timeout }: { cwd?: string; env?: Record<string, string | undefined>; timeout: number },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, values, {
      ...(cwd !== undefined && { cwd }),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
      killSignal: 'SIGKILL',
    })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', text => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', text => (stderr += text))
    child.once('error', reject)
    child.once('close', code => resolve({ code, stdout, stderr }))
  })
}

/** Runs a command of a toolchain, five minutes at most; throws when it fails. */
export async function run(command: readonly string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await execute(command, { cwd, timeout: 300_000 })
  if (code !== 0) throw new Error(`"${command.join(' ')}" ended with ${code}: ${(stderr + stdout).trim().slice(-600)}`)
}

/** What is thrown where the packages of a client cannot be fetched: it is left out by name then. */
export class NotFetched extends Error {}

/** Runs a command that fetches from a registry; networks break, so it is tried again with pauses before it is given up. */
async function fetched(command: readonly string[], cwd: string): Promise<void> {
  for (const pause of [5000, 20_000]) {
    try {
      return await run(command, cwd)
    } catch {
      await sleep(pause)
    }
  }
  await run(command, cwd).catch(error => {
    throw new NotFetched(error instanceof Error ? error.message : String(error))
  })
}

/** Fills a folder anew unless it was filled from these sources before. */
export async function stamped(folder: string, sources: readonly string[], fill: () => Promise<void>): Promise<void> {
  const stamp = path.join(folder, '.stamp')
  const digest = createHash('sha256').update(sources.join('\0')).digest('hex')
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await fill()
  await writeFile(stamp, digest)
}

/** A virtual environment with the packages of a requirements file. */
export async function venv(folder: string, requirements: string): Promise<void> {
  await run(['python3', '-m', 'venv', folder], path.dirname(folder))
  const pip = [path.join(folder, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
  await fetched([...pip, '--requirement', requirements], folder)
}

/** Fetches the modules of a Go project, which building it does else. */
export function modules(project: string): Promise<void> {
  return fetched(['go', 'mod', 'download'], project)
}

/** Copies the jars of a profile of the pom into a folder. */
export function maven(project: string, profile: string, folder: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`]
  return fetched(['mvn', '--quiet', '--batch-mode', '--activate-profiles', profile, ...goal], project)
}

/** Compiles Java sources into a folder. */
export function javac(project: string, sources: readonly string[], classPath: string, folder: string): Promise<void> {
  return run(['javac', '-encoding', 'UTF-8', '-d', folder, '-cp', classPath, ...sources], project)
}

/** Installs the packages of a composer.json into a folder. */
export async function composer(project: string, folder: string): Promise<void> {
  await copyFile(path.join(project, 'composer.json'), path.join(folder, 'composer.json'))
  await fetched(['composer', 'install', '--quiet', '--no-interaction'], folder)
}
