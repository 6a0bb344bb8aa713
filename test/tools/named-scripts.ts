/** The npm scripts that a text names as `npm run x`, `npm test` or `npm start` and that are not among `scripts`. */
export function missingScripts(text: string, scripts: Readonly<Record<string, string>>): string[] {
  const named = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map(
    ([, run, short]) => run ?? short ?? '',
  )
  return [...new Set(named)].filter((name) => !Object.hasOwn(scripts, name))
}
