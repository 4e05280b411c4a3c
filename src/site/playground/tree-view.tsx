import type { VNode } from 'preact'
import { parseTree } from '../../language/parser.ts'
import type { Node } from '../../language/tree.ts'
import { childrenOf } from '../../language/walk.ts'

/** The syntax tree of a string: what each node is, its text, and where it stands. */
export function TreeView({ text }: { readonly text: string }): VNode {
  return (
    <ul class="tree">
      <Branch node={parseTree(text).tree} text={text} />
    </ul>
  )
}

function Branch({ node, text }: { readonly node: Node; readonly text: string }): VNode {
  const { kind, start, end } = node
  const children = childrenOf(node)
  return (
    <li>
      <span class="tree-kind">{kind}</span> <code>{text.slice(start, end)}</code>{' '}
      <span class="quiet">
        {start}–{end}
      </span>
      {children.length > 0 && (
        <ul>
          {children.map(child => (
            <Branch key={`${child.kind}-${child.start}-${child.end}`} node={child} text={text} />
          ))}
        </ul>
      )}
    </li>
  )
}
