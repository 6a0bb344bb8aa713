import type { Copy } from '../../../../src/main/engine/store/copy/copy.ts'
import type { Store } from '../../../../src/main/engine/store/sqlite/open.ts'

/** A copy that records the text of every statement that is prepared on it. */
export function recordStatements(copy: Copy): { readonly spy: Copy; readonly statements: Set<string> } {
  const statements = new Set<string>()
  const prepare: Copy['prepare'] = (sql) => {
    statements.add(sql)
    return copy.prepare(sql)
  }
  return { spy: { ...copy, prepare }, statements }
}

/** The tables that SQLite would scan for this statement although an index should lead into them. */
export function scansOf({ sqlite }: Pick<Store, 'sqlite'>, sql: string): string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, 1])
  const explain = sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`)
  const plan = names.length > 0 ? explain.all(Object.fromEntries(names)) : explain.all(...sql.matchAll(/\?/g))
  return (plan as { detail: string }[])
    .map(({ detail }) => detail)
    .filter(
      (detail) =>
        /^SCAN (?!\(subquery|json_each|\w+ VIRTUAL TABLE INDEX 1:|CONSTANT)/.test(detail) &&
        !detail.includes('sync_state'),
    )
}
