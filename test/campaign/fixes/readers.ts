import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { DOMParser } from '@xmldom/xmldom'
import ts from 'typescript'
import { parseDocument } from 'yaml'

/** All of a text but what stands in its literals; undefined where it cannot be read. */
export type ReadCode = (text: string, file: string) => string | undefined | Promise<string | undefined>

const LITERALS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
])

/** JavaScript and TypeScript, read by TypeScript. */
export const readScript: ReadCode = (text, file) => {
  const source = ts.createSourceFile(file.replace(/\.mjs$/, '.js'), text, ts.ScriptTarget.Latest, true)
  const faults: unknown = Reflect.get(source, 'parseDiagnostics')
  if (Array.isArray(faults) && faults.length > 0) return undefined
  const words: string[] = []
  const visit = (node: ts.Node): void => {
    if (LITERALS.has(node.kind)) words.push('literal')
    else if (node.getChildCount() === 0) words.push(node.getText())
    ts.forEachChild(node, visit)
  }
  visit(source)
  return words.join(' ')
}

/** Only the shape of data: keys, and that there are texts. */
const shapeOf = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === 'string' ? '' : item))

export const readJson: ReadCode = text => {
  try {
    return shapeOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

export const readYaml: ReadCode = text => {
  const document = parseDocument(text)
  return document.errors.length > 0 ? undefined : shapeOf(document.toJS())
}

export const readXml: ReadCode = text => {
  try {
    const document = new DOMParser({
      onError: level => {
        if (level !== 'warning') throw new Error(level)
      },
    }).parseFromString(text, 'text/xml')
    return Array.from(
      document.getElementsByTagName('*'),
      ({ tagName, attributes }) => `${tagName} ${attributes.length}`,
    ).join(',')
  } catch {
    return undefined
  }
}

const PYTHON = `
import ast, io, json, sys, tokenize
for line in sys.stdin:
    text = json.loads(line)
    try:
        ast.parse(text)
        words = [t.string for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type != tokenize.STRING and not tokenize.tok_name[t.type].startswith('FSTRING')]
        print(json.dumps(' '.join(words)), flush=True)
    except Exception:
        print('null', flush=True)
`

const PHP = `
while (($line = fgets(STDIN)) !== false) {
  try {
    $words = [];
    foreach (token_get_all(json_decode($line), TOKEN_PARSE) as $token) {
      if (!is_array($token)) $words[] = $token;
      elseif (!in_array($token[0], [T_CONSTANT_ENCAPSED_STRING, T_ENCAPSED_AND_WHITESPACE])) $words[] = $token[1];
    }
    echo json_encode(implode(' ', $words)), "\\n";
  } catch (ParseError $error) {
    echo "null\\n";
  }
}
`

const GO = `
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"strings"
)

func read(text string) any {
	if _, err := parser.ParseFile(token.NewFileSet(), "a.go", text, 0); err != nil {
		return nil
	}
	var s scanner.Scanner
	set := token.NewFileSet()
	s.Init(set.AddFile("a.go", set.Base(), len(text)), []byte(text), nil, 0)
	var words []string
	for {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			return strings.Join(words, " ")
		}
		if tok != token.STRING {
			words = append(words, tok.String()+lit)
		}
	}
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var text string
		json.Unmarshal(in.Bytes(), &text)
		answer, _ := json.Marshal(read(text))
		fmt.Println(string(answer))
	}
}
`

/** A language, read by one process of its own. */
export interface Reader {
  readonly read: ReadCode
  stop(): void
}

/** Python as its own interpreter reads it; undefined where there is none. */
export const startPython = (): Reader | undefined => startReader('python3', ['--version'], ['-c', PYTHON])

/** PHP as its own interpreter reads it; undefined where there is none. */
export const startPhp = (): Reader | undefined => startReader('php', ['--version'], ['-r', PHP])

/** Go as its own parser reads it, by a program that is built in `folder`; undefined where there is none. */
export function startGo(folder: string): Reader | undefined {
  const [source, binary] = [path.join(folder, 'reader.go'), path.join(folder, 'reader')]
  writeFileSync(source, GO)
  return startReader('go', ['build', '-o', binary, source], [], binary)
}

/** Starts `program` where `command` runs with `trial`. Each line that it is given is a text as JSON, each that it answers what stands outside of literals. */
function startReader(
  command: string,
  trial: readonly string[],
  argv: readonly string[],
  program: string = command,
): Reader | undefined {
  if (spawnSync(command, trial).status !== 0) return undefined
  const child: ChildProcess = spawn(program, argv, { stdio: ['pipe', 'pipe', 'inherit'] })
  const { stdin, stdout } = child
  if (!stdin || !stdout) return undefined
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]()
  const read: ReadCode = async text => {
    stdin.write(`${JSON.stringify(text)}\n`)
    const { value } = await answers.next()
    const answer: unknown = JSON.parse(String(value))
    return typeof answer === 'string' ? answer : undefined
  }
  return { read, stop: () => void child.kill() }
}

/** Other languages, without a reader here: all that stands outside of quotes; undefined where a quote does not close. */
export const readQuotes: ReadCode = text => {
  const rest = text.replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, 'literal')
  return /["']/.test(rest) ? undefined : rest
}
