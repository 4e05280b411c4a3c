import { type SpawnSyncOptions, spawnSync } from 'node:child_process'

/** One row of the report: a measured ratio, or milliseconds over a floor, and the most that it may be; no figure where a tool is missing. */
export interface Row {
  readonly name: string
  readonly value: number | 'not installed'
  readonly unit: 'x' | 'ms' | 's' | 'MB'
  readonly limit: number
  readonly detail: string
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/**
 * Nanoseconds of processor time that each of several functions takes, measured in turns so that all meet the same noise; medians of
 * the turns. Processor time, because the wall clock also counts what the neighbours on the machine do.
 */
export function timeInTurns(
  functions: readonly (() => void)[],
  turns = 25,
  clock: () => number = processorTime,
): readonly number[] {
  const times = functions.map((): number[] => [])
  for (let turn = -3; turn < turns; turn++) {
    functions.forEach((run, index) => {
      const start = clock()
      run()
      if (turn >= 0) times[index]?.push(clock() - start)
    })
  }
  return times.map(median)
}

function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}

/** The environment without certificates of the machine's own, which every start of Node would read first. */
export const PLAIN_ENVIRONMENT: NodeJS.ProcessEnv = { ...process.env, NODE_EXTRA_CA_CERTS: '' }

/** Milliseconds that each of several commands of Node takes from start to end, measured in turns; medians. */
export function timeCommands(
  commands: readonly (readonly string[])[],
  turns = 31,
  options: SpawnSyncOptions = { stdio: 'ignore' },
): readonly number[] {
  const runs = commands.map(argv => () => {
    const { error } = spawnSync(process.execPath, [...argv], options)
    if (error) throw error
  })
  return timeInTurns(runs, turns, () => Number(process.hrtime.bigint())).map(time => time / 1e6)
}

/** True where a command can be started. */
export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined
}

function verdictOf(value: Row['value'], limit: number): string {
  if (value === 'not installed') return '-'
  return value <= limit ? 'yes' : 'NO'
}

/** The rows as a table. */
export function report(rows: readonly Row[]): string {
  const lines = rows.map(({ name, value, unit, limit, detail }) => {
    const measured = value === 'not installed' ? value : `${value.toFixed(2)} ${unit}`
    return `| ${name} | ${measured} | ${limit} ${unit} | ${verdictOf(value, limit)} | ${detail} |`
  })
  return ['| what | measured | at most | within | detail |', '|---|---|---|---|---|', ...lines, ''].join('\n')
}
