import type { Step, Trace } from './facts.ts'
import { remarkText } from './remarks.ts'

/** A trace as JSON has it, version 1: unknown numbers are null. */
export function traceJson({ steps, outputs, charges, diagnostics }: Trace): Record<string, unknown> {
  return {
    version: 1,
    steps: steps.map(stepJson),
    outputs: outputs.map(({ kind, count, object, bucket, ...output }) => ({
      kind,
      ...known(output),
      count: count ?? null,
      ...(bucket !== undefined && { bucket }),
      ...(object !== undefined && { object }),
    })),
    charges: charges.map(({ item, unit, quantity }) => ({ item, unit: unit.en, quantity: quantity ?? null })),
    diagnostics: diagnostics.map(({ ruleId, messageId, severity, message, span, serverCode, url }) => ({
      ...{ ruleId, messageId, severity, message, start: span.start, end: span.end, url },
      ...(serverCode !== undefined && { serverCode }),
    })),
  }
}

function known({ format, width, height, frames }: Pick<Step, 'format' | 'width' | 'height' | 'frames'>): object {
  return { format: format ?? null, width: width ?? null, height: height ?? null, frames: frames ?? null }
}

function stepJson(step: Step): object {
  const { operation, start, end, remarks, nested } = step
  return {
    ...{ operation, start, end, ...known(step) },
    ...(remarks.length > 0 && { remarks: remarks.map(({ id, data }) => remarkText(id, data, 'en')) }),
    ...(nested && { nested: nested.map(stepJson) }),
  }
}
