import { LAST } from './beginning.ts'

/** The statements for one kind of clue. Each row is a customer, and whether the whole clue fits. */
export interface ClueStatements {
  /** In their order: exact matches first, then the others. Each has the parameter `@limit` besides its bounds. */
  readonly find: readonly string[]
  /** Has the parameter `@ids`, a JSON array of customer ids, besides its bounds. */
  readonly narrow: string
}

/**
 * The plus signs below stop SQLite from using other indexes: it reads all bookings of a few customers, never all
 * bookings of a flight.
 */
const OF_THESE_CUSTOMERS = 'FROM json_each(@ids) CROSS JOIN booking ON booking.customer_id = json_each.value'

/** `@from` and `@to` are the bounds of the reference; `@from` is all of the clue. */
export const REFERENCE: ClueStatements = {
  find: [
    `SELECT customer_id AS customerId, max(reference = @from) AS exact FROM booking
     WHERE reference >= @from AND reference < @to GROUP BY reference, customer_id LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, reference = @from AS exact ${OF_THESE_CUSTOMERS}
    WHERE +reference >= @from AND +reference < @to`,
}

/** `@values` is a JSON array of references; a booking has one of them. */
export const ONE_OF_REFERENCES: ClueStatements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 0 AS exact
     FROM json_each(@values) CROSS JOIN booking ON reference = json_each.value LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, 0 AS exact ${OF_THESE_CUSTOMERS}
    WHERE +reference IN (SELECT value FROM json_each(@values))`,
}

/**
 * An SQL condition: two numbers are the same except for the beginning, which is the country code, 00, or the 0 of the
 * trunk. All digits go from last to first.
 */
const IS_SAME_PHONE = `(substr(phone_reversed, 1, length(@whole)) = @whole
  OR substr(@whole, 1, length(rtrim(phone_reversed, '0'))) = rtrim(phone_reversed, '0'))`

/** `@from` and `@to` are the bounds of the last nine digits, `@whole` is all of the clue. */
export const PHONE: ClueStatements = {
  find: [
    `SELECT customer_id AS customerId, max(${IS_SAME_PHONE}) AS exact FROM booking
     WHERE phone_reversed >= @from AND phone_reversed < @to GROUP BY phone_reversed, customer_id LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, ${IS_SAME_PHONE} AS exact ${OF_THESE_CUSTOMERS}
    WHERE +phone_reversed >= @from AND +phone_reversed < @to`,
}

/** `@values` is a JSON array of ends of phone numbers; a booking's number has one of them. */
export const ONE_OF_PHONES: ClueStatements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 0 AS exact FROM json_each(@values)
     CROSS JOIN booking ON phone_reversed >= json_each.value AND phone_reversed < json_each.value || '${LAST}' LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, 0 AS exact ${OF_THESE_CUSTOMERS} WHERE EXISTS (
      SELECT 1 FROM json_each(@values) WHERE substr(phone_reversed, 1, length(json_each.value)) = json_each.value)`,
}

/** `@last4` is the end of the card number. */
export const LAST4: ClueStatements = {
  find: [`SELECT DISTINCT customer_id AS customerId, 1 AS exact FROM booking WHERE card_last4 = @last4 LIMIT @limit`],
  narrow: `SELECT customer_id AS customerId, 1 AS exact ${OF_THESE_CUSTOMERS}
    WHERE +card_last4 = @last4`,
}

/** `@flight` is a flight number, `@from` and `@to` are the bounds of the departure. */
export const FLIGHT: ClueStatements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 1 AS exact FROM booking
     WHERE flight_number = @flight AND departure >= @from AND departure < @to LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, 1 AS exact ${OF_THESE_CUSTOMERS}
    WHERE +flight_number = @flight AND +departure >= @from AND +departure < @to`,
}

/** `@from` and `@to` are the bounds of the departure. */
export const DEPARTURE: ClueStatements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 1 AS exact FROM booking
     WHERE departure >= @from AND departure < @to LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, 1 AS exact ${OF_THESE_CUSTOMERS}
    WHERE +departure >= @from AND +departure < @to`,
}
