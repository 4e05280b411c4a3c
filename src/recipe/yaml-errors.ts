import type { RecipeMessageId } from './messages.ts'

/** What the library's error codes are called here. */
export const YAML_ERRORS: Readonly<Record<string, RecipeMessageId>> = {
  BAD_DIRECTIVE: 'yaml-directive',
  BAD_DQ_ESCAPE: 'yaml-escape',
  BAD_INDENT: 'yaml-indent',
  BAD_SCALAR_START: 'yaml-start',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-nested-key',
  BLOCK_IN_FLOW: 'yaml-block-in-flow',
  MISSING_CHAR: 'yaml-missing-character',
  MULTILINE_IMPLICIT_KEY: 'yaml-long-key',
  MULTIPLE_ANCHORS: 'yaml-anchors',
  TAB_AS_INDENT: 'yaml-tab',
  TAG_RESOLVE_FAILED: 'yaml-tag',
  UNEXPECTED_TOKEN: 'yaml-token',
}
