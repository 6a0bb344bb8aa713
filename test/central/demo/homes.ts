import type { Faker } from '@faker-js/faker'
import { faker as german } from '@faker-js/faker/locale/de'
import { faker as british } from '@faker-js/faker/locale/en_GB'
import { faker as irish } from '@faker-js/faker/locale/en_IE'
import { faker as american } from '@faker-js/faker/locale/en_US'
import { faker as spanish } from '@faker-js/faker/locale/es'
import { faker as french } from '@faker-js/faker/locale/fr'
import { faker as italian } from '@faker-js/faker/locale/it'
import { faker as polish } from '@faker-js/faker/locale/pl'
import { faker as portuguese } from '@faker-js/faker/locale/pt_PT'
import { faker as swedish } from '@faker-js/faker/locale/sv'
import { type Route, routesNear } from './network.ts'

/** The currencies of the demo, with two, zero and three decimals. */
export type Currency = 'USD' | 'EUR' | 'GBP' | 'JPY' | 'KWD'

/** Latin names to pick from, for languages in which faker has only another script. */
interface LatinNames {
  given: string
  family: string
}

/** The home of a group of travellers. */
export interface Home {
  /** The share of all travellers in percent. */
  share: number
  currency: Currency
  dialling: string
  /** The flights that they mostly take: from or to an airport near their home. */
  near: readonly Route[]
  names: Faker | LatinNames
}

const japanese: LatinNames = {
  given: 'Haruto Yui Sota Aoi Ren Hina Yuto Sakura Riku Mei Kaito Rin Daiki Nanami Kenji Emi Takumi Ayaka Shota Misaki',
  family:
    'Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue',
}
const kuwaiti: LatinNames = {
  given: 'Fahad Noura Abdullah Dalal Yousef Sara Mohammed Fatma Khaled Mariam Bader Hessa Salem Reem Nasser Latifa',
  family:
    'Al-Sabah Al-Mutairi Al-Rashidi Al-Enezi Al-Azmi Al-Ajmi Al-Shammari Al-Kandari Al-Fadhli Al-Otaibi Behbehani',
}

/** The homes of the demo; the shares add up to 100. */
export const homes: readonly Home[] = [
  { share: 30, currency: 'USD', dialling: '1', near: routesNear('SFO JFK SEA BOS ORD'), names: american },
  { share: 22, currency: 'GBP', dialling: '44', near: routesNear('LHR LGW EDI MAN'), names: british },
  { share: 8, currency: 'EUR', dialling: '353', near: routesNear('DUB'), names: irish },
  { share: 6, currency: 'EUR', dialling: '49', near: routesNear('FRA'), names: german },
  { share: 6, currency: 'EUR', dialling: '33', near: routesNear('CDG'), names: french },
  { share: 4, currency: 'EUR', dialling: '34', near: routesNear('MAD BCN'), names: spanish },
  { share: 2, currency: 'EUR', dialling: '39', near: routesNear('FCO'), names: italian },
  { share: 2, currency: 'EUR', dialling: '351', near: routesNear('LIS'), names: portuguese },
  { share: 2, currency: 'EUR', dialling: '48', near: routesNear('WAW'), names: polish },
  { share: 2, currency: 'EUR', dialling: '46', near: routesNear('ARN'), names: swedish },
  { share: 9, currency: 'JPY', dialling: '81', near: routesNear('HND ITM CTS FUK'), names: japanese },
  { share: 7, currency: 'KWD', dialling: '965', near: routesNear('KWI'), names: kuwaiti },
]
