import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { type Figure, printFigures } from './figure.ts'

const figureLine = z.strictObject({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  peer: z.number().nullable(),
  ratio: z.number().nullable(),
})

/**
 * Runs a program with each of these arguments, one after another, each in a process of its own, so that none measures what another has left
 * in its memory. What they say on their way goes to the standard error; all their figures are printed together at the end.
 */
export async function runEach(program: string, runs: readonly (readonly string[])[]): Promise<boolean> {
  const figures: Figure[] = []
  const missed: string[] = []
  for (const run of runs) {
    const name = run.join(' ')
    console.error(`\n${name}`)
    const child = spawn(process.execPath, [program, ...run], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    for await (const line of createInterface(child.stdout)) {
      const figure = asFigure(line)
      if (figure === null) console.error(line)
      else figures.push({ ...figure, name: `${run[0]}: ${figure.name}` })
    }
    const [code] = await ended
    if (code !== 0) missed.push(name)
  }
  printFigures(figures)
  console.error(missed.length === 0 ? 'All are reached.' : `Not reached: ${missed.join(', ')}.`)
  return missed.length === 0
}

function asFigure(line: string): Figure | null {
  if (!line.startsWith('{')) return null
  return figureLine.safeParse(JSON.parse(line)).data ?? null
}
