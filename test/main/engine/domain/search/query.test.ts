import { expect, test } from 'vitest'
import { readSearch } from '../../../../../src/main/engine/domain/search/query.ts'

/** The likeliest reading of the text, or number `nth`: `kind:value` for each clue and `?word` for each unread word. */
function read(text: string, nth = 0): string {
  const reading = readSearch(text)[nth]
  if (reading === undefined) return 'no such reading'
  return [
    ...reading.clues.map(({ kind, value }) => `${kind}:${value}`),
    ...reading.unread.map((word) => `?${word}`),
  ].join(' ')
}

test.each([
  ['K3J9QX', 'reference:K3J9QX'],
  ['k3j9qx', 'reference:K3J9QX'],
  ['henry.spink58@mail.example', 'email:henry.spink58@mail.example'],
  ['Davey@', 'email:davey@'],
  ['henry.spink', 'email:henry.spink'],
  ['+353 86 123 4567', 'phone:353861234567'],
  ['00353861234567', 'phone:353861234567'],
  ['+353 (0)86 123-4567', 'phone:353861234567'],
  ['(086) 123 4567', 'phone:861234567'],
  ['086/123.4567', 'phone:861234567'],
  ['5100', 'last4:5100'],
  ['•••• 5100', 'last4:5100'],
  ['*5100', 'last4:5100'],
  ['EI164', 'flight:EI164'],
  ['ei 0164', 'flight:EI164'],
  ['9k 1', 'flight:9K1'],
  ['28 feb', 'date:--02-28'],
  ['feb 28', 'date:--02-28'],
  ['28th February 2020', 'date:2020-02-28'],
  ['28feb', 'date:--02-28'],
  ['2020-02-28', 'date:2020-02-28'],
  ['28.2.2020', 'date:2020-02-28'],
  ['28/02/2020', 'date:2020-02-28'],
  ['02/28/2020', 'date:2020-02-28'],
  ['28.2.', 'date:--02-28'],
  ['29 feb', 'date:--02-29'],
  ['jones', 'name:jones'],
  ['Zoë O’Brien', 'name:zoe name:obrien'],
  ['Anne-Marie', 'name:anne name:marie'],
  ['may', 'name:may'],
  ['jones 5100', 'name:jones last4:5100'],
  ['jones EI164 28 feb', 'name:jones flight:EI164 date:--02-28'],
  // A flight number of three digits with a day of one digit is as long as a reference.
  ['EI164 8 feb', 'flight:EI164 date:--02-08'],
  ['EI16 28 feb 2020 jones', 'flight:EI16 date:2020-02-28 name:jones'],
  ['flight EI164 on the 1st of feb', 'flight:EI164 name:the date:--02-01 ?on'],
  ['EI164 8', 'reference:EI1648'],
  ['ei 164 28 feb 2020 jones', 'flight:EI164 date:2020-02-28 name:jones'],
  ['jon smyth', 'name:jon name:smyth'],
  ['李 伟明', 'name:李 name:伟明'],
  ['j', '?j'],
  ['j jones', 'name:j name:jones'],
  ['5100 28 feb', 'last4:5100 date:--02-28'],
  ['5100 28 feb 2020 jones', 'last4:5100 date:2020-02-28 name:jones'],
  ['!? jones', 'name:jones ?!?'],
  ['jones 51', 'name:jones ?51'],
  ['', ''],
  ['31 feb', 'name:feb ?31'],
  // As pasted: with brackets, quotes, sentences and invisible characters.
  ['K3J9QX.', 'reference:K3J9QX'],
  ['(k3j9qx)', 'reference:K3J9QX'],
  ['“K3J9QX”!', 'reference:K3J9QX'],
  ['#K3J9QX', 'reference:K3J9QX'],
  ['K3J\u00ad9QX\u200b', 'reference:K3J9QX'],
  ['\u200fdavey\u00a0jo\u200bnes\u200e', 'name:davey name:jones'],
  ['<davey@example.org>,', 'email:davey@example.org'],
  ['mailto:davey@example.org', 'email:davey@example.org'],
  ['davey.jones@gmail,com', 'email:davey.jones@gmail.com'],
  ['davey.jones @ gmail.com', 'email:davey.jones@gmail.com'],
  ['davey.jones(at)gmail.com', 'email:davey.jones@gmail.com'],
  ['davey dot jones at gmail dot com', 'email:davey.jones@gmail.com'],
  ['٠٨٦١٢٣٤٥٦٧', 'phone:861234567'],
  ['tel:+353861234567', 'phone:353861234567'],
  ['+353 (0) 86 1234567', 'phone:353861234567'],
  ['JONES/DAVEY', 'name:jones name:davey'],
  ['davey davey jones', 'name:davey name:jones'],
  // A word that announces the clue after it belongs to that clue.
  ['ref K3J9QX', 'reference:K3J9QX'],
  ['PNR: K3J9QX jones', 'reference:K3J9QX name:jones'],
  ['booking 482913', 'reference:482913'],
  ['tel 086 123 4567', 'phone:861234567'],
  ['jones card ending 5100', 'name:jones last4:5100'],
  ['flight EI164 on 28 Feb', 'flight:EI164 date:--02-28'],
  ['mr jones', 'name:jones ?mr'],
  ['flight 28 feb', 'date:--02-28 ?flight'],
  ['SMITH/JOHNMR', 'name:smith name:john ?MR'],
  ['SMITH/JOHN MR', 'name:smith name:john ?MR'],
  ['jones 5100 0861234567', 'name:jones last4:5100 phone:861234567'],
  ['•••• •••• •••• 5100', 'last4:5100'],
  ['xxxx 5100', 'last4:5100'],
  ['51OO', 'last4:5100'],
  // Dates as passengers, airlines and other countries write them.
  ['28FEB20', 'date:2020-02-28'],
  ['28-Feb-20', 'date:2020-02-28'],
  ['28-02-2020', 'date:2020-02-28'],
  ['28/02/20', 'date:2020-02-28'],
  ['2020/02/28', 'date:2020-02-28'],
  ['20200228', 'date:2020-02-28'],
  ['28/Feb/2020', 'date:2020-02-28'],
  ['28th of February', 'date:--02-28'],
  ['Fri, 28 Feb 2020', 'date:2020-02-28'],
  ['28 février 2020', 'date:2020-02-28'],
  ['28 de febrero de 2020', 'date:2020-02-28'],
  ['28. März', 'date:--03-28'],
  ['jones 28 feb 5100', 'name:jones date:--02-28 last4:5100'],
  ['EI164/28FEB', 'flight:EI164 date:--02-28'],
  ['ei-164', 'flight:EI164'],
  ['李', 'name:李'],
  ['28 02 2020', 'date:2020-02-28'],
  ['2020 02 28', 'date:2020-02-28'],
  ["28FEB'20", 'date:2020-02-28'],
  ['EI164-28FEB', 'flight:EI164 date:--02-28'],
  ['dep 28 feb', 'date:--02-28'],
  ['my number is 086 123 4567', 'phone:861234567 ?my ?number ?is'],
  ['phone no. 086 123 4567', 'phone:861234567'],
  ['booking number: 482913', 'reference:482913'],
  ['davey.jones @gmail.com', 'email:davey.jones@gmail.com'],
  ['davey@ gmail.com', 'email:davey@gmail.com'],
  ['davey.jones gmail.com 5100', 'email:davey.jones@gmail.com last4:5100'],
  ['jones5100', 'name:jones last4:5100'],
  ['jones-5100', 'name:jones last4:5100'],
  ['1.JONES/DAVEY MR', 'name:jones name:davey ?MR'],
  ['jones card number ending in 5100', 'name:jones last4:5100'],
  ['jones last 4 5100', 'name:jones last4:5100'],
  // Text that is no name.
  ['jones 20:15', 'name:jones ?20:15'],
  ['jones €120', 'name:jones ?€120'],
  ['😀 jones', 'name:jones ?😀'],
])('"%s" is read as %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test.each([
  ['powell', ['reference:POWELL', 'name:powell']],
  ['li 5100', ['flight:LI5100', 'name:li last4:5100']],
  ['the 5100', ['flight:THE5100', 'name:the last4:5100', 'last4:5100 ?the']],
  ['5/1 jones', ['date:--01-05 name:jones', 'date:--05-01 name:jones', 'no such reading']],
  ['5/1/2020', ['date:2020-01-05', 'date:2020-05-01', 'no such reading']],
  ['5.1.2020', ['date:2020-01-05', 'no such reading']],
  ['5/5', ['date:--05-05', 'no such reading']],
  ['2/13', ['date:--02-13', 'no such reading']],
  ['5100 4567', ['phone:51004567', 'last4:5100 last4:4567']],
  ['j.smith', ['email:j.smith', 'name:j name:smith']],
  ['davey.jones@gmail.com', ['email:davey.jones@gmail.com', 'name:davey name:jones']],
  ['davey@gmail.com', ['email:davey@gmail.com', 'no such reading']],
  ['280220', ['phone:280220', 'reference:280220', 'date:2020-02-28']],
  ['28 02 2020', ['date:2020-02-28', 'phone:28022020']],
  ['ford5100', ['reference:FORD5100', 'name:ford last4:5100']],
  ['EZY123', ['flight:EZY123', 'reference:EZY123']],
  ['482913', ['phone:482913', 'reference:482913']],
  ['will8am', ['reference:WILL8AM', 'name:will8am']],
  ['jack2', ['reference:JACK2', 'name:jack2']],
  ['K3J 9QX', ['reference:K3J9QX', 'name:k3j name:9qx']],
  ['K3J-9QX', ['reference:K3J9QX', 'name:k3j name:9qx']],
  ['k 3 j 9 q x', ['reference:K3J9QX', '?k ?j ?q ?x ?3 ?9']],
  ['20200228', ['date:2020-02-28', 'phone:20200228']],
  ['王伟', ['name:王伟', 'name:王 name:伟']],
  ['orson card', ['name:orson name:card', 'name:orson ?card']],
  ['mr smith', ['name:smith ?mr', 'name:mr name:smith']],
])('"%s" has the readings %j', (text, expected) => {
  expect(expected.map((_, nth) => read(text, nth))).toEqual(expected)
})

