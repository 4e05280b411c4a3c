/** Milliseconds since some moment, for durations. The global `performance` would load a module that nothing else here needs. */
export function milliseconds(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
