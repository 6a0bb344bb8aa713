/** True while the search box has the focus: a pane that opens at that moment must not take the focus from it. */
export const isSearching = (): boolean => document.activeElement?.getAttribute('role') === 'combobox'
