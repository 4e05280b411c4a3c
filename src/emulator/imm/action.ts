/** The parameters of a query, by name. */
export type ImmParameters = ReadonlyMap<string, string>

/** What an action gives: fields, or what stands in the way. */
export type ImmOutcome =
  | { readonly fields: object }
  | { readonly status: number; readonly code: string; readonly message: string }
