import { expect, test } from 'vitest'
import { ROLES } from '../../../src/shared/model/lists.ts'
import { may, RIGHTS } from '../../../src/shared/rules/permissions.ts'

const rightsOf = (role: string) => RIGHTS.filter((right) => may({ role }, right))

test('each role has exactly these rights', () => {
  expect(Object.fromEntries(ROLES.map((role) => [role, rightsOf(role)]))).toEqual({
    agent: ['export'],
    supervisor: ['approve', 'bulk_refund', 'pass_keep_one', 'end_for_others', 'export'],
    admin: ['export'],
  })
})

test('a role that the central service invented later has the rights of an agent', () => {
  expect(rightsOf('auditor')).toEqual(rightsOf('agent'))
  expect(rightsOf('constructor')).toEqual(rightsOf('agent'))
})

test('nobody signed in may do nothing', () => {
  expect(RIGHTS.filter((right) => may(null, right))).toEqual([])
})
