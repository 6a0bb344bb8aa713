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
 * Runs a program once for each list of arguments, one run after another. Each run has its own process, so that it does
 * not measure memory that another run has left. Prints the other lines of the runs on standard error, and all their
 * figures together at the end. Returns true when every run ended with 0.
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
