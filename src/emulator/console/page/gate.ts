/** Lets a few through at a time, so that decoration never stands in the way of work. */
export interface Gate {
  /** Calls back with true when it may load, with false when it has to stop and wait again. The returned function leaves. */
  join(onTurn: (isOn: boolean) => void): () => void
  /** While held, nobody is let through, and those inside wait again. */
  hold(isHeld: boolean): void
}

/** A gate that `places` may be inside of. */
export function createGate(places: number): Gate {
  type OnTurn = (isOn: boolean) => void
  const waiting = new Set<OnTurn>()
  const inside = new Set<OnTurn>()
  let isClosed = false
  const admit = () => {
    for (const onTurn of waiting) {
      if (isClosed || inside.size >= places) return
      waiting.delete(onTurn)
      inside.add(onTurn)
      onTurn(true)
    }
  }
  return {
    join: onTurn => {
      waiting.add(onTurn)
      admit()
      return () => {
        waiting.delete(onTurn)
        if (inside.delete(onTurn)) admit()
      }
    },
    hold: isHeld => {
      isClosed = isHeld
      if (!isHeld) admit()
      if (!isHeld) return
      const stopped = [...inside]
      const others = [...waiting]
      inside.clear()
      waiting.clear()
      for (const onTurn of [...stopped, ...others]) waiting.add(onTurn)
      for (const onTurn of stopped) onTurn(false)
    },
  }
}
