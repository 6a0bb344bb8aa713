/** The longest text that the search box takes, in UTF-16 units: a pasted sentence with all its clues. */
export const LONGEST_SEARCH = 300
