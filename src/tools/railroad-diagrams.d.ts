declare module '@prantlf/railroad-diagrams' {
  export const Diagram: { fromJSON(items: readonly object[]): { toString(): string } }
}
