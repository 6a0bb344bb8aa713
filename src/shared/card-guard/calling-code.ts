/** ITU-T E.164, the calling code at the beginning of a number's digits: those of one and two digits; all others have three. */
export const CALLING_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** Digits of the longest number, calling code and all, where it is not `MOST_DIGITS`. Rounded up where a plan is open. */
// biome-ignore format: a table
const LONGEST: Readonly<Record<string, number>> = {
  1: 11, 7: 11, 20: 12, 27: 11, 30: 12, 31: 11, 32: 11, 33: 11, 34: 11, 36: 11, 40: 11, 41: 11, 43: 15, 44: 12,
  45: 10, 46: 12, 47: 10, 48: 11, 49: 15, 62: 15, 82: 14, 234: 14, 352: 14, 358: 14,
}

/** No phone number of the world has more digits. */
export const LONGEST_PHONE = 15

/** What holds for every other country. */
const MOST_DIGITS = 13

/** How many digits a number of this calling code has at most, its code counted. */
export const longestPhone = (callingCode: string): number => LONGEST[callingCode] ?? MOST_DIGITS
