import type { ISerializedGast } from 'chevrotain'

/** A production, or a part of one, as Chevrotain serialises it. */
export interface Serialized {
  readonly type: string
  readonly name: string
  /** What a terminal is called where it stands. */
  readonly terminalLabel?: string
  readonly pattern?: string
  readonly definition: readonly Serialized[]
}

/** Reads what Chevrotain serialises, independently of the generators. */
export function readSerialized(productions: readonly ISerializedGast[]): readonly Serialized[] {
  return JSON.parse(JSON.stringify(productions), (_, value) =>
    typeof value === 'object' && 'type' in value ? { definition: [], ...value } : value,
  )
}

/** The name of a part in text and diagrams: of a terminal of one character that character. */
export function nameOf({ type, name, terminalLabel, pattern }: Serialized): string {
  return type === 'Terminal' && pattern?.length === 1 ? pattern : (terminalLabel ?? name)
}
