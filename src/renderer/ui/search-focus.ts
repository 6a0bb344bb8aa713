/** True while somebody types into the search box: what opens meanwhile must not take the hand away from it. */
export const isSearching = (): boolean => document.activeElement?.getAttribute('role') === 'combobox'
