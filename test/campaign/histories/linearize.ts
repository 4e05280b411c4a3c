import { apply, nameOf, type Operation, type State } from './history.ts'

/*
 * Whether some order of the operations on one key explains all answers, each operation at one moment between its start and its end.
 * After Wing and Gong, with the memory of Lowe: the same operations done with the same result are tried once.
 */

interface Node {
  readonly place: number
  readonly operation: Operation
  readonly isCall: boolean
  /** The node of the return; undefined for a return, and where no answer came. */
  match?: Node | undefined
  before?: Node | undefined
  after?: Node | undefined
}

interface Step {
  readonly call: Node
  readonly state: State
  readonly done: bigint
}

/** States that are tried at most: more than one set can hold are no use, and much memory before. */
const MOST_STATES = 2_000_000

/** There are more orders than can be tried. */
export class Undecided extends Error {}

/**
 * The first operation that nothing explains; undefined where all is in order.
 * @throws Undecided where the states to try are too many.
 */
export function findViolation(operations: readonly Operation[], initial: State = undefined): Operation | undefined {
  const head = toList(operations)
  const seen = new Set<string>()
  const steps: Step[] = []
  let [state, done] = [initial, 0n]
  let [deepest, blamed] = [-1, undefined as Operation | undefined]
  for (let node = head.after; hasReturns(head); ) {
    if (node?.isCall) {
      const found = apply(state, node.operation.action)
      const doneNow = done | (1n << BigInt(node.place))
      const name = found && `${doneNow.toString(36)} ${nameOf(found.next)}`
      if (!found || name === undefined || seen.has(name)) {
        node = node.after
        continue
      }
      if (seen.size === MOST_STATES) throw new Undecided(`${MOST_STATES} states`)
      seen.add(name)
      steps.push({ call: node, state, done })
      state = found.next
      done = doneNow
      lift(node)
      node = head.after
      continue
    }
    // Here is a return whose call is not done yet, or the end: the last step was wrong.
    if (node && steps.length > deepest) [deepest, blamed] = [steps.length, node.operation]
    const last = steps.pop()
    if (!last) return blamed
    state = last.state
    done = last.done
    unlift(last.call)
    node = last.call.after
  }
  return undefined
}

/** Operations without an answer need not be done. */
function hasReturns(head: Node): boolean {
  for (let node = head.after; node; node = node.after) if (!node.isCall || node.match) return true
  return false
}

function toList(operations: readonly Operation[]): Node {
  const events = operations.flatMap((operation, place) => {
    const call: Node = { place, operation, isCall: true }
    if (operation.end === undefined) return [{ time: operation.start, node: call }]
    const end: Node = { place, operation, isCall: false }
    call.match = end
    return [
      { time: operation.start, node: call },
      { time: operation.end, node: end },
    ]
  })
  events.sort((a, b) => a.time - b.time || Number(b.node.isCall) - Number(a.node.isCall))
  const head: Node = { place: -1, operation: { client: -1, start: 0, action: { kind: 'delete' } }, isCall: true }
  let last = head
  for (const { node } of events) {
    last.after = node
    node.before = last
    last = node
  }
  return head
}

function lift(call: Node): void {
  for (const node of [call, ...(call.match ? [call.match] : [])]) {
    if (node.before) node.before.after = node.after
    if (node.after) node.after.before = node.before
  }
}

function unlift(call: Node): void {
  for (const node of [...(call.match ? [call.match] : []), call]) {
    if (node.before) node.before.after = node
    if (node.after) node.after.before = node
  }
}
