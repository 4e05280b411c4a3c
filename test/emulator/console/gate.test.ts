import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGate } from '../../../src/emulator/console/page/gate.ts'

/** Those who came to a gate, and who of them is inside. */
function visitors(places: number) {
  const gate = createGate(places)
  const inside = new Set<string>()
  const come = (name: string) => gate.join(isOn => (isOn ? inside.add(name) : inside.delete(name)))
  return { gate, come, names: () => [...inside].join('') }
}

test('lets in as many as there is room for, in the order in which they came', () => {
  const { come, names } = visitors(2)
  const leaveA = come('a')
  come('b')
  const leaveC = come('c')
  come('d')
  expect(names()).toBe('ab')
  leaveC()
  leaveA()
  leaveA()
  expect(names()).toBe('abd')
})

test('sends out those inside while it is held, and lets them in first again', () => {
  const { gate, come, names } = visitors(2)
  for (const name of 'abc') come(name)
  gate.hold(true)
  come('d')
  expect(names()).toBe('')
  gate.hold(false)
  expect(names()).toBe('ab')
})

test('never more than there is room for, and nobody is forgotten', () => {
  const step = fc.constantFrom('come', 'leave', 'hold', 'open')
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const gate = createGate(3)
      const inside = new Set<number>()
      const leavers = new Map<number, () => void>()
      for (const [at, name] of steps.entries()) {
        if (name === 'come')
          leavers.set(
            at,
            gate.join(isOn => (isOn ? inside.add(at) : inside.delete(at))),
          )
        const [first] = leavers
        if (name === 'leave' && first) {
          first[1]()
          leavers.delete(first[0])
          inside.delete(first[0])
        }
        if (name === 'hold' || name === 'open') gate.hold(name === 'hold')
        expect(inside.size).toBeLessThanOrEqual(3)
      }
      gate.hold(false)
      expect(inside.size).toBe(Math.min(3, leavers.size))
    }),
  )
})
