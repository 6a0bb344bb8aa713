/** The calling code at the beginning of a phone's digits (ITU-T E.164). It lists those of one and two digits; all others have three. */
export const CALLING_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** The most digits of a phone with this calling code, code included, where it is not the default. An open plan is rounded up. */
// biome-ignore format: a table
const LONGEST: Readonly<Record<string, number>> = {
  1: 11, 7: 11, 20: 12, 27: 11, 30: 12, 31: 11, 32: 11, 33: 11, 34: 11, 36: 11, 40: 11, 41: 11, 43: 15, 44: 12,
  45: 10, 46: 12, 47: 10, 48: 11, 49: 15, 62: 15, 82: 14, 234: 14, 352: 14, 358: 14,
}

/** No phone number of the world has more digits. */
export const LONGEST_PHONE = 15

/** The most digits for every other country. */
const MOST_DIGITS = 13

/** The most digits of a phone with this calling code, code included. */
export const longestPhone = (callingCode: string): number => LONGEST[callingCode] ?? MOST_DIGITS
