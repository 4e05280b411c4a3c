/** For authors of rules: holds a rule to its examples, in any test framework. */

export { type InvalidCase, type RuleCase, type RuleTests, testRule } from './test-rule.ts'