test.each(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl'])(
  'the names of the months in %s are read as dates',
  (language) => {
    const long = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' })
    for (let month = 0; month < 12; month += 1) {
      const name = long.formatToParts(Date.UTC(2020, month, 5)).find(({ type }) => type === 'month')?.value ?? ''
      expect(read(`5 ${name}`), name).toBe(`date:--${String(month + 1).padStart(2, '0')}-05`)
    }
  },
)

test('yesterday, today and tomorrow are dates when the current day is given', () => {
  const readToday = (text: string) =>
    readSearch(text, { year: 2020, month: 3, day: 1 })[0]
      ?.clues.map(({ value }) => value)
      .join(' ')
  expect(readToday('jones Yesterday')).toBe('jones 2020-02-29')
  expect(readToday('today EI164')).toBe('2020-03-01 EI164')
  expect(readToday('flight tomorrow')).toBe('2020-03-02')
  expect(read('yesterday')).toBe('name:yesterday')
  // Property names that every object has are not clues.
  expect(readSearch('constructor', { year: 2026, month: 1, day: 1 })).toEqual(readSearch('constructor'))
})

test('each of several words may be the reference, one at a time, or none of them', () => {
  expect([0, 1, 2, 3, 4, 5].map((nth) => read('martin miller robert fisher', nth))).toEqual([
    'reference:MARTIN name:miller name:robert name:fisher',
    'name:martin reference:MILLER name:robert name:fisher',
    'name:martin name:miller reference:ROBERT name:fisher',
    'name:martin name:miller name:robert reference:FISHER',
    'name:martin name:miller name:robert name:fisher',
    'no such reading',
  ])
})

test('a pasted sentence gives its clues, and its other words stay unread', () => {
  const text =
    'Hi, my name is Davey Jones and I was charged twice for flight EI164 on 28 February 2020, card ending 5100'
  const clues = 'name:davey name:jones flight:EI164 date:2020-02-28 last4:5100'
  expect(read(text)).toBe(`${clues} ?Hi ?my ?name ?is ?and ?I ?was ?charged ?twice ?for`)
})

test('every typed word is in a clue or in the unread words', () => {
  for (const text of ['a b c d e f g h i j k l', '+ - ( )', '1 22 333', 'x'.repeat(200), '28 feb 29 feb']) {
    const [reading] = readSearch(text)
    const used = [...(reading?.clues ?? []).map((one) => one.text), ...(reading?.unread ?? [])].join(' ')
    for (const word of text.split(' ')) expect(used).toContain(word)
  }
})
