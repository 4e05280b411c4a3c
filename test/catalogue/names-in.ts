import type { Constraint } from '../../grammar/catalogue/types.ts'

/** The parameters that a constraint speaks of. */
export function namesIn(constraint: Constraint): readonly string[] {
  switch (constraint.kind) {
    case 'oneOf':
    case 'conflict':
      return constraint.parameters
    case 'requires':
      return [...constraint.parameters, ...constraint.unless.flatMap(Object.keys)]
    case 'ignored':
      return [
        ...constraint.parameters,
        ...[constraint.when, constraint.unless].flatMap(list => list ?? []).flatMap(Object.keys),
      ]
    case 'restricted':
      return [constraint.parameter, ...Object.keys(constraint.when)]
  }
}
